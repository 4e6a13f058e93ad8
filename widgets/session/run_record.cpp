#include "widgets/session/run_record.h"

#include "core/recipe/recipe_file.h"
#include "widgets/common/format.h"

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
        const std::string& label = record.plan.steps[size_t(event.step)].label;
        if (event.state == StepState::Running)
            note(label + ": started");
        else if (event.state == StepState::Reused)
            note(label + ": reused from an earlier run");
        else if (event.state == StepState::Done && event.seconds > 0)
            note(fmt::format("{}: done in {}", label, formatDuration(event.seconds).toStdString()));
    }
    void note(std::string text) const
    {
        record.log.push_back({runner::LogLine::Level::Info, std::move(text)});
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
        const bool isNew = !std::any_of(
            record.variants.begin(), record.variants.end(),
            [&](const runner::Variant& known) { return known.id == event.variant.id; });
        upsert(record.variants, event.variant);
        const auto figure = [&](std::string_view key) {
            const auto found = event.variant.metrics.find(key);
            return found == event.variant.metrics.end()
                       ? std::string("?")
                       : analysis::formatMetric(*analysis::findMetric(key), found->second);
        };
        const std::string& name =
            event.variant.lineage.empty() ? event.variant.facts.name : event.variant.lineage;
        // Measured twice: quality and size first, speed at the end of the run.
        if (isNew)
            note(fmt::format("{}: accuracy {}, macro F1 {}, {} on disk", name, figure("accuracy"),
                             figure("macroF1"), figure("sizeBytes")));
        if (event.variant.metrics.contains("latencyP50Ms"))
            note(fmt::format("{}: {} a text, {} in batches", name, figure("latencyP50Ms"),
                             figure("throughput")));
    }
    void operator()(const runner::LogLine& event) const { record.log.push_back(event); }
    void operator()(const runner::RunEnded& event) const
    {
        record.state = event.state;
        record.error = event.error;
        record.seconds = event.seconds;
        record.remainingSeconds.reset();
        for (RunRecord::Step& left : record.steps)
            if (left.state == StepState::Waiting || left.state == StepState::Running)
                left.state = event.state == runner::RunState::Running  ? left.state
                             : event.state == runner::RunState::Failed ? StepState::Skipped
                                                                       : StepState::Cancelled;
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
