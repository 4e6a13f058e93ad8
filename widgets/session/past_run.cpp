#include "widgets/session/past_run.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

using runner::RunState;
using runner::StepState;

// The plan of then; where the recipe cannot be expanded any more, the steps that left a variant.
recipe::Plan planOf(const recipe::Recipe& recipe, const recipe::StageCatalog& catalog,
                    const std::vector<runner::Variant>& variants)
{
    try {
        return recipe::expand(recipe, catalog);
    } catch (const Error&) { // a stage or parameter that this program does not know
        recipe::Plan plan;
        for (const runner::Variant& variant : variants)
            if (!variant.stage.empty())
                plan.steps.push_back(
                    {variant.node, variant.stage, variant.params, {}, variant.label});
        return plan;
    }
}

// A parameter that the stage has got or lost since tells nothing.
bool isOf(const recipe::Step& step, const runner::Variant& variant)
{
    return step.node == variant.node && step.stage == variant.stage &&
           std::all_of(variant.params.begin(), variant.params.end(), [&](const auto& param) {
               const auto now = step.params.find(param.first);
               return now == step.params.end() || now->second == param.second;
           });
}

// What became of a step that left no variant.
runner::StepChanged ending(int index, const recipe::Step& step, RunState run,
                           const std::vector<runner::LogLine>& log,
                           const std::vector<runner::Failure>& failures)
{
    for (const runner::Failure& failure : failures)
        if (failure.step == index)
            return {index, StepState::Failed, 0, failure.text(), failure};
    const std::string start = step.label + ": ";
    for (const runner::LogLine& line : log)
        if (line.level == runner::LogLine::Level::Error && line.text.starts_with(start))
            return {index, StepState::Failed, 0, line.text};
    switch (run) {
    case RunState::Succeeded:
        return {index, StepState::Done, 0, {}};
    case RunState::Failed:
        return {index, StepState::Skipped, 0, {}};
    case RunState::Running:
        return {index, StepState::Waiting, 0, {}};
    case RunState::Cancelled:
    case RunState::Interrupted:
        break;
    }
    return {index, StepState::Cancelled, 0, {}};
}

} // namespace

RunRecord pastRun(const history::History& history, const history::RunRow& run,
                  const recipe::StageCatalog& catalog)
{
    const recipe::Recipe recipe = history.recipe(run.id);
    const auto variants = history.variants(run.id);
    const auto log = history.log(run.id);
    const auto failures = history.failures(run.id);
    const recipe::Plan plan = planOf(recipe, catalog, variants);
    RunRecord record;
    record.apply(runner::RunStarted{run.id, recipe, plan, history.environment(run.id)});
    for (const runner::LogLine& line : log)
        record.apply(line);
    for (const runner::StepCurve& curve : history.curves(run.id))
        record.apply(curve);
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        const recipe::Step& step = plan.steps[i];
        const auto variant =
            std::find_if(variants.begin(), variants.end(),
                         [&](const runner::Variant& other) { return isOf(step, other); });
        record.apply(
            variant == variants.end()
                ? ending(int(i), step, run.state, log, failures)
                : runner::StepChanged{
                      int(i), StepState::Done, variant->details.value("seconds", 0.0), {}});
    }
    for (const runner::Variant& variant : variants)
        record.apply(runner::VariantMeasured{variant});
    record.apply(
        runner::RunEnded{run.state, run.error, run.seconds,
                         failures.empty() ? std::nullopt : std::optional(failures.front())});
    return record;
}

} // namespace lathe::widgets
