#include "core/engine/runtime/packed_model.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint_weights.h"
#include "core/engine/model/relative_position.h"
#include "core/engine/runtime/kernel_facts.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <fmt/ranges.h>
#include <set>

namespace lathe::engine {

namespace {

// The row of the table of distances for query position - key position, from -reach on.
at::Tensor distanceRows(const Disentangled& settings, int64_t reach)
{
    at::Tensor rows = at::empty({2 * reach + 1}, at::kInt);
    for (int64_t d = -reach; d <= reach; ++d)
        rows.mutable_data_ptr<int32_t>()[d + reach] = disentangledRow(d, settings);
    return rows;
}

// Keys that one query, or all of a text, multiply with.
double keysSeen(const Architecture& a, const LayerShape& shape, int64_t tokens, bool asksOnce)
{
    const auto of = [&](int64_t p) {
        const int64_t first = shape.window > 0 ? std::max<int64_t>(0, p - shape.window + 1) : 0;
        const int64_t last = a.attention.causal ? p + 1 : shape.window > 0 ? std::min(tokens, p + shape.window) : tokens;
        return double(last - first);
    };
    if (asksOnce)
        return of(a.head.pooling == Pooling::Last ? tokens - 1 : 0);
    double sum = 0;
    for (int64_t p = 0; p < tokens; ++p)
        sum += of(p);
    return sum;
}

} // namespace

PackedModel::PackedModel(Checkpoint c) : m_architecture(c.architecture)
{
    const at::NoGradGuard noGrad;
    const Architecture& a = m_architecture;
    if (a.classes == 0)
        throw Error(ErrorKind::BadInput, fmt::format("{}: the model has no classification head", c.origin.string()),
                    "Fine-tune it first");
    if (a.finalNorm && a.normPlace == NormPlace::After)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("{}: a final norm behind layers that end with one is not supported", c.origin.string()),
                    "Use a model of a supported family");
    m_kernels = kernelsOf(c);
    m_embeddings = PackedEmbeddings(c);
    if (a.positions.disentangled.span > 0)
        m_distanceRows = distanceRows(a.positions.disentangled, a.maxTokens() - 1);
    // A stage may have changed layers that were one: then each is packed by itself.
    const size_t shared = a.layerGroups > 0 && sharesLayers(c.weights, a) ? a.layers.size() / size_t(a.layerGroups) : 1;
    m_layers.reserve(a.layers.size());
    for (size_t i = 0; i < a.layers.size(); ++i) {
        const bool once = engine::asksOnce(a, i);
        if (i % shared == 0)
            m_layers.emplace_back(c, i, once);
        else
            m_layers.push_back(m_layers[i / shared * shared].asking(c, i, once));
        const std::string at = fmt::format("layers.{}.", i);
        std::erase_if(c.weights, [&](const auto& entry) { return entry.first.starts_with(at); });
    }
    if (a.finalNorm)
        m_finalNorm = PackedNorm(c, "final_norm");
    m_head = PackedHead(c);
}

bool PackedModel::asksOnce(const PackedLayer& layer) const
{
    return engine::asksOnce(m_architecture, size_t(&layer - m_layers.data()));
}

const PackedNorm& PackedModel::normAfter(const PackedLayer& layer) const
{
    return &layer == &m_layers.back() ? m_finalNorm : (&layer + 1)->attentionNorm;
}

const InputCodes* PackedModel::inputAfter(const PackedLayer& layer) const
{
    return &layer == &m_layers.back() ? nullptr : (&layer + 1)->attentionInput();
}

double PackedModel::macs(int64_t tokens) const
{
    double sum = double(m_head.macs() + tokens * m_embeddings.macs());
    for (const PackedLayer& layer : m_layers) {
        const bool once = asksOnce(layer);
        const double met = keysSeen(m_architecture, layer.shape, tokens, once) * layer.shape.attention();
        const int tables = int(layer.distanceKeys.defined()) + int(layer.distanceQueries.defined());
        sum += layer.macs(tokens, once ? 1 : tokens) + (2 + 2 * tables) * met;
    }
    return sum;
}

std::string PackedModel::kernels() const
{
    std::set<std::string_view> used;
    for (const runner::KernelFacts& facts : m_kernels)
        if (facts.part.starts_with("layers."))
            used.insert(facts.kernel);
    return fmt::format("{}", fmt::join(used, " + "));
}

} // namespace lathe::engine
