#include "core/engine/stages/training/adapters.h"

#include "core/base/error.h"
#include "core/engine/model/linear.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/training/trained_weights.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace lathe::engine {

struct Adapters::State {
    AdapterOptions options;
    std::vector<Adapter> adapters;
    std::vector<std::vector<std::string>> layers; // of each adapter; several share a matrix
    std::map<std::string, size_t> byLayer;
    Dropout dropout{0};

    [[nodiscard]] double scale() const { return options.alpha / options.rank; }
};

std::vector<std::string> adaptedLayers(const Architecture& model, bool ffn, int frozenLayers)
{
    std::vector<std::string> layers = linearLayers(model);
    std::erase_if(layers, [&](const std::string& layer) {
        return !layer.starts_with("layers.") || !isAbove(layer, frozenLayers) ||
               (!ffn && layer.find(".attention.") == std::string::npos);
    });
    return layers;
}

void checkAdapters(const Architecture& model, const AdapterOptions& options, int frozenLayers)
{
    const std::vector<std::string> layers = adaptedLayers(model, options.ffn, frozenLayers);
    if (layers.empty())
        throw Error(ErrorKind::BadInput, "no layer is left that could have an adapter", "Freeze fewer layers");
    for (const auto& [name, shape] : weightShapes(model))
        for (const std::string& layer : layers)
            if (name == layer + ".weight" && std::min(shape[0], shape[1]) < options.rank)
                throw Error(ErrorKind::BadInput,
                            fmt::format("a rank of {} is more than the {} x {} numbers of {} have", options.rank, shape[0],
                                        shape[1], layer),
                            "Lower the rank");
}

Adapters::Adapters(const Checkpoint& model, const AdapterOptions& options, int frozenLayers, uint64_t seed,
                   at::Device device)
    : m_state(std::make_shared<State>())
{
    checkAdapters(model.architecture, options, frozenLayers);
    const at::NoGradGuard noGrad;
    m_state->options = options;
    m_state->dropout = Dropout(seed);
    const at::Generator random = at::detail::createCPUGenerator(seed);
    const auto tensorOf = [&](const std::string& layer) -> const void* {
        const auto found = model.weights.find(layer + ".weight");
        return (found == model.weights.end() ? model.weights.at(layer + ".weight_left") : found->second).unsafeGetTensorImpl();
    };
    std::map<const void*, size_t> shared;
    std::vector<const void*> frozen; // matrices that a frozen layer has too stay as they are
    for (const std::string& layer : adaptedLayers(model.architecture, true, 0))
        if (!isAbove(layer, frozenLayers))
            frozen.push_back(tensorOf(layer));
    for (const std::string& layer : adaptedLayers(model.architecture, options.ffn, frozenLayers)) {
        const void* matrix = tensorOf(layer);
        if (std::find(frozen.begin(), frozen.end(), matrix) != frozen.end())
            continue;
        const auto [known, isNew] = shared.emplace(matrix, m_state->adapters.size());
        m_state->byLayer[layer] = known->second;
        if (!isNew) {
            m_state->layers[known->second].push_back(layer);
            continue;
        }
        const auto [N, K] = sizesOf(model.weights, layer + ".weight");
        Adapter adapter{at::empty({options.rank, K}, at::kFloat), at::zeros({N, options.rank}, at::kFloat)};
        const double bound = 1 / std::sqrt(double(K));
        adapter.down.uniform_(-bound, bound, random);
        adapter.down = adapter.down.to(device).set_requires_grad(true);
        adapter.up = adapter.up.to(device).set_requires_grad(true);
        m_state->adapters.push_back(std::move(adapter));
        m_state->layers.push_back({layer});
    }
    if (m_state->adapters.empty())
        throw Error(ErrorKind::BadInput, "every matrix is one that a frozen layer shares, so none can have an adapter",
                    "Freeze no layers");
}

std::vector<std::string> Adapters::layers() const
{
    std::vector<std::string> names;
    for (const auto& sharing : m_state->layers)
        names.insert(names.end(), sharing.begin(), sharing.end());
    return names;
}

Adapter& Adapters::of(const std::string& layer) const { return m_state->adapters[m_state->byLayer.at(layer)]; }

Hooks Adapters::hooks() const
{
    Hooks hooks;
    hooks.output = [state = m_state](const std::string& layer, const at::Tensor& x, const at::Tensor& product) {
        const auto found = state->byLayer.find(layer);
        if (found == state->byLayer.end())
            return product;
        const Adapter& adapter = state->adapters[found->second];
        const bool drops = state->options.dropout > 0 && at::GradMode::is_enabled();
        const at::Tensor read = drops ? state->dropout(x, state->options.dropout) : x;
        return product + engine::linear(engine::linear(read, adapter.down), adapter.up) * state->scale();
    };
    return hooks;
}

std::vector<at::Tensor> Adapters::leaves() const
{
    std::vector<at::Tensor> leaves;
    for (const Adapter& adapter : m_state->adapters)
        leaves.insert(leaves.end(), {adapter.down, adapter.up});
    return leaves;
}

Checkpoint Adapters::merged(Checkpoint model, const std::vector<at::Tensor>& values) const
{
    const at::NoGradGuard noGrad;
    for (size_t i = 0; i < m_state->layers.size(); ++i) {
        const at::Tensor whole = floatMatrix(model.weights, m_state->layers[i].front() + ".weight") +
                                 at::matmul(values[2 * i + 1], values[2 * i]) * m_state->scale();
        const at::Tensor stored = whole.to(m_state->options.merged);
        for (const std::string& layer : m_state->layers[i])
            putFloat(model.weights, layer + ".weight", stored);
    }
    return model;
}

} // namespace lathe::engine
