#include "core/analysis/ranking.h"

#include "core/analysis/probabilities.h"

#include <algorithm>

namespace lathe::analysis {

namespace {

struct Score {
    double score = 0;
    bool isTrue = false;
};

RankingQuality rank(std::vector<Score>& scores)
{
    std::sort(scores.begin(), scores.end(),
              [](const Score& a, const Score& b) { return a.score > b.score; });
    double hits = 0, misses = 0, above = 0, precisions = 0;
    for (size_t i = 0; i < scores.size();) {
        const double tie = scores[i].score;
        double tiedHits = 0, tiedMisses = 0;
        for (; i < scores.size() && scores[i].score == tie; ++i)
            ++(scores[i].isTrue ? tiedHits : tiedMisses);
        above += tiedMisses * (hits + tiedHits / 2); // pairs of a miss with a hit above it
        hits += tiedHits;
        misses += tiedMisses;
        precisions += tiedHits * hits / (hits + misses);
    }
    RankingQuality found;
    if (hits > 0 && misses > 0)
        found.rocAuc = above / (hits * misses);
    if (hits > 0)
        found.prAuc = precisions / hits;
    return found;
}

using Member = std::optional<double> RankingQuality::*;

std::optional<double> mean(const std::vector<RankingQuality>& classes,
                           const std::vector<double>& weights, Member member)
{
    double sum = 0, total = 0;
    for (size_t k = 0; k < classes.size(); ++k)
        if (classes[k].*member) {
            sum += weights[k] * *(classes[k].*member);
            total += weights[k];
        }
    return total > 0 ? std::optional(sum / total) : std::nullopt;
}

RankingQuality means(const std::vector<RankingQuality>& classes, const std::vector<double>& weights)
{
    return {mean(classes, weights, &RankingQuality::rocAuc),
            mean(classes, weights, &RankingQuality::prAuc)};
}

} // namespace

Ranking ranking(const Predictions& predictions)
{
    if (predictions.rows() == 0 || !isLabelled(predictions) || notFiniteRows(predictions) > 0)
        return {};
    const bool multilabel = predictions.kind == data::TaskKind::Multilabel;
    const auto classes = static_cast<size_t>(predictions.classes);
    const std::vector<double> values =
        multilabel ? std::vector<double>(predictions.logits.begin(), predictions.logits.end())
                   : probabilities(predictions);
    Ranking found;
    std::vector<double> support(classes);
    std::vector<Score> scores(predictions.rows()), all;
    for (size_t k = 0; k < classes; ++k) {
        for (size_t i = 0; i < scores.size(); ++i) {
            scores[i] = {values[i * classes + k], isMarked(predictions.truth[i], int(k))};
            support[k] += scores[i].isTrue;
        }
        if (multilabel)
            all.insert(all.end(), scores.begin(), scores.end());
        found.perClass.push_back(rank(scores));
    }
    found.macro = means(found.perClass, std::vector<double>(classes, 1));
    found.weighted = means(found.perClass, support);
    if (multilabel)
        found.micro = rank(all);
    return found;
}

} // namespace lathe::analysis
