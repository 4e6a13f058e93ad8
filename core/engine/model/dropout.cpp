#include "core/engine/model/dropout.h"

#include <ATen/TensorOperators.h>
#include <ATen/Parallel.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/empty.h>
#include <bit>

namespace lathe::engine {

namespace {

// The 32-bit finaliser of MurmurHash3 over a counter: every output bit depends on every input bit, and
// the loop vectorises.
void fillMask(float* mask, int64_t begin, int64_t end, uint32_t key, uint32_t threshold, float kept)
{
    for (int64_t i = begin; i < end; ++i) {
        uint32_t h = static_cast<uint32_t>(i) ^ key;
        h ^= h >> 16;
        h *= 0x85ebca6bU;
        h ^= h >> 13;
        h *= 0xc2b2ae35U;
        h ^= h >> 16;
        mask[i] = h >= threshold ? kept : 0.0f;
    }
}

uint64_t next(uint64_t& state) // SplitMix64
{
    uint64_t z = state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

at::Tensor Dropout::operator()(const at::Tensor& x, double probability)
{
    if (probability <= 0)
        return x;
    if (!x.is_cpu())
        return at::dropout(x, probability, true);
    const auto key = static_cast<uint32_t>(next(m_state));
    const auto threshold = static_cast<uint32_t>(probability * 4294967296.0);
    const at::Tensor mask = at::empty(x.sizes(), at::kFloat);
    auto* data = mask.mutable_data_ptr<float>();
    at::parallel_for(0, mask.numel(), 65536, [&](int64_t begin, int64_t end) {
        fillMask(data, begin, end, key, threshold, float(1.0 / (1.0 - probability)));
    });
    return x * mask;
}

} // namespace lathe::engine
