#pragma once

#include <string>
#include <vector>

namespace lathe::engine {

// How often a layer's inputs lie where. low <= 0 <= high; for a symmetric range the counts are of |x|, and
// low is 0.
struct InputHistogram {
    double low = 0, high = 0;
    std::vector<double> counts; // of bins of equal width from low to high
    bool symmetric = false;
};

// Codes 0..255 of x: round(x / scale) + zero. 0 is always one of their values.
struct ActivationRange {
    double scale = 1;
    double zero = 0;
};

// The codes for inputs from low to high, asymmetric; or for -high to high with the zero point 128.
[[nodiscard]] ActivationRange rangeOf(double low, double high, bool symmetric);

// What the calibrations make of a histogram; values outside the range are clipped.
//   min-max     everything
//   percentile  all but 100 - percentile per cent, cut half from either end (symmetric: all from the top)
//   MSE         the range with the least squared error of its codes
//   entropy     the range whose codes lose least of the distribution, by the Kullback-Leibler divergence
//               (Migacz 2017)
[[nodiscard]] ActivationRange calibratedRange(const InputHistogram& histogram, const std::string& calibration,
                                              double percentile);

} // namespace lathe::engine
