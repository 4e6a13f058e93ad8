#include "core/analysis/row_figures.h"

#include "core/analysis/probabilities.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

namespace {

double lrap(const float* logits, int classes, const std::vector<int>& truth)
{
    if (truth.empty() || truth.size() == size_t(classes))
        return 1;
    double sum = 0;
    for (const int label : truth) {
        const auto isAsHigh = [&](float logit) { return logit >= logits[label]; };
        const auto rank = std::count_if(logits, logits + classes, isAsHigh);
        const auto hits = std::count_if(truth.begin(), truth.end(),
                                        [&](int other) { return isAsHigh(logits[other]); });
        sum += double(hits) / double(rank);
    }
    return sum / double(truth.size());
}

// log(1 + exp(-|x|)) is what both sides of a sigmoid share.
double labelLoss(double logit, bool isTrue)
{
    return std::log1p(std::exp(-std::abs(logit))) + std::max(isTrue ? -logit : logit, 0.0);
}

double classLoss(const float* logits, int classes, int truth, double temperature)
{
    const double largest = *std::max_element(logits, logits + classes);
    double sum = 0;
    for (int k = 0; k < classes; ++k)
        sum += std::exp((double(logits[k]) - largest) / temperature);
    return std::log(sum) - (double(logits[truth]) - largest) / temperature;
}

} // namespace

std::vector<RowFigure> rowFigures(const Predictions& predictions, double temperature)
{
    if (predictions.rows() == 0 || !isLabelled(predictions) || notFiniteRows(predictions) > 0)
        return {};
    const bool multilabel = predictions.kind == data::TaskKind::Multilabel;
    const int classes = predictions.classes;
    std::vector<double> p(static_cast<size_t>(classes));
    RowFigure brier{"brier", {}}, loss{"logLoss", {}}, ranking{"lrap", {}};
    for (size_t i = 0; i < predictions.rows(); ++i) {
        const std::vector<int>& truth = predictions.truth[i];
        const float* logits = predictions.row(i);
        probabilitiesOfRow(predictions, i, temperature, p);
        double squares = 0;
        for (const double value : p)
            squares += value * value;
        for (const int label : truth) // (p - 1)^2 in place of p^2
            squares += 1 - 2 * p[size_t(label)];
        if (!multilabel) {
            brier.values.push_back(squares);
            loss.values.push_back(classLoss(logits, classes, truth[0], temperature));
            continue;
        }
        double nats = 0;
        for (int k = 0; k < classes; ++k)
            nats += labelLoss(double(logits[k]) / temperature, isMarked(truth, k));
        brier.values.push_back(squares / classes);
        loss.values.push_back(nats / classes);
        ranking.values.push_back(lrap(logits, classes, truth));
    }
    std::vector<RowFigure> found{std::move(brier), std::move(loss)};
    if (multilabel)
        found.push_back(std::move(ranking));
    return found;
}

} // namespace lathe::analysis
