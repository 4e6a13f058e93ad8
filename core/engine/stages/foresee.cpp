#include "core/base/error.h"
#include "core/engine/stages/stage.h"
#include "core/engine/stages/training/training_memory.h"

#include <algorithm>
#include <optional>

namespace lathe::engine {

namespace {

// The sizes that reach a step's ports; absent where a step before cannot work.
std::optional<Sizes> inputsOf(const recipe::Step& step, const Architecture& source,
                              const std::vector<std::optional<Architecture>>& made)
{
    Sizes inputs;
    for (const auto& [port, from] : step.inputs) {
        if (from != recipe::kSourceStep && !made[size_t(from)])
            return {};
        inputs.emplace(port, from == recipe::kSourceStep ? source : *made[size_t(from)]);
    }
    return inputs;
}

} // namespace

std::vector<recipe::Problem> foreseenProblems(const recipe::Plan& plan, Architecture source,
                                              uint64_t memoryBytes, double storedBytes)
{
    constexpr double kFloat = sizeof(float);
    source.classes = std::max(1, source.classes); // a training stage gives it a head
    std::vector<recipe::Problem> problems;
    std::vector<std::optional<Architecture>> made;
    std::vector<double> stored; // bytes of a weight that a step leaves as it was, at most
    for (const recipe::Step& step : plan.steps) {
        const auto stage = std::find_if(allStages().begin(), allStages().end(),
                                        [&](const Stage& s) { return s.info.id == step.stage; });
        const std::optional<Sizes> inputs = inputsOf(step, source, made);
        made.emplace_back();
        const auto from = step.inputs.find("model");
        const double comes = from == step.inputs.end()             ? kFloat
                             : from->second == recipe::kSourceStep ? storedBytes
                                                                   : stored[size_t(from->second)];
        stored.push_back(kFloat);
        if (!inputs || stage == allStages().end())
            continue;
        try {
            made.back() = stage->foresee ? stage->foresee(*inputs, step.params) : inputs->at("model");
            const TrainingOptions options = trainingOptions(step.params);
            if (options.epochs > 0)
                checkFrozen(*made.back(), options);
            const bool trains = options.epochs > 0 && step.params.contains("epochs");
            if (trains)
                checkTrainingMemory(*made.back(), options, memoryBytes, stage->takesBlocks ? comes : kFloat);
            else if (stage->takesBlocks)
                stored.back() = comes;
        } catch (const Error& error) { // a finding, not a failure: the next step may have one too
            problems.push_back({recipe::Severity::Error, step.node, "", error.full()});
        }
    }
    return problems;
}

} // namespace lathe::engine
