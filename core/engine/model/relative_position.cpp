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

int disentangledRow(int64_t distance, const Disentangled& d)
{
    const int64_t middle = d.buckets / 2, steps = std::abs(distance);
    int64_t bucket = distance;
    if (d.buckets > 0 && steps > middle) { // single precision here too
        const float growth = std::log(float(steps) / float(middle)) / float(std::log(double(d.maxDistance - 1) / double(middle)));
        bucket = int64_t(std::ceil(growth * float(middle - 1))) + middle;
        bucket = distance < 0 ? -bucket : bucket;
    }
    return int(std::clamp<int64_t>(bucket + d.span, 0, 2 * int64_t{d.span} - 1));
}

} // namespace lathe::engine
