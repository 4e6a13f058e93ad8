#include "core/analysis/figures.h"

#include "core/analysis/calibration.h"
#include "core/analysis/ranking.h"
#include "core/analysis/row_figures.h"
#include "core/analysis/tally.h"

#include <cmath>
#include <numeric>

namespace lathe::analysis {

namespace {

void put(Metrics& metrics, std::string_view key, std::optional<double> value)
{
    if (value && std::isfinite(*value))
        metrics[std::string(key)] = *value;
}

double mean(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
}

std::optional<double> eceOf(const Predictions& predictions, double temperature)
{
    const auto found = calibration(predictions, temperature);
    return found ? std::optional(found->ece) : std::nullopt;
}

} // namespace

Metrics figuresOf(const Predictions& predictions, const std::vector<double>& thresholds,
                  std::optional<double> temperature)
{
    Metrics metrics;
    if (predictions.rows() == 0 || !isLabelled(predictions))
        return metrics;
    const bool multilabel = predictions.kind == data::TaskKind::Multilabel;
    const Tally tally = tallyOf(predictions, decide(predictions, thresholds));
    for (const CountFigure& figure : countFigures(predictions.kind))
        put(metrics, figure.key, figure.of(tally));

    const Ranking ranks = ranking(predictions);
    put(metrics, "rocAucMacro", ranks.macro.rocAuc);
    put(metrics, "prAucMacro", ranks.macro.prAuc);
    put(metrics, multilabel ? "rocAucMicro" : "rocAucWeighted",
        multilabel ? ranks.micro.rocAuc : ranks.weighted.rocAuc);
    put(metrics, multilabel ? "prAucMicro" : "prAucWeighted",
        multilabel ? ranks.micro.prAuc : ranks.weighted.prAuc);

    for (const RowFigure& figure : rowFigures(predictions))
        put(metrics, figure.key, mean(figure.values));
    put(metrics, "ece", eceOf(predictions, 1));
    if (temperature) {
        put(metrics, "eceScaled", eceOf(predictions, *temperature));
        for (const RowFigure& figure : rowFigures(predictions, *temperature))
            if (figure.key == "brier")
                put(metrics, "brierScaled", mean(figure.values));
    }
    return metrics;
}

} // namespace lathe::analysis
