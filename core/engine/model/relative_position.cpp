#include "core/engine/model/relative_position.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lathe::engine {

int relativeBucket(int64_t distance, int buckets)
{
    const int half = buckets / 2, exact = half / 2;
    const int base = distance > 0 ? half : 0;
    const int64_t steps = std::abs(distance);
    if (steps < exact)
        return base + int(steps);
    // Single precision, as the published models were trained with.
    const float growth = std::log(float(steps) / float(exact)) / float(std::log(double(kRelativeMaxDistance) / exact));
    return base + std::min(half - 1, exact + int(growth * float(half - exact)));
}

} // namespace lathe::engine
