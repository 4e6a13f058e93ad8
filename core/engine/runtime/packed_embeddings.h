#pragma once

#include "core/engine/runtime/kernels/embed.h"
#include "core/engine/runtime/packed_linear.h"
#include "core/engine/runtime/packed_norm.h"
#include "core/engine/runtime/shares.h"

#include <vector>

namespace lathe::engine {

// What makes rows of token ids.
class PackedEmbeddings {
public:
    PackedEmbeddings() = default;
    explicit PackedEmbeddings(const Checkpoint& checkpoint);

    // The rows that enter the first layer, out: [tokens, H]. Throws Error for ids outside the vocabulary.
    void apply(TextSpan texts, const Rows& out) const;
    [[nodiscard]] int64_t macs() const; // of one token

private:
    [[nodiscard]] kernels::EmbedArgs argsOf() const;
    // The ids of the texts and the rows of the position table that belong to them.
    void countTokens(TextSpan texts, int32_t* ids, int32_t* positions) const;

    Positions m_positions;
    int m_padding = -1;
    // The token embeddings as stored: looked up row by row, widened to float on the way.
    at::Tensor m_rows;  // [V, R] float32, bfloat16, float16 or int8, or uint8 [V, R / 2]
    at::Tensor m_scale; // int8: [V]; int4: [V, groups], float32
    int64_t m_columns = 0; // R
    float m_factor = 1;
    std::vector<PackedLinear> m_widen; // of the token's row, before anything is added
    at::Tensor m_added;                // [positions, columns] float32, token type 0 added; undefined: nothing
    PackedNorm m_norm;
    std::optional<PackedLinear> m_project; // of the finished row
};

} // namespace lathe::engine
