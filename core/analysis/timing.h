#pragma once

#include <vector>

namespace lathe::analysis {

// What repeated measurements of one thing say. All in the unit that went in.
struct Timing {
    int samples = 0;
    double median = 0;
    double p95 = 0;
    double low = 0;    // 95 % interval of the median, by order statistics; all of the range below 6 samples
    double high = 0;
    double spread = 0; // interquartile range over the median
    double p5 = 0, p25 = 0, p75 = 0;

    // Half the interval as a part of the median.
    [[nodiscard]] double uncertainty() const { return median > 0 ? (high - low) / (2 * median) : 0; }
};

// Throws Error when there is no sample.
[[nodiscard]] Timing timing(std::vector<double> samples);

// The value below which that part of the ascending values lies, 0..1, interpolated between neighbours.
[[nodiscard]] double quantile(const std::vector<double>& ascending, double part);

} // namespace lathe::analysis
