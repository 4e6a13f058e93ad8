#include "core/engine/stages/training/token_subset.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

namespace lathe::engine {

TokenSubset::TokenSubset(std::vector<TokenIds>& rows, int64_t vocabulary)
{
    std::vector<int32_t>& place = m_places;
    place.assign(size_t(vocabulary), -1);
    for (const TokenIds& row : rows)
        for (const int32_t id : row)
            place[size_t(id)] = 0;
    std::vector<int64_t> used;
    for (size_t id = 0; id < place.size(); ++id) {
        if (place[id] < 0)
            continue;
        place[id] = int32_t(used.size());
        used.push_back(int64_t(id));
    }
    for (TokenIds& row : rows)
        for (int32_t& id : row)
            id = place[size_t(id)];
    m_used = at::empty({int64_t(used.size())}, at::kLong);
    std::copy(used.begin(), used.end(), m_used.mutable_data_ptr<int64_t>());
}

at::Tensor TokenSubset::putBack(const at::Tensor& table, const at::Tensor& used, double decay) const
{
    const at::NoGradGuard noGrad;
    at::Tensor whole = table * decay;
    whole.index_copy_(0, m_used, used);
    return whole;
}

} // namespace lathe::engine
