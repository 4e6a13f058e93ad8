#include "widgets/compare/csv.h"
#include "widgets/compare/parallel_view.h"

#include <algorithm>

namespace lathe::widgets {

std::vector<std::string> parallelMetrics(const CompareState& state)
{
    std::vector<std::string> metrics;
    const auto add = [&](const std::string& key) {
        if (analysis::findMetric(key) &&
            std::find(metrics.begin(), metrics.end(), key) == metrics.end())
            metrics.push_back(key);
    };
    add(state.quality);
    add(state.y);
    add(state.x);
    for (const analysis::Constraint& limit : state.limits)
        add(limit.metric);
    for (const std::string& column : state.columns)
        add(column);
    add(state.size);
    add(state.colour);
    return metrics;
}

ParallelSeries parallelSeries(const Comparison& comparison, const CompareState& state,
                              const std::vector<std::string>& metrics,
                              const analysis::Recommendation& found)
{
    using analysis::MetricGroup;
    ParallelSeries series;
    for (const std::string& key : metrics) {
        const analysis::MetricInfo* metric = analysis::findMetric(key);
        std::vector<double> values;
        for (size_t i = 0; metric && i < comparison.variants.size(); ++i)
            if (const auto value = comparison.metric(i, key))
                values.push_back(*value);
        if (values.empty())
            continue;
        const bool isLogarithmic =
            (metric->group == MetricGroup::Size || metric->group == MetricGroup::Speed) &&
            *std::min_element(values.begin(), values.end()) > 0;
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        AxisScale scale{*least, *most, isLogarithmic};
        if (*least == *most) // all alike lie in the middle
            scale = fittingScale(values, *metric, isLogarithmic);
        ParallelSeries::Axis axis{metric, scale, {}};
        if (const analysis::Constraint* limit = limitOf(state, key);
            limit && limit->scale == analysis::Constraint::Scale::Absolute &&
            (!isLogarithmic || limit->limit > 0)) {
            const double part = axis.scale.part(limit->limit);
            axis.limit = metric->better == analysis::Better::Lower ? 1 - part : part;
        }
        series.axes.push_back(axis);
    }
    for (size_t i = 0; i < comparison.variants.size(); ++i) {
        ParallelSeries::Line line;
        line.index = i;
        for (const ParallelSeries::Axis& axis : series.axes)
            if (const auto value = comparison.metric(i, axis.metric->key);
                value && (!axis.scale.isLogarithmic || *value > 0)) {
                const double part = axis.scale.part(*value);
                line.parts.push_back(axis.metric->better == analysis::Better::Lower ? 1 - part
                                                                                    : part);
            }
        if (line.parts.size() != series.axes.size() || series.axes.empty()) {
            ++series.leftOut;
            continue;
        }
        line.meetsAll = i < found.standings.size() && found.standings[i].meetsAll;
        series.lines.push_back(std::move(line));
    }
    std::stable_sort(series.lines.begin(), series.lines.end(),
                     [](const auto& a, const auto& b) { return a.meetsAll < b.meetsAll; });
    return series;
}

QByteArray parallelCsv(const ParallelSeries& series, const Comparison& comparison)
{
    QStringList head{"variant", "group", "meetsAll"};
    for (const ParallelSeries::Axis& axis : series.axes)
        head += QString::fromUtf8(axis.metric->key.data(), qsizetype(axis.metric->key.size()));
    QByteArray csv = csvLine(head);
    for (const ParallelSeries::Line& line : series.lines) {
        const ComparedVariant& compared = comparison.variants[line.index];
        QStringList cells{variantName(*compared.variant), groupTitle(compared.group),
                          line.meetsAll ? "1" : "0"};
        for (const ParallelSeries::Axis& axis : series.axes)
            cells += csvNumber(comparison.metric(line.index, axis.metric->key));
        csv += csvLine(cells);
    }
    return csv;
}

} // namespace lathe::widgets
