#pragma once

#include "core/engine/runtime/packed_linear.h"
#include "core/engine/runtime/packed_norm.h"

namespace lathe::engine {

// out(norm(activation(dense(row)))), or out(row): logits of what a text was pooled to. In float32.
class PackedHead {
public:
    PackedHead() = default;
    explicit PackedHead(const Checkpoint& checkpoint);

    // pooled: float rows [texts, H]; out: [texts, C].
    void apply(const Rows& pooled, float* out) const;
    [[nodiscard]] int64_t macs() const { return (m_dense ? m_dense->macs() : 0) + m_out.macs(); } // of one text

private:
    std::optional<PackedLinear> m_dense;
    Activation m_activation = Activation::None;
    PackedNorm m_norm;
    PackedLinear m_out;
};

} // namespace lathe::engine
