#include "widgets/session/run_record.h"

#include "core/recipe/recipe_file.h"
#include "widgets/common/format.h"

#include <fmt/format.h>

#include <QDir>

#include <algorithm>

namespace lathe::widgets {

namespace {

// Replaces the variant with the same id, or adds it.
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

using runner::StepState;

constexpr size_t kToldLines = 60;

std::string withoutHome(std::string text)
{
    const std::string home = QDir::homePath().toStdString() + "/";
    if (home.size() < 3)
        return text;
    for (size_t at = text.find(home); at != std::string::npos; at = text.find(home, at))
        text.replace(at, home.size(), "~/");
    return text;
}

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
        for (size_t i = 0; i < event.cached.size() && i < record.steps.size(); ++i)
            record.steps[i].isCached = event.cached[i];
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
        record.failure = event.failure;
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

void RunRecord::apply(const runner::Event& event)
{
    std::visit(Apply{*this}, event);
}

runner::Failure RunRecord::whatFailed() const
{
    if (failure)
        return *failure;
    runner::Failure told;
    told.message = error;
    for (size_t i = 0; i < steps.size(); ++i)
        if (steps[i].state == StepState::Failed) {
            told.step = int(i);
            told.node = plan.steps[i].node;
            told.stage = plan.steps[i].stage;
            told.label = plan.steps[i].label;
            break;
        }
    return told;
}

std::string RunRecord::diagnostics() const
{
    std::string text = fmt::format("Lathe run {} ({})\n", runId, runner::toString(state));
    if (!error.empty()) {
        const runner::Failure what = whatFailed();
        text += fmt::format("\nFailure ({})\nstage: {} {}\nmessage: {}\nremedy: {}\n",
                            runner::toString(what.kind), what.label, what.stage, what.message,
                            what.remedy);
    }
    text += fmt::format("\nVersions and machine\n{}\n\nSteps\n", environment.dump(2));
    for (size_t i = 0; i < steps.size(); ++i)
        text += fmt::format("{:>3} {:<10} {:>8.1f} s  {}{}{}\n", i + 1,
                            runner::toString(steps[i].state), steps[i].seconds, plan.steps[i].label,
                            steps[i].message.empty() ? "" : ": ", steps[i].message);
    text += "\nEnd of the log\n";
    for (size_t i = log.size() > kToldLines ? log.size() - kToldLines : 0; i < log.size(); ++i)
        text += log[i].text + "\n";
    text += "\nRecipe\n" + recipe::toJson(recipe).dump(2) + "\n";
    return withoutHome(std::move(text));
}

} // namespace lathe::widgets
