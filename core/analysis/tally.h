#pragma once

#include "core/analysis/predictions.h"

#include <optional>
#include <span>
#include <string_view>

namespace lathe::analysis {

// How often a label was decided and true, over some rows.
struct LabelCounts {
    double hits = 0; // decided and true
    double decided = 0;
    double truth = 0;
};

// All that the figures of decisions need to know. Tallies of parts add up to that of the whole, so
// a bootstrap draws counts instead of rows.
struct Tally {
    double rows = 0;
    double right = 0; // every label of the row right
    std::vector<LabelCounts> labels;
};

// Throws Error when there is no row, a label is beyond the classes, or a multiclass row has not
// exactly one label.
[[nodiscard]] Tally tallyOf(const Predictions& predictions,
                            const std::vector<std::vector<int>>& decisions);

// F1 of one label, 0 where it was neither decided nor true, as in scikit-learn (zero_division = 0).
[[nodiscard]] double f1Of(const LabelCounts& counts);
[[nodiscard]] double macroF1Of(const std::vector<LabelCounts>& counts); // over all labels
[[nodiscard]] double microF1Of(const std::vector<LabelCounts>& counts);

// A figure that follows from a tally; `of` answers nullopt where it is not defined.
struct CountFigure {
    std::string_view key; // as in allMetrics()
    std::optional<double> (*of)(const Tally&);
};

// Both tasks: accuracy = right / rows; macroF1 (absent when no label is true in any row), microF1
// (absent when none is decided either), weightedF1 = F1 weighted by the rows that have the label
// (absent when none has any).
// Multiclass: balancedAccuracy = mean recall of the classes that occur (Brodersen et al. 2010);
// mcc = the multiclass Matthews coefficient R_K of Gorodkin 2004, -1..1: absent when the truth is
// one class only, 0 when the decisions are.
// Multilabel: hammingLoss = wrong (row, label) pairs / all pairs.
[[nodiscard]] std::span<const CountFigure> countFigures(data::TaskKind kind);

} // namespace lathe::analysis
