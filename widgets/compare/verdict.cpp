#include "widgets/compare/verdict.h"

#include "widgets/theme/said.h"

#include "core/analysis/corrections.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr uint64_t kSeed = 13;
constexpr double kLevel = 0.05; // p above it: the change cannot be told from chance
constexpr int kResamples = 2000, kMostResamples = 20000;

QString translated(const char* text)
{
    return QCoreApplication::translate("Verdict", text);
}

} // namespace

std::optional<double> Verdict::p(std::string_view quality) const
{
    if (difference.resamples == 0)
        return std::nullopt;
    if (quality == "accuracy")
        return difference.mcnemar.p(); // exact, where a bootstrap's p has a floor
    const analysis::Difference* found = difference.find(quality);
    return found ? std::optional(found->p) : std::nullopt;
}

std::shared_ptr<const Verdict> verdictOf(const runner::Variant& variant,
                                         const runner::Variant& original, int resamples)
{
    if (!variant.evaluation || !original.evaluation)
        return nullptr;
    const runner::Evaluation &now = *variant.evaluation, &before = *original.evaluation;
    if (now.test.rows() == 0 || now.test.truth != before.test.truth ||
        now.test.kind != before.test.kind || now.test.classes != before.test.classes)
        return nullptr;
    Verdict verdict;
    verdict.difference = analysis::compareQuality(
        {now.test, now.thresholds}, {before.test, before.thresholds}, kSeed, resamples);
    verdict.figures = variant.metrics;
    return std::make_shared<const Verdict>(std::move(verdict));
}

int resamplesFor(size_t tests)
{
    // The least p is 2 / (resamples + 1); Holm multiplies it by the number of tests.
    return int(std::clamp<size_t>(size_t(3 / kLevel) * tests, kResamples, kMostResamples));
}

std::map<std::string, Judgement, std::less<>> judge(const Verdicts& verdicts,
                                                    const std::string& quality)
{
    std::vector<std::string> ids;
    analysis::PValues ps;
    for (const auto& [id, verdict] : verdicts)
        if (const auto p = verdict ? verdict->p(quality) : std::nullopt) {
            ids.push_back(id);
            ps.push_back(p);
        }
    const analysis::PValues adjusted = analysis::holm(ps);
    std::map<std::string, Judgement, std::less<>> result;
    for (size_t i = 0; i < ids.size(); ++i) {
        Judgement judgement{*adjusted[i], ids.size(), {}};
        if (const auto* found = verdicts.find(ids[i])->second->difference.find(quality))
            judgement.difference = *found;
        result.emplace(ids[i], judgement);
    }
    return result;
}

bool isDistinguishable(const Judgement& judgement)
{
    return judgement.p <= kLevel;
}

QString formatP(double p)
{
    return p < 0.001 ? saidFigure(QString("< 0.001")) : saidNumber(p, p < 0.01 ? 3 : 2);
}

QString judgementText(const Judgement& judgement)
{
    const bool isMany = judgement.tests > 1;
    QString text;
    if (!isDistinguishable(judgement))
        text = isMany ? translated("not distinguishable from the original after correction for %1 "
                                   "variants, p %2")
                      : translated("not distinguishable from the original, p %2");
    else if (judgement.difference && judgement.difference->value > 0)
        text = isMany
                   ? translated("better than the original after correction for %1 variants, p %2")
                   : translated("better than the original, p %2");
    else if (judgement.difference && judgement.difference->value < 0)
        text = isMany ? translated("worse than the original after correction for %1 variants, p %2")
                      : translated("worse than the original, p %2");
    else
        text = isMany
                   ? translated("differs from the original after correction for %1 variants, p %2")
                   : translated("differs from the original, p %2");
    if (isMany)
        text = text.arg(judgement.tests);
    return text.arg(formatP(judgement.p));
}

} // namespace lathe::widgets
