#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/rounds.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linalg_svd.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

namespace lathe::engine {

namespace {

constexpr int64_t kMultiple = 16; // what the kernels handle without a remainder

struct Factors {
    at::Tensor left, right; // [N, R], [R, K]
    double kept = 0;        // share of the weighted squares that they keep
};

// The rank at which the factors hold 1 - `saved` of the matrix's weights, a multiple of 16 and at least that.
int64_t rankFor(const at::Tensor& weight, double saved)
{
    const double N = double(weight.size(0)), K = double(weight.size(1));
    const auto rank = int64_t((1 - saved) * N * K / (N + K)) / kMultiple * kMultiple;
    return std::max(rank, kMultiple);
}

// Best rank-R form of W for inputs whose columns have the given sizes: SVD of W diag(size), undone after.
Factors factorise(const at::Tensor& weight, const at::Tensor& size, int64_t rank)
{
    const at::Tensor scale = (size / size.mean().clamp_min(1e-12)).clamp_min(1e-3); // [K]
    const auto [u, s, v] = at::linalg_svd(weight * scale, false);
    const at::Tensor root = s.slice(0, 0, rank).sqrt();
    return {(u.slice(1, 0, rank) * root).contiguous(), (v.slice(0, 0, rank) * root.unsqueeze(1) / scale).contiguous(),
            (s.slice(0, 0, rank).square().sum() / s.square().sum()).item<double>()};
}

// How often each token occurs in the rows, as the size of the embedding table's inputs: [V].
at::Tensor tokenSizes(const TrainingRows& rows, int64_t vocabulary)
{
    at::Tensor counts = at::ones({vocabulary}, at::kFloat);
    for (const TokenIds& row : rows.ids)
        for (const int32_t id : row)
            counts.mutable_data_ptr<float>()[id] += 1;
    return counts.sqrt();
}

bool wants(const std::string& parts, const std::string& layer, bool gated)
{
    if (layer == "head.dense" || layer.ends_with("query") || layer.ends_with("key") || layer.ends_with("value") ||
        (gated && (layer.ends_with("gate") || layer.ends_with("up"))))
        return false; // the runtime multiplies those that share their input as one matrix
    return parts == "all" || (parts == "FFN") == (layer.find(".ffn.") != std::string::npos);
}

Checkpoint cut(const Checkpoint& model, double saved, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    const auto parts = param<std::string>(params, "parts");
    const TrainingRows rows = calibrationRows(model, params, context);
    Checkpoint made = model;
    nlohmann::json& kept = context.details["kept"] = nlohmann::json::object();
    const auto replace = [&](const std::string& name, const at::Tensor& weight, const Factors& factors) {
        if (factors.left.numel() + factors.right.numel() >= weight.numel())
            return;
        putFactors(made.weights, name, factors.left, factors.right);
        kept[name] = {{"rank", factors.left.size(1)}, {"squares", factors.kept}};
    };
    if (parts != "embeddings") {
        const ByLayer norms = inputNorms(model, rows, context);
        for (const std::string& layer : linearLayers(model.architecture)) {
            context.task.checkpoint();
            if (!wants(parts, layer, model.architecture.ffn.gated))
                continue;
            const at::Tensor weight = floatMatrix(model.weights, layer + ".weight");
            replace(layer + ".weight", weight, factorise(weight, inputOf(norms, layer), rankFor(weight, saved)));
        }
    }
    if (parts == "embeddings" || parts == "all") {
        const at::Tensor table = floatMatrix(model.weights, "embeddings.token"); // [V, H]
        const auto rank = std::max(kMultiple, int64_t((1 - saved) * double(table.size(1))) / kMultiple * kMultiple);
        const Factors turned = factorise(table.t(), tokenSizes(rows, table.size(0)), rank);
        replace("embeddings.token", table, {turned.right.t().contiguous(), turned.left.t().contiguous(), turned.kept});
    }
    return made;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Removal removal;
    removal.cut = [&](const Checkpoint& model, const Round& round, StageContext& part) {
        return cut(model, round.strength, params, part);
    };
    return removeInRounds(inputs, params, param<double>(params, "saved"), removal, context);
}

} // namespace

// A matrix becomes the product of two thin ones by a singular value decomposition that weighs each input
// column with its size on calibration rows, W ~ U S V^T of W diag(|x|) (Hsu et al. 2022 and Yuan et al. 2023
// weigh the SVD; Lan et al. 2020 factorise the embeddings).
Stage pruneLowRankStage()
{
    using recipe::ParamType;
    return {{.id = "prune.lowrank",
             .title = "Low rank",
             .family = recipe::StageFamily::Prune,
             .summary = "Replaces matrices by the product of two thin ones, then trains them.",
             .paper = "Hsu et al. 2022, Language Model Compression with Weighted Low-Rank Factorization; Yuan et al. 2023, "
                      "ASVD; Lan et al. 2020, ALBERT",
             .params = joined(joined({{"saved", "Saved", ParamType::Number, 0.5, 0.0, 0.95, "fraction", {},
                                       "Share of each matrix's weights that goes.", true},
                                      {"parts", "Parts", ParamType::Choice, std::string("FFN"), {}, {}, "",
                                       {"FFN", "attention", "embeddings", "all"},
                                       "FFN matrices (of gated ones the last), attention output projections, the token table, or all of them."},
                                      calibrationParam(256)},
                                     scheduleParams()),
                              recoveryParams(2, 5e-5)),
             .inputs = recoveryPorts(),
             .version = 3},
            run};
}

} // namespace lathe::engine
