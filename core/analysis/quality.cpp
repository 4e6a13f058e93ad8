#include "core/analysis/quality.h"

#include "core/analysis/tally.h"
#include <fmt/format.h>

#include <algorithm>

namespace lathe::analysis {

namespace {

// A label that is decided for nearly every row though true for far fewer, or for every row though a
// twentieth says otherwise, is a collapse: a majority class of 90 % must not hide it.
bool collapsed(double decided, double truth)
{
    return (decided >= 0.85 && decided - truth >= 0.25) || (decided >= 0.995 && truth <= 0.95);
}

std::string collapseOf(const Predictions& predictions,
                       const std::vector<std::vector<int>>& decisions,
                       const std::vector<LabelCounts>& counts,
                       const std::vector<std::string>& names)
{
    const auto rows = double(predictions.rows());
    const size_t broken = notFiniteRows(predictions);
    if (broken > 0)
        return fmt::format("the logits of {} of {} rows are not finite", broken,
                           predictions.rows());
    const auto isEmpty = [](const std::vector<int>& labels) { return labels.empty(); };
    if (std::all_of(decisions.begin(), decisions.end(), isEmpty) &&
        !std::all_of(predictions.truth.begin(), predictions.truth.end(), isEmpty))
        return "no label is decided for any row";
    for (size_t k = 0; k < counts.size() && counts.size() > 1; ++k) {
        const double decided = counts[k].decided / rows;
        if (collapsed(decided, counts[k].truth / rows))
            return fmt::format(
                "{:.0f} % of the rows are decided as {}, which is true for {:.0f} %", 100 * decided,
                k < names.size() ? "'" + names[k] + "'" : fmt::format("label {}", k + 1),
                100 * counts[k].truth / rows);
    }
    return {};
}

} // namespace

Quality quality(const Predictions& predictions, const std::vector<double>& thresholds,
                const std::vector<std::string>& names)
{
    const auto decisions = decide(predictions, thresholds);
    const Tally tally = tallyOf(predictions, decisions);
    Quality result;
    result.accuracy = tally.right / tally.rows;
    result.macroF1 = macroF1Of(tally.labels);
    result.microF1 = microF1Of(tally.labels);
    for (const LabelCounts& label : tally.labels) {
        ClassQuality& found = result.perClass.emplace_back();
        found.support = int(label.truth);
        if (label.decided > 0)
            found.precision = label.hits / label.decided;
        if (label.truth > 0) {
            found.recall = label.hits / label.truth;
            found.f1 = f1Of(label);
        }
    }
    result.collapse = collapseOf(predictions, decisions, tally.labels, names);
    return result;
}

} // namespace lathe::analysis
