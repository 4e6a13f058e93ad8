#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/rounds.h"

namespace lathe::engine {

namespace {

constexpr int kFfnMultiple = 16; // what integer kernels handle without a remainder

Checkpoint cut(const Checkpoint& model, double share, const recipe::Params& params, StageContext& context)
{
    const bool global = param<std::string>(params, "scope") == "global";
    const auto parts = param<std::string>(params, "parts");
    const TrainingRows rows =
        sampled(trainingRows(model, context), param<size_t>(params, "calibrationRows"), context.seed);
    const Importance importance = normalised(param<std::string>(params, "importance") == "taylor"
                                                 ? taylorImportance(model, rows, context)
                                                 : magnitudeImportance(model));
    const Kept kept{keepBest(importance.heads, parts == "FFN" ? 0 : share, global, 1, 1),
                    keepBest(importance.ffn, parts == "heads" ? 0 : share, global, kFfnMultiple, kFfnMultiple)};
    const Checkpoint small = shrink(model, kept);
    context.details["kept"] = {{"heads", kept.heads}, {"ffn", nlohmann::json::array()}};
    for (const LayerShape& layer : small.architecture.layers)
        context.details["kept"]["ffn"].push_back(layer.ffn);
    return small;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Removal removal;
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        return cut(model, round.share, params, part);
    };
    return removeInRounds(inputs, params, param<double>(params, "sparsity"), removal, context);
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(
        joined({{"sparsity", "Sparsity", ParamType::Number, 0.5, 0.0, 0.95, "fraction", {},
                 "Share of all attention heads and of all FFN neurons that is removed.", true},
                {"parts", "Parts", ParamType::Choice, std::string("both"), {}, {}, "", {"both", "heads", "FFN"},
                 "What is removed: attention heads, FFN neurons or both."},
                {"scope", "Scope", ParamType::Choice, std::string("global"), {}, {}, "", {"global", "per layer"},
                 "Whether layers compete with each other or each loses the same share."},
                {"importance", "Importance", ParamType::Choice, std::string("taylor"), {}, {}, "",
                 {"taylor", "magnitude"}, "How a unit's worth is estimated: from gradients, or from its weights alone."},
                {"calibrationRows", "Calibration rows", ParamType::Integer, int64_t(512), 1, 1000000, "rows", {},
                 "Training rows that importance is estimated from."}},
               scheduleParams()),
        recoveryParams(2, 5e-5));
}

} // namespace

// Removes the attention heads and FFN neurons that the loss misses least by the first-order Taylor
// estimate, then trains what is left (Molchanov et al. 2019; Michel et al. 2019; McCarley et al. 2019).
Stage pruneStructuredStage()
{
    return {{.id = "prune.structured",
             .title = "Heads and FFN",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes the heads and FFN neurons that the loss misses least, then trains what is left.",
             .paper = "Molchanov et al. 2019, Importance Estimation for Neural Network Pruning; "
                      "Michel et al. 2019, Are Sixteen Heads Really Better than One?",
             .params = params(),
             .inputs = recoveryPorts(),
             .version = 4},
            run};
}

} // namespace lathe::engine
