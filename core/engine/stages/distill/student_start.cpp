#include "core/engine/stages/distill/student_start.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/prune/hidden_width.h"
#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/prune/shrink.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

namespace {

std::vector<int64_t> strongestUnits(const std::vector<double>& scores, int count)
{
    return keepBest({scores}, 1 - double(count) / double(std::max<size_t>(1, scores.size())), false, count, 1).front();
}

void requireAtMost(const char* what, int wanted, int available)
{
    if (wanted > available)
        throw Error(ErrorKind::BadInput,
                    fmt::format("the student is to have {} {} but the model has {}", wanted, what, available),
                    "Choose no more, or start from random");
}

// Of heads that share a key and value head.
void requireWholeGroups(const Architecture& model, const StudentShape& shape)
{
    for (const LayerShape& layer : model.layers)
        if (shape.heads % layer.group != 0)
            throw Error(ErrorKind::BadInput,
                        fmt::format("the student is to have {} heads, but {} of the model's share one key and value", shape.heads,
                                    layer.group),
                        fmt::format("Choose a multiple of {}", layer.group));
}

int widest(const Architecture& a, int LayerShape::*size)
{
    int most = 0;
    for (const LayerShape& layer : a.layers)
        most = std::max(most, layer.*size);
    return most;
}

} // namespace

at::Tensor hiddenMagnitude(const Checkpoint& model)
{
    constexpr int64_t kHidden = -1; // stands for the hidden size in the shapes
    const at::NoGradGuard noGrad;
    Architecture marked = model.architecture;
    marked.hiddenSize = kHidden;
    at::Tensor sum = at::zeros({model.architecture.hiddenSize}, at::kDouble);
    for (const auto& [name, shape] : weightShapes(marked)) {
        if (shape.size() != 2 || name.ends_with(".relative"))
            continue;
        const at::Tensor squares = floatMatrix(model.weights, name).square().to(at::kDouble); // [N, K]
        for (const int64_t dim : {0, 1})
            if (shape[size_t(dim)] == kHidden)
                sum += squares.sum(1 - dim) / squares.sum().clamp_min(1e-30);
    }
    return sum;
}

void requireAtMost(const Architecture& model, const StudentShape& shape)
{
    requireAtMost("layers", shape.layers, int(model.layers.size()));
    requireAtMost("hidden dimensions", shape.hiddenSize, model.hiddenSize);
    requireAtMost("heads", shape.heads, widest(model, &LayerShape::heads));
    requireAtMost("FFN neurons", shape.ffn, widest(model, &LayerShape::ffn));
    requireWholeGroups(model, shape);
}

Checkpoint cutStudent(const Checkpoint& model, const StudentShape& shape, const std::string& choice)
{
    const Architecture& a = model.architecture;
    requireAtMost(a, shape);
    const Checkpoint shallow = withLayers(model, chosenLayers(choice, shape.layers, int(a.layers.size())));
    const Checkpoint narrow = withHidden(shallow, strongest(hiddenMagnitude(shallow), shape.hiddenSize));
    const Importance importance = magnitudeImportance(narrow);
    Kept kept;
    for (size_t i = 0; i < importance.heads.size(); ++i) {
        kept.heads.push_back(strongestUnits(importance.heads[i], shape.heads / narrow.architecture.layers[i].group));
        kept.ffn.push_back(strongestUnits(importance.ffn[i], shape.ffn));
    }
    return shrink(narrow, kept);
}

Checkpoint randomStudent(const Checkpoint& model, const StudentShape& shape, uint64_t seed)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = model;
    made.weights.clear();
    made.labels.reset();
    made.thresholds.clear();
    Architecture& a = made.architecture;
    a.classes = 0;
    a.hiddenSize = shape.hiddenSize;
    requireWholeGroups(model.architecture, shape);
    a.embeddings.scale *= std::pow(double(shape.hiddenSize) / model.architecture.hiddenSize, a.embeddings.scale == 1 ? 0 : 0.5);
    const int headSize = std::max(1, widest(model.architecture, &LayerShape::headSize));
    a.layers.clear();
    for (int i = 0; i < shape.layers; ++i) { // windows and the like as in the model, stretched over the depth
        LayerShape layer = model.architecture.layers[size_t(i) * model.architecture.layers.size() / size_t(shape.layers)];
        layer.heads = shape.heads, layer.headSize = headSize, layer.ffn = shape.ffn;
        a.layers.push_back(layer);
    }
    a.layerGroups = std::min(a.layerGroups, shape.layers);
    const at::Generator random = at::detail::createCPUGenerator(seed);
    at::Tensor relative; // one for all layers, as in published models
    for (const auto& [name, size] : weightShapes(a)) {
        at::Tensor& weight = made.weights[name];
        if (size.size() > 1)
            weight = name.ends_with(".relative") && relative.defined() ? relative
                                                                        : at::randn(size, random, at::kFloat) * 0.02;
        else
            weight = name.ends_with("norm.weight") && !a.norm.plusOne ? at::ones(size, at::kFloat) : at::zeros(size, at::kFloat);
        if (name.ends_with(".relative"))
            relative = weight;
    }
    return made;
}

} // namespace lathe::engine
