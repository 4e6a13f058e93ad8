#include "core/analysis/calibration.h"

#include "core/analysis/probabilities.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

namespace {

bool isUsable(const Predictions& predictions)
{
    return predictions.rows() > 0 && isLabelled(predictions) && notFiniteRows(predictions) == 0;
}

struct Slope {
    double first = 0;  // derivative of the log loss by 1 / T
    double second = 0; // never negative: the loss is convex in 1 / T
};

// Written so that a split without a mistake never has a slope above 0 by rounding.
Slope slopeAt(const Predictions& predictions, double inverse)
{
    const bool multilabel = predictions.kind == data::TaskKind::Multilabel;
    std::vector<double> p(static_cast<size_t>(predictions.classes));
    Slope slope;
    for (size_t i = 0; i < predictions.rows(); ++i) {
        const float* logits = predictions.row(i);
        const std::vector<int>& truth = predictions.truth[i];
        probabilitiesOfRow(predictions, i, 1 / inverse, p);
        double mean = 0, square = 0;
        for (size_t k = 0; k < p.size(); ++k) {
            const double z = multilabel ? double(logits[k]) : double(logits[k]) - logits[truth[0]];
            mean += z * (multilabel && isMarked(truth, int(k)) ? p[k] - 1 : p[k]);
            square += z * z * (multilabel ? p[k] * (1 - p[k]) : p[k]);
        }
        slope.first += mean;
        slope.second += multilabel ? square : square - mean * mean;
    }
    return slope;
}

} // namespace

std::optional<Calibration> calibration(const Predictions& predictions, double temperature, int bins)
{
    if (bins < 1)
        throw badInput("a calibration needs at least one bin, not {}", bins);
    if (!isUsable(predictions))
        return std::nullopt;
    struct Sum {
        double probability = 0, hits = 0;
        size_t count = 0;
    };
    std::vector<Sum> sums(static_cast<size_t>(bins));
    const auto add = [&](double p, bool isTrue) {
        Sum& bin = sums[size_t(std::clamp(int(std::ceil(p * bins)) - 1, 0, bins - 1))];
        bin.probability += p;
        bin.hits += isTrue;
        ++bin.count;
    };
    std::vector<double> p(static_cast<size_t>(predictions.classes));
    for (size_t i = 0; i < predictions.rows(); ++i) {
        const std::vector<int>& truth = predictions.truth[i];
        probabilitiesOfRow(predictions, i, temperature, p);
        if (predictions.kind == data::TaskKind::Multiclass) {
            const float* logits = predictions.row(i); // decides as decide() does
            const auto top = std::max_element(logits, logits + predictions.classes) - logits;
            add(p[size_t(top)], truth[0] == int(top));
        } else {
            for (size_t k = 0; k < p.size(); ++k)
                add(p[k], isMarked(truth, int(k)));
        }
    }
    Calibration found;
    double total = 0;
    for (const Sum& sum : sums)
        total += double(sum.count);
    for (size_t b = 0; b < sums.size(); ++b) {
        const Sum& sum = sums[b];
        ReliabilityBin bin{double(b) / bins, double(b + 1) / bins, sum.count, {}, {}};
        if (sum.count > 0) {
            bin.confidence = sum.probability / double(sum.count);
            bin.frequency = sum.hits / double(sum.count);
            found.ece += std::abs(sum.hits - sum.probability) / total;
        }
        found.bins.push_back(bin);
    }
    return found;
}

std::optional<double> fitTemperature(const Predictions& validation)
{
    constexpr double kColdest = 0.05, kHottest = 20;
    if (!isUsable(validation))
        return std::nullopt;
    double low = 1 / kHottest, high = 1 / kColdest;
    if (slopeAt(validation, low).first >= 0 || slopeAt(validation, high).first <= 0)
        return std::nullopt;
    double inverse = 1;
    for (int step = 0; step < 100;
         ++step) { // Newton, or halving where that would leave the bracket
        const Slope slope = slopeAt(validation, inverse);
        (slope.first > 0 ? high : low) = inverse;
        const double newton = inverse - slope.first / slope.second;
        const double next = newton > low && newton < high ? newton : std::sqrt(low * high);
        const bool isDone = std::abs(next - inverse) <= 1e-12 * inverse;
        inverse = next;
        if (isDone)
            break;
    }
    return 1 / inverse;
}

} // namespace lathe::analysis
