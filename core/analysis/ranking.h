#pragma once

#include "core/analysis/predictions.h"

#include <optional>

namespace lathe::analysis {

// How well scores order rows, 0..1.
struct RankingQuality {
    // Area under the ROC curve: how often a true row scores above a false one, ties half (Hanley
    // and McNeil 1982). Absent unless there are both.
    std::optional<double> rocAuc;
    // Area under the precision-recall curve as average precision, the sum of precision times the
    // step in recall, without interpolation. Absent unless there is a true row.
    std::optional<double> prAuc;
};

struct Ranking {
    std::vector<RankingQuality> perClass; // one against the rest; empty when all is absent
    RankingQuality macro;                 // mean of the classes that have the figure
    RankingQuality weighted;              // the same, weighted by the rows of the class
    RankingQuality micro;                 // multilabel: all (row, label) pairs as one question
};

// Scores are softmax probabilities (multiclass) or logits (multilabel). As scikit-learn's
// roc_auc_score (ovr) and average_precision_score; a class without a true row is left out of the
// means, where those warn or refuse. All absent when there are no rows, a logit is not finite, or a
// multiclass row has no label.
[[nodiscard]] Ranking ranking(const Predictions& predictions);

} // namespace lathe::analysis
