#include "core/engine/stages/new_head.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

Checkpoint withNewHead(const Checkpoint& checkpoint, const data::DataSet& data, uint64_t seed)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = checkpoint;
    const int64_t C = int64_t(data.labels.names.size());
    const at::Generator random = at::detail::createCPUGenerator(seed);

    made.architecture.classes = int(C);
    made.labels = data.labels;
    made.thresholds.clear();
    for (const auto& [name, shape] : weightShapes(made.architecture)) {
        const bool out = name.starts_with("head.out."), matrix = shape.size() > 1;
        if (!name.starts_with("head.") || (!out && hasMatrix(made.weights, name)))
            continue;
        eraseMatrix(made.weights, name);
        if (matrix)
            made.weights[name] = at::randn(shape, random, at::kFloat) * 0.02;
        else
            made.weights[name] = name == "head.norm.weight" && !made.architecture.norm.plusOne ? at::ones(shape, at::kFloat)
                                                                                              : at::zeros(shape, at::kFloat);
    }
    if (!made.architecture.head.outBias)
        return made;
    at::Tensor bias = at::zeros({C}, at::kFloat);
    if (data.labels.kind == data::TaskKind::Multilabel) {
        std::vector<double> counts(static_cast<size_t>(C), 0.5); // half a row more on either side: never infinite
        for (const data::Example& example : data.train)
            for (const int label : example.labels)
                counts[size_t(label)] += 1;
        for (size_t label = 0; label < counts.size(); ++label)
            bias.mutable_data_ptr<float>()[label] =
                float(std::log(counts[label] / (double(data.train.size()) + 1 - counts[label])));
    }
    made.weights["head.out.bias"] = bias;
    return made;
}

void requireHead(const Checkpoint& checkpoint, const data::DataSet& data)
{
    if (checkpoint.labels != data.labels)
        throw Error(ErrorKind::BadInput, "the model has no head for these labels, so nothing says which parts matter",
                    "Put Fine-tune before this stage");
}

void requireFloat(const Checkpoint& checkpoint, std::string_view port)
{
    if (std::any_of(checkpoint.weights.begin(), checkpoint.weights.end(),
                    [&](const auto& item) {
                        const std::string name(matrixOf(item.first));
                        return !item.second.is_floating_point() &&
                               storageOf(checkpoint.weights, name) != Storage::Blocks;
                    }))
        throw Error(ErrorKind::BadInput,
                    fmt::format("input '{}' holds int8 or int4 weights, which cannot be trained", port),
                    "Quantize after the last stage that trains");
}

} // namespace lathe::engine
