#include "core/engine/runtime/packed_head.h"

namespace lathe::engine {

namespace {

PackedLinear floatLinear(const Checkpoint& c, const std::string& name)
{
    const auto bias = c.weights.find(name + ".bias");
    return {floatMatrix(c.weights, name + ".weight"), {}, bias == c.weights.end() ? at::Tensor() : bias->second};
}

} // namespace

PackedHead::PackedHead(const Checkpoint& c) : m_activation(c.architecture.head.activation), m_out(floatLinear(c, "head.out"))
{
    if (!c.architecture.head.dense)
        return;
    m_dense = floatLinear(c, "head.dense");
    if (c.architecture.head.norm)
        m_norm = PackedNorm(c, "head.norm");
}

void PackedHead::apply(const Rows& pooled, float* out) const
{
    Workspace& workspace = Workspace::ofThisThread();
    const Workspace::Scope scope(workspace);
    Rows read = pooled;
    if (m_dense) {
        read = Rows::take(workspace, pooled.count, m_dense->columns(), true, nullptr);
        m_dense->apply(pooled, [&](const kernels::Product& product, int64_t row) {
            kernels::finishActivation(product, m_activation, read.out().from(row, product.columns));
        });
        kernels::normRows(read.values, read.count, read.columns, m_norm.args(), read.out());
    }
    m_out.apply(read, [&](const kernels::Product& product, int64_t row) {
        kernels::finishRows(product, {.values = out + row * product.columns});
    });
}

} // namespace lathe::engine
