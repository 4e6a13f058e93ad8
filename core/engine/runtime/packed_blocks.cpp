#include "core/engine/runtime/packed_pass.h"

#include "core/engine/runtime/kernels/attention.h"
#include "core/engine/runtime/kernels/heads.h"

#include <algorithm>

// Attention and FFN of the packed model; packed_forward.cpp calls them layer by layer.
namespace lathe::engine {

void PackedModel::addTo(const Stream& x, const PackedLinear& linear, const Rows& in, const PackedNorm& inner,
                        const PackedNorm& norm, const InputCodes* next) const
{
    kernels::ResidualArgs args{.residual = x.sum, .inner = inner.args(), .norm = norm.args()};
    if (!x.normsAfter)
        args.sum = x.sum;
    const kernels::RowsOut out = x.read(next).out();
    linear.apply(in, [&](const kernels::Product& product, int64_t row) {
        kernels::finishResidual(product, args.from(row, product.columns), out.from(row, product.columns));
    });
}

namespace {

// A product whose heads attention reads: [x.count, columns] of the workspace.
float* projection(Workspace& workspace, const PackedLinear& linear, const Rows& x, const kernels::HeadsArgs& heads)
{
    auto* values = workspace.take<float>(x.count * linear.columns());
    linear.apply(x, [&](const kernels::Product& product, int64_t row) {
        kernels::HeadsArgs from = heads;
        if (from.turns)
            from.turns += row;
        kernels::finishHeads(product, from, values + row * product.columns);
    });
    return values;
}

// Of the rows of the tokens that ask.
const float** turnsOfAsking(Workspace& workspace, const float* const* turns, std::span<const int64_t> offsets,
                            std::span<const int64_t> asking)
{
    auto** those = workspace.take<const float*>(int64_t(asking.size()));
    for (size_t i = 0; i < asking.size(); ++i)
        those[i] = turns[offsets[i] + asking[i]];
    return those;
}

} // namespace

// asking: the rows that ask, x itself or one of each text.
void PackedModel::attend(Pass& pass, const PackedLayer& layer, const Stream& x, const Stream& asking) const
{
    Workspace& workspace = pass.workspace;
    const Workspace::Scope scope(workspace);
    const LayerShape& shape = layer.shape;
    const int64_t A = shape.attention(), G = shape.keyValue();
    const bool once = asksOnce(layer);
    const Rows context = Rows::take(workspace, asking.rows.count, A, true, layer.attentionOutput.input());
    if (A > 0) {
        const Workspace::Scope projections(workspace);
        kernels::HeadsArgs heads{.headSize = shape.headSize, .queries = shape.heads, .keys = shape.kvHeads(),
                                 .queryNorm = layer.queryNorm.args(), .keyNorm = layer.keyNorm.args()};
        if (shape.rotary >= 0) {
            heads.turns = pass.turns[shape.rotary];
            heads.pairs = int(m_architecture.positions.rotary[size_t(shape.rotary)].frequencies.size());
        }
        kernels::AttentionArgs args;
        pass.timed("query, key, value", [&] {
            const InputCodes* form = layer.attentionInput();
            if (once) {
                kernels::HeadsArgs queries = heads, keys = heads;
                queries.keys = keys.queries = 0;
                if (heads.turns)
                    queries.turns = turnsOfAsking(workspace, heads.turns, pass.offsets, pass.asking);
                args.query = projection(workspace, layer.query, asking.read(form), queries); // [texts, A]
                args.key = projection(workspace, layer.keyValue, x.read(form), keys);        // [tokens, 2 G]
                args.queryStride = A, args.keyValueStride = 2 * G;
                args.asking = pass.asking.data();
            } else {
                args.query = projection(workspace, layer.queryKeyValue, x.read(form), heads); // [tokens, A + 2 G]
                args.key = args.query + A;
                args.queryStride = args.keyValueStride = A + 2 * G;
            }
        });
        args.value = args.key + G;
        args.heads = shape.heads, args.headSize = shape.headSize, args.group = shape.group;
        args.scale = float(shape.scoreScale());
        args.softcap = float(m_architecture.attention.softcap);
        args.causal = m_architecture.attention.causal;
        args.window = shape.window;
        args.offsets = pass.offsets;
        if (layer.relative.defined()) {
            args.relative = layer.relative.const_data_ptr<float>();
            args.relativeReach = m_architecture.maxTokens() - 1;
        }
        if (m_distanceRows.defined()) {
            kernels::DistanceArgs& distances = args.distances;
            distances.rows = m_distanceRows.const_data_ptr<int32_t>();
            distances.reach = m_architecture.maxTokens() - 1;
            distances.stride = 2 * m_architecture.positions.disentangled.span + kernels::kDistanceSlack;
            if (layer.distanceKeys.defined())
                distances.keys = layer.distanceKeys.const_data_ptr<float>();
            if (layer.distanceQueries.defined())
                distances.queries = layer.distanceQueries.const_data_ptr<float>();
        }
        pass.timed("attention", [&] {
            kernels::attention(args, context.values);
            kernels::quantizeRows(context.values, context.count, A, context.out());
        });
    }
    pass.timed("attention output, norm", [&] {
        switch (m_architecture.normPlace) {
        case NormPlace::After:
            return addTo(asking, layer.attentionOutput, context, {}, layer.attentionNorm, layer.ffnInput());
        case NormPlace::Before:
            return addTo(asking, layer.attentionOutput, context, {}, layer.ffnNorm, layer.ffnInput());
        case NormPlace::Around:
            return addTo(asking, layer.attentionOutput, context, layer.attentionAfter, layer.ffnNorm, layer.ffnInput());
        case NormPlace::Parallel: // the FFN reads what came in
            kernels::normRows(asking.sum, asking.rows.count, asking.rows.columns, layer.ffnNorm.args(),
                              asking.read(layer.ffnInput()).out());
            layer.attentionOutput.apply(context, [&](const kernels::Product& product, int64_t row) {
                float* sum = asking.sum + row * product.columns;
                kernels::finishResidual(product, {.residual = sum, .inner = {}, .norm = {}, .sum = sum}, {});
            });
        }
    });
}

void PackedModel::feedForward(Pass& pass, const PackedLayer& layer, const Stream& x) const
{
    const Workspace::Scope scope(pass.workspace);
    const Ffn& ffn = m_architecture.ffn;
    const int64_t F = layer.up.columns() / (ffn.gated ? 2 : 1);
    const Rows inner = Rows::take(pass.workspace, x.rows.count, F, false, layer.down.input());
    pass.timed("FFN up, activation", [&] {
        layer.up.apply(x.read(layer.ffnInput()), [&](const kernels::Product& product, int64_t row) {
            (ffn.gated ? kernels::finishGated : kernels::finishActivation)(product, ffn.activation, inner.out().from(row, F));
        });
    });
    pass.timed("FFN down, norm", [&] {
        if (x.normsAfter)
            addTo(x, layer.down, inner, {}, layer.ffnNorm, inputAfter(layer));
        else
            addTo(x, layer.down, inner, layer.ffnAfter, normAfter(layer), inputAfter(layer));
    });
}

} // namespace lathe::engine
