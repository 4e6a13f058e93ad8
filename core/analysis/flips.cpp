#include "core/analysis/flips.h"

#include "core/analysis/tally.h"
#include "core/base/error.h"

namespace lathe::analysis {

namespace {

using Labels = std::vector<int>;

Flip::Kind kindOf(const Labels& truth, const Labels& before, const Labels& now)
{
    return before == truth ? Flip::Kind::NewlyWrong
           : now == truth  ? Flip::Kind::NewlyRight
                           : Flip::Kind::StillWrong;
}

void count(LabelChange& change, bool wasRight, bool isRight, bool isTrue)
{
    change.newlyRight += isRight && !wasRight;
    change.newlyWrong += wasRight && !isRight;
    change.newlyMissed += wasRight && !isRight && isTrue;
}

void compareLabels(std::vector<LabelChange>& changes, const Tally& now, const Tally& before)
{
    for (size_t k = 0; k < changes.size(); ++k) {
        const LabelCounts &a = now.labels[k], &b = before.labels[k];
        changes[k].support = int(a.truth);
        if (a.truth > 0) {
            changes[k].recall = (a.hits - b.hits) / a.truth;
            changes[k].f1 = f1Of(a) - f1Of(b);
        }
    }
}

} // namespace

Flips flips(const Decided& variant, const Decided& reference)
{
    const Predictions &a = variant.predictions, &b = reference.predictions;
    if (a.kind != b.kind || a.classes != b.classes || a.truth != b.truth)
        throw badInput("the two models were not evaluated on the same rows");
    const auto now = decide(a, variant.thresholds), before = decide(b, reference.thresholds);
    Flips found;
    found.labels.resize(size_t(a.classes));
    if (a.rows() == 0)
        return found;
    compareLabels(found.labels, tallyOf(a, now), tallyOf(b, before));
    for (size_t i = 0; i < a.rows(); ++i) {
        if (now[i] == before[i])
            continue;
        const Labels& truth = a.truth[i];
        const Flip::Kind kind = kindOf(truth, before[i], now[i]);
        found.rows.push_back({i, kind, before[i], now[i]});
        found.newlyRight += kind == Flip::Kind::NewlyRight;
        found.newlyWrong += kind == Flip::Kind::NewlyWrong;
        found.stillWrong += kind == Flip::Kind::StillWrong;
        if (a.kind == data::TaskKind::Multiclass) {
            count(found.labels[size_t(truth[0])], before[i] == truth, now[i] == truth, true);
            continue;
        }
        for (int k = 0; k < a.classes; ++k) {
            const bool isTrue = isMarked(truth, k);
            count(found.labels[size_t(k)], isMarked(before[i], k) == isTrue,
                  isMarked(now[i], k) == isTrue, isTrue);
        }
    }
    return found;
}

} // namespace lathe::analysis
