#include "core/analysis/probabilities.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

double sigmoid(double logit)
{
    return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

void probabilitiesOfRow(const Predictions& predictions, size_t row, double temperature,
                        std::span<double> out)
{
    const float* logits = predictions.row(row);
    const auto classes = static_cast<size_t>(predictions.classes);
    if (predictions.kind == data::TaskKind::Multilabel) {
        for (size_t k = 0; k < classes; ++k)
            out[k] = sigmoid(double(logits[k]) / temperature);
        return;
    }
    const double largest = *std::max_element(logits, logits + classes);
    double sum = 0;
    for (size_t k = 0; k < classes; ++k)
        sum += out[k] = std::exp((double(logits[k]) - largest) / temperature);
    for (size_t k = 0; k < classes; ++k)
        out[k] /= sum;
}

std::vector<double> probabilities(const Predictions& predictions, double temperature)
{
    checkShape(predictions);
    const auto classes = static_cast<size_t>(predictions.classes);
    std::vector<double> found(predictions.rows() * classes);
    for (size_t i = 0; i < predictions.rows(); ++i)
        probabilitiesOfRow(predictions, i, temperature,
                           std::span(found).subspan(i * classes, classes));
    return found;
}

} // namespace lathe::analysis
