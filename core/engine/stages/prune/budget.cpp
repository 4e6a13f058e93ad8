#include "core/base/error.h"
#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/prune/knapsack.h"
#include "core/engine/stages/prune/latency_table.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/rounds.h"

#include <algorithm>
#include <numeric>

namespace lathe::engine {

namespace {

// A block's units from the most to the least important, and what keeping only the first n of them loses.
struct Ranking {
    std::vector<int64_t> order;
    std::vector<double> lost; // [n]
};

Ranking rank(const std::vector<double>& scores)
{
    Ranking ranking;
    ranking.order.resize(scores.size());
    std::iota(ranking.order.begin(), ranking.order.end(), 0);
    std::stable_sort(ranking.order.begin(), ranking.order.end(),
                     [&](int64_t a, int64_t b) { return scores[size_t(a)] > scores[size_t(b)]; });
    ranking.lost.assign(scores.size() + 1, 0);
    for (size_t n = scores.size(); n-- > 0;)
        ranking.lost[n] = ranking.lost[n + 1] + scores[size_t(ranking.order[n])];
    return ranking;
}

std::vector<int64_t> first(const Ranking& ranking, size_t count)
{
    std::vector<int64_t> units(ranking.order.begin(), ranking.order.begin() + std::ptrdiff_t(std::min(count, ranking.order.size())));
    std::sort(units.begin(), units.end());
    return units;
}

double total(const Checkpoint& model, const CostTable& costs)
{
    double sum = 0;
    for (const LayerShape& layer : model.architecture.layers)
        sum += costs.heads[size_t(layer.heads)] + costs.ffn[size_t(layer.ffn / costs.ffnStep)];
    return sum;
}

Checkpoint cut(const Checkpoint& model, const CostTable& costs, double budget, const recipe::Params& params,
               StageContext& context)
{
    const TrainingRows rows =
        sampled(trainingRows(model, context), param<size_t>(params, "calibrationRows"), context.seed);
    const Importance importance = taylorImportance(model, rows, context);
    std::vector<Ranking> rankings;
    std::vector<std::vector<Option>> blocks;
    for (size_t i = 0; i < model.architecture.layers.size(); ++i) {
        const Ranking& heads = rankings.emplace_back(rank(importance.heads[i]));
        std::vector<Option>& headOptions = blocks.emplace_back();
        // Without any head a layer's tokens no longer hear of each other, which no single unit's score shows.
        for (size_t n = std::min<size_t>(1, heads.order.size()); n <= heads.order.size(); ++n)
            headOptions.push_back({costs.heads[n], heads.lost[n]});
        const Ranking& ffn = rankings.emplace_back(rank(importance.ffn[i]));
        std::vector<Option>& ffnOptions = blocks.emplace_back();
        for (size_t n = 0; n * size_t(costs.ffnStep) <= ffn.order.size(); ++n)
            ffnOptions.push_back({costs.ffn[n], ffn.lost[n * size_t(costs.ffnStep)]});
    }
    const std::vector<int> picked = cheapest(blocks, budget);
    if (picked.empty())
        throw Error(ErrorKind::BadInput, "the budget is less than the smallest model costs", "Raise the budget");
    Kept kept;
    for (size_t i = 0; i < model.architecture.layers.size(); ++i) {
        const size_t fewest = std::min<size_t>(1, rankings[2 * i].order.size());
        kept.heads.push_back(first(rankings[2 * i], size_t(picked[2 * i]) + fewest));
        kept.ffn.push_back(first(rankings[2 * i + 1], size_t(picked[2 * i + 1]) * size_t(costs.ffnStep)));
    }
    return shrink(model, kept);
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    const bool int8 = param<std::string>(params, "compute") == "int8";
    const bool latency = param<std::string>(params, "of") == "latency";
    const Task timing = context.task.part(0, 0.1), rest = context.task.part(0.1, 1);
    const CostTable costs =
        latency ? latencyTable(model, {param<int>(params, "batch"), param<int>(params, "tokens"), int8}, timing)
                : sizeTable(model, int8);
    const double whole = total(model, costs);
    context.details["costs"] = {{"of", latency ? "milliseconds" : "bytes"}, {"heads", costs.heads},
                                {"ffn", costs.ffn}, {"ffnStep", costs.ffnStep}, {"before", whole}};
    StageContext remaining = context.with(rest);
    Removal removal;
    removal.cut = [&](const Checkpoint& now, const Round& round, StageContext& part) {
        return cut(now, costs, whole * (1 - round.strength), params, part);
    };
    Checkpoint made = removeInRounds(inputs, params, 1 - param<double>(params, "budget"), removal, remaining);
    context.details["costs"]["after"] = total(made, costs);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(
        joined({{"budget", "Budget", ParamType::Number, 0.5, 0.02, 1.0, "fraction", {},
                 "What the layers may cost afterwards, of what they cost now.", true},
                {"of", "Budget of", ParamType::Choice, std::string("latency"), {}, {}, "", {"latency", "bytes"},
                 "Time measured on this CPU, or bytes of weights."},
                {"batch", "Batch", ParamType::Integer, int64_t(32), 1, 1024, "texts", {}, "Texts at a time in use."},
                {"tokens", "Tokens", ParamType::Integer, int64_t(32), 1, 8192, "tokens", {}, "Usual length of a text."},
                {"compute", "Computes as", ParamType::Choice, std::string("int8"), {}, {}, "", {"int8", "fp32"},
                 "What the model will be when it is used; int8 when a quantization follows."},
                {"calibrationRows", "Calibration rows", ParamType::Integer, int64_t(512), 1, 1000000, "rows", {},
                 "Training rows that importance is estimated from."}},
               scheduleParams()),
        recoveryParams(3, 5e-5));
}

} // namespace

// Heads and FFN neurons are removed jointly so that the layers keep within a budget and the loss, by the
// first-order Taylor estimate, grows least: a knapsack over what each block of each layer costs in each size,
// measured on this CPU (Kurtic et al. 2023, ZipLM, section 3.2, with Molchanov et al. 2019 as the loss).
Stage pruneBudgetStage()
{
    return {{.id = "prune.budget",
             .title = "Latency budget",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes heads and FFN neurons until the layers fit a budget of time or bytes, measured on this CPU.",
             .paper = "Kurtic et al. 2023, ZipLM: Inference-Aware Structured Pruning of Language Models",
             .params = params(),
             .inputs = recoveryPorts(),
             .version = 2},
            run};
}

} // namespace lathe::engine
