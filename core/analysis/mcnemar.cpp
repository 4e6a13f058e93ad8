#include "core/analysis/mcnemar.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

McNemar mcnemar(size_t onlyFirst, size_t onlySecond)
{
    constexpr size_t kFew = 25;
    McNemar found;
    found.onlyFirst = onlyFirst;
    found.onlySecond = onlySecond;
    const size_t n = onlyFirst + onlySecond, fewer = std::min(onlyFirst, onlySecond);
    found.test = n < kFew ? McNemar::Test::Exact : McNemar::Test::MidP;
    // Summed in logarithms: 2^-n is 0 in a double from n = 1075 on.
    double logTerm = -double(n) * std::log(2.0); // of n over k, times 2^-n
    double tail = 0, last = 0;
    for (size_t k = 0; k <= fewer; ++k) {
        last = std::exp(logTerm);
        tail += last;
        logTerm += std::log(double(n - k) / double(k + 1));
    }
    found.exactP = std::min(1.0, 2 * tail);
    found.midP = std::min(1.0, 2 * tail - last);
    return found;
}

} // namespace lathe::analysis
