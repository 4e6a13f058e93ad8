#include "widgets/compare/scatter_series.h"

#include "widgets/compare/csv.h"

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

using Dot = ScatterSeries::Dot;

constexpr double kSmallestRadius = 4.5, kRadiusRange = 6.5, kUsualRadius = 6;

struct Range {
    double least = INFINITY, most = -INFINITY;
    void add(double value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
    }
    [[nodiscard]] std::optional<double> part(std::optional<double> value) const
    {
        if (!value || !(most >= least))
            return std::nullopt;
        return most > least ? (*value - least) / (most - least) : 0.5;
    }
};

Dot::Look lookOf(const ComparedVariant& compared)
{
    return compared.isOriginal  ? Dot::Look::Original
           : compared.isPeer    ? Dot::Look::Peer
           : compared.isOnFront ? Dot::Look::Front
                                : Dot::Look::Dominated;
}

bool isDrawable(std::optional<double> value, bool isLogarithmic)
{
    return value && std::isfinite(*value) && (!isLogarithmic || *value > 0);
}

std::optional<double> commonOriginal(const Comparison& comparison, const std::string& quality)
{
    std::optional<double> common;
    for (const analysis::Candidate& candidate : comparison.candidates) {
        const auto value = analysis::valueOf(candidate.original, quality);
        if (value && common && *common != *value)
            return std::nullopt;
        if (value)
            common = value;
    }
    return common;
}

std::vector<double> valuesOf(const ScatterSeries& series, double Dot::*axis,
                             std::optional<ScatterSeries::Bar> Dot::*bar)
{
    std::vector<double> values;
    for (const Dot& dot : series.dots) {
        values.push_back(dot.*axis);
        if (dot.look == Dot::Look::Front && dot.*bar)
            values.insert(values.end(), {(dot.*bar)->low, (dot.*bar)->high});
    }
    return values;
}

} // namespace

std::optional<ScatterSeries::Bar> intervalOf(const Comparison& comparison, size_t index,
                                             std::string_view metric)
{
    const analysis::Candidate& candidate = comparison.candidates[index];
    const auto value = analysis::valueOf(candidate.metrics, metric);
    if (const auto found = candidate.differences.find(metric);
        value && found != candidate.differences.end()) {
        const double before = *value - found->second.value;
        return ScatterSeries::Bar{before + found->second.low, before + found->second.high};
    }
    const nlohmann::json& details = comparison.variants[index].variant->details;
    if (metric != "latencyP50Ms" || !details.is_object())
        return std::nullopt;
    const auto spread = details.find("latency");
    if (spread == details.end() || !spread->is_object())
        return std::nullopt;
    const auto low = spread->find("lowMs"), high = spread->find("highMs");
    if (low == spread->end() || high == spread->end() || !low->is_number() || !high->is_number())
        return std::nullopt;
    return ScatterSeries::Bar{*low, *high};
}

ScatterSeries scatterSeries(const Comparison& comparison, const CompareState& state)
{
    ScatterSeries series;
    Range sizes, shades;
    for (size_t i = 0; i < comparison.variants.size(); ++i) {
        const ComparedVariant& compared = comparison.variants[i];
        if (!isDrawable(compared.x, state.isLogX) || !isDrawable(compared.y, state.isLogY)) {
            ++series.leftOut;
            continue;
        }
        Dot dot;
        dot.index = i;
        dot.x = *compared.x;
        dot.y = *compared.y;
        dot.look = lookOf(compared);
        dot.xBar = intervalOf(comparison, i, state.x);
        dot.yBar = intervalOf(comparison, i, state.y);
        series.dots.push_back(dot);
        if (compared.size)
            sizes.add(*compared.size);
        if (compared.colour)
            shades.add(*compared.colour);
    }
    series.isShaded = !state.colour.empty() && shades.most >= shades.least;
    if (series.isShaded) {
        series.shadeLow = shades.least;
        series.shadeHigh = shades.most;
    }
    for (Dot& dot : series.dots) {
        const ComparedVariant& compared = comparison.variants[dot.index];
        const auto part = state.size.empty() ? std::nullopt : sizes.part(compared.size);
        dot.radius = part ? kSmallestRadius + kRadiusRange * std::sqrt(*part) : kUsualRadius;
        if (series.isShaded)
            dot.shade = shades.part(compared.colour);
    }
    std::stable_sort(series.dots.begin(), series.dots.end(),
                     [](const Dot& a, const Dot& b) { return a.look < b.look; });
    for (size_t i = 0; i < series.dots.size(); ++i)
        if (comparison.variants[series.dots[i].index].isOnFront)
            series.front.push_back(i);
    std::stable_sort(series.front.begin(), series.front.end(),
                     [&](size_t a, size_t b) { return series.dots[a].x < series.dots[b].x; });
    series.original = commonOriginal(comparison, state.quality);
    return series;
}

AxisScale fittingX(const ScatterSeries& series, const CompareState& state)
{
    const analysis::MetricInfo* metric = analysis::findMetric(state.x);
    return metric ? fittingScale(valuesOf(series, &Dot::x, &Dot::xBar), *metric, state.isLogX)
                  : AxisScale{};
}

AxisScale fittingY(const ScatterSeries& series, const CompareState& state)
{
    const analysis::MetricInfo* metric = analysis::findMetric(state.y);
    return metric ? fittingScale(valuesOf(series, &Dot::y, &Dot::yBar), *metric, state.isLogY)
                  : AxisScale{};
}

std::optional<double> limitValue(const analysis::Constraint& limit, const ScatterSeries& series)
{
    if (limit.scale == analysis::Constraint::Scale::Absolute)
        return limit.limit;
    return series.original && *series.original > 0 ? std::optional(limit.limit * *series.original)
                                                   : std::nullopt;
}

std::vector<AxisLimit> axisLimits(const CompareState& state, const ScatterSeries& series,
                                  const AxisScale& x, const AxisScale& y)
{
    std::vector<AxisLimit> found;
    for (const bool isX : {true, false}) {
        const std::string& metric = isX ? state.x : state.y;
        const AxisScale& scale = isX ? x : y;
        if (!isX && metric == state.x)
            continue;
        AxisLimit line;
        line.isX = isX;
        if (const analysis::Constraint* limit = limitOf(state, metric)) {
            line.limit = *limit;
            line.isSet = true;
        } else {
            line.limit = limitAt(metric, 0);
            const bool isLeast = line.limit.bound == analysis::Constraint::Bound::AtLeast;
            line.limit.limit = isLeast ? scale.from : scale.to;
            if (line.limit.scale == analysis::Constraint::Scale::OfOriginal) {
                if (!series.original || *series.original <= 0 || metric != state.quality)
                    continue;
                line.limit.limit /= *series.original;
            }
        }
        const auto value = limitValue(line.limit, series);
        if (!value || (scale.isLogarithmic && *value <= 0))
            continue;
        line.value = *value;
        found.push_back(line);
    }
    return found;
}

QByteArray scatterCsv(const ScatterSeries& series, const Comparison& comparison,
                      const CompareState& state)
{
    const QString x = QString::fromStdString(state.x), y = QString::fromStdString(state.y);
    QByteArray csv = csvLine({"variant", "group", "front", x, x + "Low", x + "High", y, y + "Low",
                              y + "High", QString::fromStdString("size:" + state.size),
                              QString::fromStdString("colour:" + state.colour)});
    using Bar = ScatterSeries::Bar;
    const auto end = [](const std::optional<Bar>& bar, double Bar::*side) {
        return csvNumber(bar ? std::optional(*bar.*side) : std::nullopt);
    };
    for (const Dot& dot : series.dots) {
        const ComparedVariant& compared = comparison.variants[dot.index];
        csv += csvLine({variantName(*compared.variant), groupTitle(compared.group),
                        compared.isOnFront ? "1" : "0", csvNumber(dot.x), end(dot.xBar, &Bar::low),
                        end(dot.xBar, &Bar::high), csvNumber(dot.y), end(dot.yBar, &Bar::low),
                        end(dot.yBar, &Bar::high), csvNumber(compared.size),
                        csvNumber(compared.colour)});
    }
    return csv;
}

} // namespace lathe::widgets
