#include "core/report/parts/scale.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lathe::report {

namespace {

double niceStep(double span)
{
    const double power = std::pow(10, std::floor(std::log10(span)));
    for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0})
        if (span / (step * power) <= 5.5)
            return step * power;
    return 5 * power;
}

} // namespace

double Scale::at(double value) const
{
    if (isLogarithmic)
        return (std::log(value) - std::log(low)) / (std::log(high) - std::log(low));
    return (value - low) / (high - low);
}

Scale Scale::over(const std::vector<double>& values, bool mayBeLogarithmic)
{
    Scale scale;
    if (values.empty())
        return scale;
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    double low = *least, high = *most;
    scale.isLogarithmic = mayBeLogarithmic && low > 0 && high / low > 3;
    if (scale.isLogarithmic) {
        const double room = std::pow(high / low, 0.06);
        scale.low = low / room;
        scale.high = high * room;
        for (double power = std::pow(10, std::floor(std::log10(scale.low))); power <= scale.high;
             power *= 10)
            for (const double step : {1, 2, 5})
                if (step * power >= scale.low && step * power <= scale.high)
                    scale.marks.push_back(step * power);
        return scale;
    }
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        const double room = low == 0 ? 1 : std::abs(low) * 0.1;
        low -= room;
        high += room;
    }
    const double room = (high - low) * 0.06;
    scale.low = low - room;
    scale.high = high + room;
    const double step = niceStep(scale.high - scale.low);
    for (double i = std::ceil(scale.low / step); i * step <= scale.high; ++i)
        scale.marks.push_back(i == 0 ? 0 : i * step);
    return scale;
}

std::string markText(const Scale& scale, double value)
{
    if (scale.isLogarithmic || scale.marks.size() < 2)
        return fmt::format("{:.4g}", value);
    const double step = scale.marks[1] - scale.marks[0];
    const int decimals = std::max(0, int(std::ceil(-std::log10(step) - 1e-9)));
    return fmt::format("{:.{}f}", value, decimals);
}

} // namespace lathe::report
