#pragma once

#include "core/engine/model/batches.h"

namespace lathe::engine {

// The rows of the token table that some texts use. Training moves only these; for every other row the
// gradient is zero in each step, so that AdamW does nothing to it but decay its weights. Keeping them
// out of the optimizer saves most of its work and changes nothing.
class TokenSubset {
public:
    // Rewrites the ids in `rows` to positions in the subset.
    TokenSubset(std::vector<TokenIds>& rows, int64_t vocabulary);

    // The position of a token, -1 when no text uses it.
    [[nodiscard]] int positionOf(int id) const { return id < 0 || size_t(id) >= m_places.size() ? -1 : m_places[size_t(id)]; }
    [[nodiscard]] const at::Tensor& used() const { return m_used; } // their ids [used] int64, ascending
    // The whole table with the used rows replaced and the others scaled by `decay`.
    [[nodiscard]] at::Tensor putBack(const at::Tensor& table, const at::Tensor& used, double decay) const;

private:
    std::vector<int32_t> m_places; // [V], -1 for tokens that are not used
    at::Tensor m_used; // [used] int64, ascending
};

} // namespace lathe::engine
