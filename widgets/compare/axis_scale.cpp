#include "widgets/compare/axis_scale.h"

#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

constexpr double kMargin = 0.07; // of the range, at both ends
constexpr double kLeastRatio = 2;
constexpr double kSmallest = 1e-12, kLargest = 1e15;

// The smallest range worth drawing: five points of a fraction, a tenth of any other largest value.
double leastRange(const analysis::MetricInfo& metric, double largest)
{
    return metric.unit == "fraction" ? 0.05 : std::max(1e-9, largest * 0.1);
}

QString numberText(double value, double step)
{
    const int decimals = step >= 1 ? 0 : std::min(6, int(std::ceil(-std::log10(step) - 1e-9)));
    QString text = saidNumber(value, decimals);
    return text.startsWith('-') ? QChar(0x2212) + text.mid(1) : text;
}

// The smallest step of 1, 2 or 5 times a power of ten that needs no more than `most` of them.
double stepFor(double span, int most)
{
    const double raw = span / std::max(1, most - 1);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double digit = raw / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
}

// 1, 2 and 5 times powers of ten, or the powers alone, or every so many of them.
std::vector<double> logarithmicTicks(double from, double to, int most)
{
    const int first = int(std::floor(std::log10(from))), last = int(std::ceil(std::log10(to)));
    std::vector<double> found;
    for (const auto& digits : {std::vector{1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0},
                               std::vector{1.0, 2.0, 4.0, 6.0, 8.0}, std::vector{1.0, 2.0, 5.0},
                               std::vector{1.0, 3.0}, std::vector{1.0}}) {
        found.clear();
        for (int power = first; power <= last; ++power)
            for (const double digit : digits)
                if (const double tick = digit * std::pow(10, power); tick >= from && tick <= to)
                    found.push_back(tick);
        if (int(found.size()) <= most)
            return found;
    }
    std::vector<double> thinned;
    const size_t every = (found.size() + size_t(most) - 1) / size_t(most);
    for (size_t i = 0; i < found.size(); i += every)
        thinned.push_back(found[i]);
    return thinned;
}

} // namespace

AxisUnit axisUnit(const analysis::MetricInfo& info)
{
    if (info.unit == "bytes")
        return {1e6, "MB"};
    if (info.key == "parameters")
        return {1e6, "M"};
    if (info.unit == "fraction" || info.unit == "score")
        return {1, {}};
    return {1, said(std::string(info.unit))};
}

double AxisScale::part(double value) const
{
    if (isLogarithmic)
        return std::log(value / from) / std::log(to / from);
    return (value - from) / (to - from);
}

double AxisScale::value(double part) const
{
    if (isLogarithmic)
        return from * std::pow(to / from, part);
    return from + (to - from) * part;
}

AxisScale AxisScale::panned(double parts) const
{
    return {value(parts), value(1 + parts), isLogarithmic};
}

AxisScale AxisScale::zoomed(double part, double factor) const
{
    AxisScale next{value(part - part * factor), value(part + (1 - part) * factor), isLogarithmic};
    const bool isTooClose = isLogarithmic
                                ? next.to / next.from < 1 + 1e-6
                                : next.to - next.from < 1e-9 * std::max(std::abs(next.to), 1e-3);
    const bool isTooFar = next.to - next.from > kLargest ||
                          (isLogarithmic && (next.from < kSmallest || next.to > kLargest));
    return isTooClose || isTooFar ? *this : next;
}

AxisScale fittingScale(const std::vector<double>& values, const analysis::MetricInfo& metric,
                       bool isLogarithmic)
{
    double least = INFINITY, most = -INFINITY;
    for (const double value : values)
        if (std::isfinite(value) && (!isLogarithmic || value > 0)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    if (!(least <= most)) {
        const double unit = axisUnit(metric).divisor;
        return {isLogarithmic ? unit : 0, 10 * unit, isLogarithmic};
    }
    if (isLogarithmic) {
        const double widen = std::sqrt(std::max(1.0, kLeastRatio / (most / least)));
        const double margin = std::pow(most / least * widen * widen, kMargin);
        return {least / widen / margin, most * widen * margin, true};
    }
    const double range = std::max(most - least, leastRange(metric, std::abs(most)));
    const double missing = (range - (most - least)) / 2, margin = range * kMargin;
    double from = least - missing - margin;
    if (least >= 0)
        from = std::max(from, 0.0);
    return {from, most + missing + margin, false};
}

std::vector<Tick> ticksOf(const AxisScale& scale, const analysis::MetricInfo& metric, int most)
{
    const AxisUnit unit = axisUnit(metric);
    const double from = scale.from / unit.divisor, to = scale.to / unit.divisor;
    const QString suffix = unit.unit.isEmpty() ? QString() : " " + unit.unit;
    std::vector<Tick> ticks;
    if (scale.isLogarithmic && to / from > kLeastRatio) {
        for (const double tick : logarithmicTicks(from, to, most))
            ticks.push_back(
                {tick * unit.divisor,
                 saidFigure(QString::number(tick, 'g', 4)).replace('-', QChar(0x2212)) + suffix});
        if (ticks.size() > 1)
            return ticks;
        ticks.clear();
    }
    const double step = stepFor(to - from, most);
    for (double at = std::ceil(from / step - 1e-9);
         at * step <= to * (1 + 1e-12) && ticks.size() < 50; ++at)
        ticks.push_back({at * step * unit.divisor, numberText(at * step, step) + suffix});
    return ticks;
}

} // namespace lathe::widgets
