#include "core/engine/stages/prune/shrink.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

at::Tensor indexTensor(const std::vector<int64_t>& values)
{
    at::Tensor index = at::empty({int64_t(values.size())}, at::kLong);
    std::copy(values.begin(), values.end(), index.mutable_data_ptr<int64_t>());
    return index;
}

// Columns of the attention width that belong to these heads.
at::Tensor headColumns(const std::vector<int64_t>& heads, int headSize)
{
    std::vector<int64_t> columns;
    for (const int64_t head : heads)
        for (int c = 0; c < headSize; ++c)
            columns.push_back(head * headSize + c);
    return indexTensor(columns);
}

} // namespace

Checkpoint shrink(const Checkpoint& checkpoint, const Kept& kept)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = checkpoint;
    // Rows of factors are rows of the left one, columns those of the right one.
    const auto select = [&](const std::string& name, int64_t dim, const at::Tensor& index) {
        const bool factors = storageOf(made.weights, name) == Storage::Factors;
        at::Tensor& weight = made.weights.at(factors ? name + (dim == 0 ? "_left" : "_right") : name);
        weight = weight.index_select(dim, index).contiguous();
    };
    for (size_t i = 0; i < made.architecture.layers.size(); ++i) {
        LayerShape& shape = made.architecture.layers[i];
        const std::string at = fmt::format("layers.{}.", i);
        if (int(kept.heads[i].size()) < shape.heads) {
            const at::Tensor columns = headColumns(kept.heads[i], shape.headSize);
            for (const char* part : {"query", "key", "value"}) {
                select(at + "attention." + part + ".weight", 0, columns);
                select(at + "attention." + part + ".bias", 0, columns);
            }
            select(at + "attention.output.weight", 1, columns);
            if (made.architecture.positions.relativeBuckets > 0)
                select(at + "attention.relative", 1, indexTensor(kept.heads[i]));
            shape.heads = int(kept.heads[i].size());
        }
        if (int(kept.ffn[i].size()) < shape.ffn) {
            const at::Tensor neurons = indexTensor(kept.ffn[i]);
            select(at + "ffn.up.weight", 0, neurons);
            select(at + "ffn.up.bias", 0, neurons);
            select(at + "ffn.down.weight", 1, neurons);
            shape.ffn = int(kept.ffn[i].size());
        }
    }
    return made;
}

std::vector<std::vector<int64_t>> keepBest(const std::vector<std::vector<double>>& scores, double sparsity,
                                           bool global, int least, int multiple)
{
    std::vector<double> all;
    for (const auto& layer : scores)
        all.insert(all.end(), layer.begin(), layer.end());
    std::sort(all.begin(), all.end());
    const auto cut = std::min(all.size(), size_t(std::llround(sparsity * double(all.size()))));
    const double bar = cut == 0 || all.empty() ? -1 : all[cut - 1]; // units at or below it go

    std::vector<std::vector<int64_t>> kept;
    for (const auto& layer : scores) {
        std::vector<int64_t> order(layer.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = int64_t(i);
        std::stable_sort(order.begin(), order.end(),
                         [&](int64_t a, int64_t b) { return layer[size_t(a)] > layer[size_t(b)]; });
        const auto above = size_t(std::count_if(layer.begin(), layer.end(), [&](double s) { return s > bar; }));
        size_t count = global ? above : size_t(std::llround((1 - sparsity) * double(layer.size())));
        count = std::max(count, size_t(least));
        count = (count + size_t(multiple) - 1) / size_t(multiple) * size_t(multiple);
        order.resize(std::min(order.size(), count));
        std::sort(order.begin(), order.end());
        kept.push_back(std::move(order));
    }
    return kept;
}

} // namespace lathe::engine
