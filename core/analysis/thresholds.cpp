#include "core/analysis/thresholds.h"

#include "core/analysis/probabilities.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

namespace {

// The threshold between the scores of two neighbouring rows. Halfway in probability, but never
// rounded onto the lower one, which it must exclude.
double between(double lower, double upper)
{
    const double middle = (lower + upper) / 2;
    return middle > lower ? middle : upper;
}

using Scores = std::vector<std::pair<double, bool>>; // probability, and whether the row has the label

int64_t positivesOf(const Scores& scores)
{
    return std::count_if(scores.begin(), scores.end(), [](const auto& s) { return s.second; });
}

double bestThreshold(Scores& scores)
{
    const int64_t positives = positivesOf(scores);
    if (positives == 0)
        return 0.5;
    std::sort(scores.begin(), scores.end(),
              [](const auto& a, const auto& b) { return a.first > b.first; });
    constexpr double kEdge = 1e-6; // thresholds lie in (0, 1)
    double best = 0.5;
    double bestF1 = 0;
    double hits = 0;
    for (size_t i = 0; i < scores.size(); ++i) {
        hits += scores[i].second;
        const double next = i + 1 < scores.size() ? scores[i + 1].first : 0;
        if (i + 1 < scores.size() && next == scores[i].first)
            continue; // equal scores are decided alike
        const double threshold = std::clamp(between(next, scores[i].first), kEdge, 1 - kEdge);
        const double f1 = 2 * hits / (double(i + 1) + double(positives));
        // Of thresholds that serve equally well, the one nearest to the neutral 0.5.
        if (f1 > bestF1 || (f1 == bestF1 && std::abs(threshold - 0.5) < std::abs(best - 0.5))) {
            bestF1 = f1;
            best = threshold;
        }
    }
    return best;
}

} // namespace

std::vector<double> fitThresholds(const Predictions& validation, int enough)
{
    checkShape(validation);
    const auto classes = static_cast<size_t>(validation.classes);
    std::vector<char> usable(validation.rows());
    for (size_t i = 0; i < usable.size(); ++i)
        usable[i] = std::none_of(validation.row(i), validation.row(i) + classes,
                                 [](float logit) { return std::isnan(logit); });
    Scores all;
    const auto scoresOf = [&](size_t k) {
        Scores scores;
        for (size_t i = 0; i < usable.size(); ++i)
            if (usable[i])
                scores.emplace_back(sigmoid(double(validation.row(i)[k])),
                                    isMarked(validation.truth[i], int(k)));
        return scores;
    };
    std::vector<double> thresholds(classes);
    std::vector<size_t> rare;
    for (size_t k = 0; k < classes; ++k) {
        Scores scores = scoresOf(k);
        all.insert(all.end(), scores.begin(), scores.end());
        if (positivesOf(scores) < enough)
            rare.push_back(k);
        else
            thresholds[k] = bestThreshold(scores);
    }
    const double shared = rare.empty() ? 0 : bestThreshold(all);
    for (const size_t k : rare)
        thresholds[k] = shared;
    return thresholds;
}

} // namespace lathe::analysis
