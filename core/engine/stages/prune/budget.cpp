#include "core/engine/stages/prune/block_losses.h"
#include "core/engine/stages/prune/knapsack.h"
#include "core/engine/stages/prune/latency_table.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/rounds.h"

#include <cassert>

namespace lathe::engine {

namespace {

constexpr size_t kMeasuredRows = 128; // that every cut block is run on

double total(const Checkpoint& model, const CostTable& costs)
{
    double sum = 0;
    for (const LayerShape& layer : model.architecture.layers)
        sum += costs.heads[size_t(layer.kvHeads())] + costs.ffn[size_t(layer.ffn / costs.ffnStep)];
    return sum;
}

Checkpoint cut(const Checkpoint& model, const CostTable& costs, double budget,
               const recipe::Params& params, StageContext& context)
{
    const TrainingRows rows = sampled(trainingRows(model, context),
                                      param<size_t>(params, "calibrationRows"), context.seed);
    const Task scoring = context.task.part(0, 0.2), measuring = context.task.part(0.2, 1);
    const Importance importance = taylorImportance(model, rows, context.with(scoring));
    const std::vector<Ranking> rankings = measuredRankings(
        model, importance, sampled(rows, kMeasuredRows, context.seed), context.with(measuring));
    std::vector<std::vector<Option>> blocks;
    for (size_t block = 0; block < rankings.size(); ++block) {
        const Ranking& units = rankings[block];
        std::vector<Option>& options = blocks.emplace_back();
        if (block % 2 == 0)
            for (size_t n = 0; n < units.lost.size(); ++n)
                options.push_back({costs.heads[n], units.lost[n]});
        else
            for (size_t n = 0; n * size_t(costs.ffnStep) < units.lost.size(); ++n)
                options.push_back({costs.ffn[n], units.lost[n * size_t(costs.ffnStep)]});
    }
    const std::vector<int> picked = cheapest(blocks, budget);
    assert(!picked.empty()); // a block without units costs nothing
    Kept kept;
    for (size_t block = 0; block < rankings.size(); block += 2) {
        kept.heads.push_back(rankings[block].first(size_t(picked[block])));
        kept.ffn.push_back(
            rankings[block + 1].first(size_t(picked[block + 1]) * size_t(costs.ffnStep)));
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
        latency
            ? latencyTable(model, {param<int>(params, "batch"), param<int>(params, "tokens"), int8},
                           timing)
            : sizeTable(model, int8);
    const double whole = total(model, costs);
    context.details["costs"] = {{"of", latency ? "milliseconds" : "bytes"},
                                {"heads", costs.heads},
                                {"ffn", costs.ffn},
                                {"ffnStep", costs.ffnStep},
                                {"before", whole}};
    StageContext remaining = context.with(rest);
    Removal removal;
    removal.cut = [&](const Checkpoint& now, const Round& round, StageContext& part) {
        return cut(now, costs, whole * (1 - round.strength), params, part);
    };
    Checkpoint made =
        removeInRounds(inputs, params, 1 - param<double>(params, "budget"), removal, remaining);
    context.details["costs"]["after"] = total(made, costs);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(
        joined({{"budget",
                 "Budget",
                 ParamType::Number,
                 0.5,
                 0.02,
                 1.0,
                 "fraction",
                 {},
                 "What the layers may cost afterwards, of what they cost now.",
                 true},
                {"of",
                 "Budget of",
                 ParamType::Choice,
                 std::string("latency"),
                 {},
                 {},
                 "",
                 {"latency", "bytes"},
                 "Time measured on this CPU, or bytes of weights."},
                {"batch",
                 "Batch",
                 ParamType::Integer,
                 int64_t(32),
                 1,
                 1024,
                 "texts",
                 {},
                 "Texts at a time in use."},
                {"tokens",
                 "Tokens",
                 ParamType::Integer,
                 int64_t(32),
                 1,
                 8192,
                 "tokens",
                 {},
                 "Usual length of a text."},
                {"compute",
                 "Computes as",
                 ParamType::Choice,
                 std::string("int8"),
                 {},
                 {},
                 "",
                 {"int8", "fp32"},
                 "What the model will be when it is used; int8 when a quantization follows."},
                {"calibrationRows",
                 "Calibration rows",
                 ParamType::Integer,
                 int64_t(512),
                 1,
                 1000000,
                 "rows",
                 {},
                 "Training rows that importance is estimated from."}},
               scheduleParams()),
        recoveryParams(3, 5e-5));
}

} // namespace

// Heads and FFN neurons are removed jointly so that the layers keep within a budget and the answers
// change least: a knapsack over what each block of each layer costs in each size and what the
// answers lose with it, both measured (Kurtic et al. 2023, ZipLM, section 3.2). Which units of a
// block go first says the first-order Taylor estimate (Molchanov et al. 2019).
Stage pruneBudgetStage()
{
    return {{.id = "prune.budget",
             .title = "Latency budget",
             .family = recipe::StageFamily::Prune,
             .summary = "Removes heads and FFN neurons until the layers fit a budget of time or "
                        "bytes, measured on this CPU.",
             .paper =
                 "Kurtic et al. 2023, ZipLM: Inference-Aware Structured Pruning of Language Models",
             .params = params(),
             .inputs = recoveryPorts(),
             .version = 4},
            run};
}

} // namespace lathe::engine
