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

// The columns of units that are so many wide.
at::Tensor columnsOf(const std::vector<int64_t>& units, int width)
{
    std::vector<int64_t> columns;
    for (const int64_t unit : units)
        for (int c = 0; c < width; ++c)
            columns.push_back(unit * width + c);
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
    const auto selectRows = [&](const std::string& layer, const at::Tensor& index) {
        if (!hasMatrix(made.weights, layer + ".weight"))
            return;
        select(layer + ".weight", 0, index);
        if (made.weights.contains(layer + ".bias"))
            select(layer + ".bias", 0, index);
    };
    for (size_t i = 0; i < made.architecture.layers.size(); ++i) {
        LayerShape& shape = made.architecture.layers[i];
        const std::string at = fmt::format("layers.{}.", i);
        if (int(kept.heads[i].size()) < shape.kvHeads()) {
            const at::Tensor queries = columnsOf(kept.heads[i], shape.group * shape.headSize);
            const at::Tensor keys = columnsOf(kept.heads[i], shape.headSize);
            for (const char* part : {"query", "position_query", "position_key"})
                selectRows(at + "attention." + part, queries);
            for (const char* part : {"key", "value"})
                selectRows(at + "attention." + part, keys);
            select(at + "attention.output.weight", 1, queries);
            if (made.architecture.positions.relativeBuckets > 0)
                select(at + "attention.relative", 1, columnsOf(kept.heads[i], shape.group));
            shape.heads = int(kept.heads[i].size()) * shape.group;
        }
        if (int(kept.ffn[i].size()) < shape.ffn) {
            const at::Tensor neurons = indexTensor(kept.ffn[i]);
            for (const char* part : {"gate", "up"})
                selectRows(at + "ffn." + part, neurons);
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
