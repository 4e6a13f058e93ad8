#include "core/analysis/tally.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lathe::analysis {

namespace {

using Figure = std::optional<double>;

bool anyTrue(const Tally& tally)
{
    return std::any_of(tally.labels.begin(), tally.labels.end(),
                       [](const LabelCounts& label) { return label.truth > 0; });
}

Figure accuracy(const Tally& tally)
{
    return tally.rows > 0 ? Figure(tally.right / tally.rows) : std::nullopt;
}

Figure macroF1(const Tally& tally)
{
    return anyTrue(tally) ? Figure(macroF1Of(tally.labels)) : std::nullopt;
}

Figure microF1(const Tally& tally)
{
    const bool isSilent =
        std::all_of(tally.labels.begin(), tally.labels.end(),
                    [](const LabelCounts& l) { return l.truth == 0 && l.decided == 0; });
    return isSilent ? std::nullopt : Figure(microF1Of(tally.labels));
}

Figure weightedF1(const Tally& tally)
{
    double sum = 0, weight = 0;
    for (const LabelCounts& label : tally.labels) {
        sum += label.truth * f1Of(label);
        weight += label.truth;
    }
    return weight > 0 ? Figure(sum / weight) : std::nullopt;
}

Figure balancedAccuracy(const Tally& tally)
{
    double sum = 0;
    int occurring = 0;
    for (const LabelCounts& label : tally.labels)
        if (label.truth > 0) {
            sum += label.hits / label.truth;
            ++occurring;
        }
    return occurring > 0 ? Figure(sum / occurring) : std::nullopt;
}

Figure mcc(const Tally& tally)
{
    const double n = tally.rows;
    double hits = 0, decided = 0, products = 0, decidedSquares = 0, truthSquares = 0;
    for (const LabelCounts& label : tally.labels) {
        hits += label.hits;
        decided += label.decided;
        products += label.decided * label.truth;
        decidedSquares += label.decided * label.decided;
        truthSquares += label.truth * label.truth;
    }
    decidedSquares += (n - decided) * (n - decided); // rows without a decision: one class more
    const double truthSpread = n * n - truthSquares, decidedSpread = n * n - decidedSquares;
    if (truthSpread <= 0)
        return std::nullopt;
    return decidedSpread > 0 ? (hits * n - products) / std::sqrt(truthSpread * decidedSpread) : 0;
}

Figure hammingLoss(const Tally& tally)
{
    double wrong = 0;
    for (const LabelCounts& label : tally.labels)
        wrong += label.decided + label.truth - 2 * label.hits;
    const double pairs = tally.rows * double(tally.labels.size());
    return pairs > 0 ? Figure(wrong / pairs) : std::nullopt;
}

constexpr std::array kMulticlass{
    CountFigure{"accuracy", accuracy},
    CountFigure{"macroF1", macroF1},
    CountFigure{"microF1", microF1},
    CountFigure{"weightedF1", weightedF1},
    CountFigure{"balancedAccuracy", balancedAccuracy},
    CountFigure{"mcc", mcc},
};
constexpr std::array kMultilabel{
    CountFigure{"accuracy", accuracy},       CountFigure{"macroF1", macroF1},
    CountFigure{"microF1", microF1},         CountFigure{"weightedF1", weightedF1},
    CountFigure{"hammingLoss", hammingLoss},
};

} // namespace

Tally tallyOf(const Predictions& predictions, const std::vector<std::vector<int>>& decisions)
{
    checkShape(predictions);
    if (predictions.rows() == 0)
        throw badInput("quality needs at least one row");
    Tally tally{double(predictions.rows()), 0,
                std::vector<LabelCounts>(static_cast<size_t>(predictions.classes))};
    for (size_t i = 0; i < decisions.size(); ++i) {
        const std::vector<int>& truth = predictions.truth[i];
        if (predictions.kind == data::TaskKind::Multiclass && truth.size() != 1)
            throw badInput("row {} has {} labels, where one is needed", i, truth.size());
        for (const int label : truth)
            ++tally.labels[size_t(label)].truth;
        for (const int label : decisions[i]) {
            ++tally.labels[size_t(label)].decided;
            tally.labels[size_t(label)].hits += isMarked(truth, label);
        }
        tally.right += decisions[i] == truth;
    }
    return tally;
}

double f1Of(const LabelCounts& counts)
{
    const double marks = counts.decided + counts.truth;
    return marks > 0 ? 2 * counts.hits / marks : 0;
}

double macroF1Of(const std::vector<LabelCounts>& counts)
{
    double sum = 0;
    for (const LabelCounts& label : counts)
        sum += f1Of(label);
    return counts.empty() ? 0 : sum / double(counts.size());
}

double microF1Of(const std::vector<LabelCounts>& counts)
{
    LabelCounts all;
    for (const LabelCounts& label : counts) {
        all.hits += label.hits;
        all.decided += label.decided;
        all.truth += label.truth;
    }
    return f1Of(all);
}

std::span<const CountFigure> countFigures(data::TaskKind kind)
{
    if (kind == data::TaskKind::Multiclass)
        return kMulticlass;
    return kMultilabel;
}

} // namespace lathe::analysis
