#include "widgets/runs/curve_series.h"

#include "widgets/common/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lathe::widgets {

RunRecord::Curve thinned(const RunRecord::Curve& curve, size_t most)
{
    RunRecord::Curve finite;
    finite.reserve(curve.size());
    for (const auto& point : curve)
        if (std::isfinite(point.second)) // a loss that ran away
            finite.push_back(point);
    if (finite.size() <= most || most < 4)
        return finite;
    RunRecord::Curve result{finite.front()};
    const size_t stretches = (most - 2) / 2, inner = finite.size() - 2;
    for (size_t s = 0; s < stretches; ++s) {
        const auto begin = finite.begin() + 1 + std::ptrdiff_t(s * inner / stretches);
        const auto end = finite.begin() + 1 + std::ptrdiff_t((s + 1) * inner / stretches);
        auto [low, high] = std::minmax_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; });
        if (high < low)
            std::swap(low, high);
        result.push_back(*low);
        if (high != low)
            result.push_back(*high);
    }
    result.push_back(finite.back());
    return result;
}

RunRecord::Curve smoothed(const RunRecord::Curve& curve, double strength)
{
    if (strength <= 0)
        return curve;
    RunRecord::Curve result;
    double sum = 0, weight = 0;
    for (const auto& [x, y] : curve) {
        if (!std::isfinite(y))
            continue;
        sum = strength * sum + (1 - strength) * y;
        weight = strength * weight + (1 - strength);
        result.emplace_back(x, sum / weight);
    }
    return result;
}

AxisRange rangeOf(const std::vector<const RunRecord::Curve*>& curves)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const RunRecord::Curve* curve : curves)
        for (const auto& point : *curve)
            if (std::isfinite(point.second)) {
                low = std::min(low, point.second);
                high = std::max(high, point.second);
            }
    if (low > high)
        return {};
    double margin = (high - low) / 20;
    if (margin <= 0)
        margin = std::max(std::abs(high) / 20, 1e-3);
    const double step = niceStep(high - low + 2 * margin);
    AxisRange range{std::floor((low - margin) / step) * step,
                    std::ceil((high + margin) / step) * step};
    if (low >= 0)
        range.low = std::max(0.0, range.low);
    return range;
}

bool isLoss(const std::string& series)
{
    return series.find("oss") != std::string::npos;
}

} // namespace lathe::widgets
