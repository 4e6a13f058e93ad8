#include "core/analysis/predictions.h"

#include "core/analysis/probabilities.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

bool isMarked(const std::vector<int>& labels, int label)
{
    return std::binary_search(labels.begin(), labels.end(), label);
}

void checkShape(const Predictions& predictions)
{
    if (predictions.classes < 1 ||
        predictions.logits.size() != predictions.rows() * static_cast<size_t>(predictions.classes))
        throw badInput("{} logits do not fit {} rows of {} classes", predictions.logits.size(),
                       predictions.rows(), predictions.classes);
    for (size_t i = 0; i < predictions.rows(); ++i)
        for (const int label : predictions.truth[i])
            if (label < 0 || label >= predictions.classes)
                throw badInput("row {} has the label {}, beyond the {} classes", i, label,
                               predictions.classes);
}

size_t notFiniteRows(const Predictions& predictions)
{
    checkShape(predictions);
    size_t found = 0;
    for (size_t i = 0; i < predictions.rows(); ++i)
        found += !std::all_of(predictions.row(i), predictions.row(i) + predictions.classes,
                              [](float logit) { return std::isfinite(logit); });
    return found;
}

bool isLabelled(const Predictions& predictions)
{
    return predictions.kind == data::TaskKind::Multilabel ||
           std::all_of(predictions.truth.begin(), predictions.truth.end(),
                       [](const auto& labels) { return labels.size() == 1; });
}

std::vector<std::vector<int>> decide(const Predictions& predictions,
                                     const std::vector<double>& thresholds)
{
    checkShape(predictions);
    const auto classes = static_cast<size_t>(predictions.classes);
    if (!thresholds.empty() && thresholds.size() != classes)
        throw badInput("{} thresholds do not fit {} classes", thresholds.size(), classes);
    std::vector<std::vector<int>> decisions(predictions.rows());
    for (size_t i = 0; i < decisions.size(); ++i) {
        const float* row = predictions.row(i);
        if (std::any_of(row, row + classes, [](float logit) { return std::isnan(logit); }))
            continue;
        if (predictions.kind == data::TaskKind::Multiclass) {
            decisions[i] = {static_cast<int>(std::max_element(row, row + classes) - row)};
            continue;
        }
        for (size_t k = 0; k < classes; ++k)
            if (sigmoid(double(row[k])) >= (thresholds.empty() ? 0.5 : thresholds[k]))
                decisions[i].push_back(static_cast<int>(k));
    }
    return decisions;
}

} // namespace lathe::analysis
