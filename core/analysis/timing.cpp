#include "core/analysis/timing.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

double quantile(const std::vector<double>& ascending, double part)
{
    const double place = std::clamp(part, 0.0, 1.0) * double(ascending.size() - 1);
    const auto below = size_t(place);
    const size_t above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (place - double(below)) * (ascending[above] - ascending[below]);
}

Timing timing(std::vector<double> samples)
{
    if (samples.empty())
        throw badInput("a timing needs at least one sample");
    std::sort(samples.begin(), samples.end());
    const auto n = double(samples.size());
    // Of n samples, how many lie below the true median is binomial(n, 1/2), here as a normal.
    const double reach = 0.98 * std::sqrt(n);
    const auto first = size_t(std::max(0.0, std::floor(n / 2 - reach)));
    const auto last = size_t(std::min(n - 1, std::ceil(n / 2 + reach)));
    Timing found;
    found.samples = int(samples.size());
    found.median = quantile(samples, 0.5);
    found.p95 = quantile(samples, 0.95);
    found.low = samples[first];
    found.high = samples[last];
    found.p5 = quantile(samples, 0.05);
    found.p25 = quantile(samples, 0.25);
    found.p75 = quantile(samples, 0.75);
    if (found.median > 0)
        found.spread = (found.p75 - found.p25) / found.median;
    return found;
}

} // namespace lathe::analysis
