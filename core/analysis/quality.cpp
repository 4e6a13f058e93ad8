#include "core/analysis/quality.h"

#include "core/analysis/counts.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>

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
    const auto classes = static_cast<size_t>(predictions.classes);
    size_t broken = 0;
    for (size_t i = 0; i < predictions.rows(); ++i)
        broken += std::any_of(predictions.row(i), predictions.row(i) + classes,
                              [](float logit) { return !std::isfinite(logit); });
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
    if (predictions.rows() == 0)
        throw badInput("quality needs at least one row");
    const auto decisions = decide(predictions, thresholds);
    std::vector<LabelCounts> counts(static_cast<size_t>(predictions.classes));
    size_t right = 0;
    for (size_t i = 0; i < decisions.size(); ++i) {
        const std::vector<int>& truth = predictions.truth[i];
        for (const int label : truth) {
            if (label < 0 || label >= predictions.classes)
                throw badInput("row {} has the label {}, beyond the {} classes", i, label,
                               predictions.classes);
            ++counts[size_t(label)].truth;
        }
        for (const int label : decisions[i]) {
            ++counts[size_t(label)].decided;
            counts[size_t(label)].hits += std::binary_search(truth.begin(), truth.end(), label);
        }
        right += decisions[i] == truth;
    }

    Quality result;
    result.accuracy = double(right) / double(predictions.rows());
    result.macroF1 = macroF1Of(counts);
    result.microF1 = microF1Of(counts);
    for (const LabelCounts& label : counts)
        result.perClass.push_back({label.decided > 0 ? label.hits / label.decided : 0,
                                   label.truth > 0 ? label.hits / label.truth : 0, f1Of(label),
                                   int(label.truth)});
    result.collapse = collapseOf(predictions, decisions, counts, names);
    return result;
}

} // namespace lathe::analysis
