#pragma once

#include <cstdint>

namespace lathe::engine {

inline constexpr int kRelativeMaxDistance = 128;

// Bucket of a key that lies `distance` tokens after the query (negative: before), as T5 and MPNet count
// them for bidirectional attention (Raffel et al. 2020, section 2.1): half of the buckets for each
// direction, of which the first half exact and the rest logarithmic up to kRelativeMaxDistance.
[[nodiscard]] int relativeBucket(int64_t distance, int buckets);

} // namespace lathe::engine
