#pragma once

#include "core/engine/model/architecture.h"

#include <cstdint>

namespace lathe::engine {

inline constexpr int kRelativeMaxDistance = 128;

// Bucket of a key that lies `distance` tokens after the query (negative: before), as T5 and MPNet count
// them for bidirectional attention (Raffel et al. 2020, section 2.1): half of the buckets for each
// direction, of which the first half exact and the rest logarithmic up to kRelativeMaxDistance.
[[nodiscard]] int relativeBucket(int64_t distance, int buckets);

// The row of DeBERTa's table of 2 span rows for a key that lies `distance` tokens before the query (negative: after;
// He et al. 2021, section 3.1, and logarithmic beyond buckets / 2 as its second version counts).
[[nodiscard]] int disentangledRow(int64_t distance, const Disentangled& settings);

} // namespace lathe::engine
