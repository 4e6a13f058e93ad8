#include "core/engine/stages/analyze/changes.h"

#include "core/engine/model/matrix.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/quantize/quantize_layers.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/linalg_eigh.h>
#include <ATen/ops/matmul.h>
#include <fmt/format.h>
#include <numeric>

namespace lathe::engine {

namespace {

using Names = std::vector<std::string>;

Checkpoint rounded(Checkpoint model, const Names& matrices, Storage storage, const StageContext& context)
{
    for (const std::string& matrix : matrices)
        roundMatrix(model.weights, matrix, {.storage = storage, .search = true}, context);
    return model;
}

// The model with fewer of one layer's units, heads or neurons.
Checkpoint withFewer(const Checkpoint& model, std::vector<std::vector<int64_t>> Kept::*units, size_t layer,
                     const std::vector<double>& scores, double share)
{
    Kept kept;
    for (const LayerShape& shape : model.architecture.layers) {
        std::vector<int64_t>&heads = kept.heads.emplace_back(shape.kvHeads()), &ffn = kept.ffn.emplace_back(shape.ffn);
        std::iota(heads.begin(), heads.end(), 0);
        std::iota(ffn.begin(), ffn.end(), 0);
    }
    (kept.*units)[layer] = keepBest({scores}, share, false, 1, 1).front();
    return shrink(model, kept);
}

Checkpoint factorised(Checkpoint model, const Names& matrices, double share, const StageContext& context)
{
    for (const std::string& name : matrices) {
        context.task.checkpoint();
        const at::Tensor matrix = floatMatrix(model.weights, name);
        const int64_t N = matrix.size(0), K = matrix.size(1);
        const auto rank = std::max<int64_t>(1, int64_t((1 - share) * double(N * K) / double(N + K)));
        if (rank * (N + K) >= N * K)
            continue;
        const at::ScalarType type = model.weights.at(partsOf(model.weights, name).front()).scalar_type();
        const auto [left, right] = bestFactors(matrix, rank);
        putFactors(model.weights, name, left.to(type), right.to(type));
    }
    return model;
}

Checkpoint withoutLayer(const Checkpoint& model, size_t layer)
{
    std::vector<int> others(model.architecture.layers.size());
    std::iota(others.begin(), others.end(), 0);
    others.erase(others.begin() + std::ptrdiff_t(layer));
    return withLayers(model, others);
}

// The list in the making.
struct List {
    const ChangeOptions& options;
    const StageContext& context;
    std::vector<Change> changes = {};

    template <class Apply>
    void add(bool wanted, std::optional<int> layer, const char* part, std::string method, Apply apply)
    {
        if (wanted)
            changes.push_back({layer, part, std::move(method), std::move(apply)});
    }
    void rounding(std::optional<int> layer, const char* part, const Names& matrices)
    {
        for (const Storage storage : {Storage::Int8, Storage::Int4})
            add(storage == Storage::Int8 ? options.int8 : options.int4, layer, part, std::string(toString(storage)),
                [matrices, storage, &c = context](const Checkpoint& m) { return rounded(m, matrices, storage, c); });
    }
    void lowRank(std::optional<int> layer, const char* part, const Names& matrices)
    {
        add(options.lowRank, layer, part, fmt::format("low-rank {:.0f} %", options.share * 100),
            [matrices, share = options.share, &c = context](const Checkpoint& m) {
                return factorised(m, matrices, share, c);
            });
    }
    void fewer(bool wanted, size_t layer, const char* part, const char* what,
               std::vector<std::vector<int64_t>> Kept::*units, const std::vector<double>& scores)
    {
        add(wanted && scores.size() > 1, int(layer), part, fmt::format("{} {:.0f} %", what, options.share * 100),
            [units, layer, &scores, share = options.share](const Checkpoint& m) {
                return withFewer(m, units, layer, scores, share);
            });
    }
};

} // namespace

std::vector<Change> changesOf(const Checkpoint& model, const ChangeOptions& options, const Importance& importance,
                              const StageContext& context)
{
    List list{options, context};
    const std::vector<LayerShape>& layers = model.architecture.layers;
    for (size_t i = 0; i < layers.size(); ++i) {
        const auto named = [&](const char* block, std::initializer_list<const char*> parts) {
            Names names;
            for (const char* part : parts)
                names.push_back(fmt::format("layers.{}.{}.{}.weight", i, block, part));
            return names;
        };
        if (layers[i].heads > 0) {
            const Names matrices = named("attention", {"query", "key", "value", "output"});
            list.rounding(int(i), "attention", matrices);
            list.fewer(options.heads, i, "attention", "heads", &Kept::heads, importance.heads[i]);
            list.lowRank(int(i), "attention", named("attention", {"output"}));
        }
        if (layers[i].ffn > 0) {
            const bool gated = model.architecture.ffn.gated;
            const Names matrices = gated ? named("ffn", {"gate", "up", "down"}) : named("ffn", {"up", "down"});
            list.rounding(int(i), "ffn", matrices);
            list.fewer(options.ffn, i, "ffn", "ffn", &Kept::ffn, importance.ffn[i]);
            list.lowRank(int(i), "ffn", gated ? named("ffn", {"down"}) : matrices); // gate and up are multiplied as one
        }
        list.add(options.layers && layers.size() > 1, int(i), "layer", "drop layer",
                 [i](const Checkpoint& m) { return withoutLayer(m, i); });
    }
    Names tables{"embeddings.token"};
    if (model.architecture.positions.table > 0)
        tables.emplace_back("embeddings.position");
    list.rounding({}, "embeddings", tables);
    list.lowRank({}, "embeddings", {"embeddings.token"});
    if (model.architecture.classes > 0 && model.architecture.head.dense)
        list.rounding({}, "head", {"head.dense.weight"});
    return list.changes;
}

std::pair<at::Tensor, at::Tensor> bestFactors(const at::Tensor& matrix, int64_t rank)
{
    const at::NoGradGuard noGrad;
    const bool tall = matrix.size(0) >= matrix.size(1);
    const at::Tensor thin = (tall ? matrix : matrix.t()).to(at::kDouble); // [M, m], m <= M
    const auto [values, vectors] = at::linalg_eigh(at::matmul(thin.t(), thin)); // ascending
    const at::Tensor basis = vectors.slice(1, vectors.size(1) - rank);        // [m, R]
    const at::Tensor onto = at::matmul(thin, basis);                          // [M, R]
    const auto made = [](const at::Tensor& x) { return x.to(at::kFloat).contiguous(); };
    return tall ? std::pair(made(onto), made(basis.t())) : std::pair(made(basis), made(onto.t()));
}

} // namespace lathe::engine
