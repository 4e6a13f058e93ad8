#include "widgets/session/run_record.h"

#include "core/recipe/recipe_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace lathe::widgets {

namespace {

using runner::StepState;

struct Apply {
    RunRecord& record;

    RunRecord::Step* step(int index) const
    {
        return index >= 0 && size_t(index) < record.steps.size() ? &record.steps[size_t(index)]
                                                                 : nullptr;
    }
    void operator()(const runner::RunStarted& event) const
    {
        record = {};
        record.runId = event.runId;
        record.recipe = event.recipe;
        record.plan = event.plan;
        record.environment = event.environment;
        record.steps.resize(event.plan.steps.size());
    }
    void operator()(const runner::StepChanged& event) const
    {
        RunRecord::Step* changed = step(event.step);
        if (!changed)
            return;
        changed->state = event.state;
        changed->seconds = event.seconds;
        changed->message = event.message;
        if (event.state == StepState::Done || event.state == StepState::Reused)
            changed->fraction = 1;
    }
    void operator()(const runner::StepProgress& event) const
    {
        if (RunRecord::Step* changed = step(event.step)) {
            changed->fraction = event.progress.fraction;
            changed->note = event.progress.note;
        } else {
            record.measuring = event.progress.fraction;
        }
        record.fraction = event.runFraction;
        record.remainingSeconds = event.remainingSeconds;
    }
    void operator()(const runner::StepCurve& event) const
    {
        record.curves[event.step][event.point.series].emplace_back(event.point.x, event.point.y);
    }
    void operator()(const runner::VariantMeasured& event) const
    {
        upsert(record.variants, event.variant);
    }
    void operator()(const runner::LogLine& event) const { record.log.push_back(event); }
    void operator()(const runner::RunEnded& event) const
    {
        record.state = event.state;
        record.error = event.error;
        record.seconds = event.seconds;
        record.remainingSeconds.reset();
        if (event.state == runner::RunState::Succeeded)
            record.fraction = record.measuring = 1;
    }
};

} // namespace

void upsert(std::vector<runner::Variant>& variants, const runner::Variant& variant)
{
    const auto same =
        std::find_if(variants.begin(), variants.end(),
                     [&](const runner::Variant& other) { return other.id == variant.id; });
    if (same == variants.end())
        variants.push_back(variant);
    else
        *same = variant;
}

void RunRecord::apply(const runner::Event& event)
{
    std::visit(Apply{*this}, event);
}

std::string RunRecord::diagnostics() const
{
    std::string text = fmt::format("Lathe run {} ({})\n{}\n\nEnvironment\n{}\n\nSteps\n", runId,
                                   runner::toString(state), error, environment.dump(2));
    for (size_t i = 0; i < steps.size(); ++i)
        text += fmt::format("{:>3} {:<10} {:>8.1f} s  {}{}{}\n", i + 1,
                            runner::toString(steps[i].state), steps[i].seconds, plan.steps[i].label,
                            steps[i].message.empty() ? "" : ": ", steps[i].message);
    text += "\nLog\n";
    for (const runner::LogLine& line : log)
        text += line.text + "\n";
    return text + "\nRecipe\n" + recipe::toJson(recipe).dump(2) + "\n";
}

} // namespace lathe::widgets
