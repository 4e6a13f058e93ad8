#include "widgets/compare/pair_analysis.h"

#include "core/analysis/quality.h"
#include "widgets/compare/csv.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

using analysis::Flip;
using analysis::Predictions;

QString translated(const char* text)
{
    return QCoreApplication::translate("PairAnalysis", text);
}

QString names(const std::vector<int>& labels, const QStringList& all)
{
    QStringList words;
    for (const int label : labels)
        words += all.value(label, QString("LABEL_%1").arg(label));
    return words.isEmpty() ? translated("none") : words.join(", ");
}

std::optional<double> probabilityOf(const Predictions& predictions, size_t row, int label)
{
    const float* logits = predictions.row(row);
    if (!std::all_of(logits, logits + predictions.classes,
                     [](float logit) { return std::isfinite(logit); }))
        return std::nullopt;
    if (predictions.kind == data::TaskKind::Multilabel)
        return 1 / (1 + std::exp(-double(logits[label])));
    const double most = *std::max_element(logits, logits + predictions.classes);
    double sum = 0;
    for (int i = 0; i < predictions.classes; ++i)
        sum += std::exp(logits[i] - most);
    return std::exp(logits[label] - most) / sum;
}

// The label whose answer changed most, of those that were decided differently.
int mostChanged(const Flip& flip, const Predictions& now, const Predictions& before)
{
    std::vector<int> changed;
    std::set_symmetric_difference(flip.before.begin(), flip.before.end(), flip.now.begin(),
                                  flip.now.end(), std::back_inserter(changed));
    const auto apart = [&](int label) {
        return std::abs(probabilityOf(now, flip.row, label).value_or(0) -
                        probabilityOf(before, flip.row, label).value_or(0));
    };
    return changed.empty() ? -1
                           : *std::max_element(changed.begin(), changed.end(),
                                               [&](int a, int b) { return apart(a) < apart(b); });
}

FlipRow flipRow(const Flip& flip, const Predictions& now, const Predictions& before,
                const QStringList& labels)
{
    FlipRow row;
    row.row = flip.row;
    row.kind = flip.kind;
    const std::vector<int>& truth = now.truth[flip.row];
    row.truth = names(truth, labels);
    row.before = names(flip.before, labels);
    row.now = names(flip.now, labels);
    for (const auto* list : {&truth, &flip.before, &flip.now})
        row.labels.insert(row.labels.end(), list->begin(), list->end());
    if (now.kind == data::TaskKind::Multilabel) {
        if (const int label = mostChanged(flip, now, before); label >= 0) {
            row.probabilityBefore = probabilityOf(before, flip.row, label);
            row.probability = probabilityOf(now, flip.row, label);
        }
        return row;
    }
    if (!flip.before.empty())
        row.probabilityBefore = probabilityOf(before, flip.row, flip.before.front());
    if (!flip.now.empty())
        row.probability = probabilityOf(now, flip.row, flip.now.front());
    return row;
}

} // namespace

PairAnalysis analysePair(const runner::Variant& variant, const runner::Variant& reference)
{
    PairAnalysis pair;
    if (!variant.evaluation || !reference.evaluation)
        return pair;
    const runner::Evaluation &now = *variant.evaluation, &before = *reference.evaluation;
    if (now.test.rows() == 0 || now.test.truth != before.test.truth ||
        now.test.kind != before.test.kind || now.test.classes != before.test.classes)
        return pair;
    pair.isKnown = true;
    pair.truth = now.test.truth;
    const auto& labels = variant.facts.labels ? variant.facts.labels : reference.facts.labels;
    for (int i = 0; i < now.test.classes; ++i)
        pair.labels += labels && size_t(i) < labels->names.size()
                           ? QString::fromStdString(labels->names[size_t(i)])
                           : QString("LABEL_%1").arg(i);
    const analysis::Flips flips =
        analysis::flips({now.test, now.thresholds}, {before.test, before.thresholds});
    const auto nowQuality = analysis::quality(now.test, now.thresholds);
    const auto beforeQuality = analysis::quality(before.test, before.thresholds);
    for (size_t i = 0; i < nowQuality.perClass.size(); ++i) {
        ClassRow row;
        row.label = pair.labels[qsizetype(i)];
        row.support = nowQuality.perClass[i].support;
        row.before = beforeQuality.perClass[i].f1;
        row.now = nowQuality.perClass[i].f1;
        if (row.before && row.now)
            row.change = *row.now - *row.before;
        if (i < flips.labels.size()) {
            row.newlyRight = flips.labels[i].newlyRight;
            row.newlyWrong = flips.labels[i].newlyWrong;
        }
        pair.classes.push_back(row);
    }
    for (const Flip& flip : flips.rows)
        pair.flips.push_back(flipRow(flip, now.test, before.test, pair.labels));
    pair.newlyRight = flips.newlyRight;
    pair.newlyWrong = flips.newlyWrong;
    pair.stillWrong = flips.stillWrong;
    return pair;
}

QString kindText(Flip::Kind kind)
{
    switch (kind) {
    case Flip::Kind::NewlyWrong:
        return translated("right → wrong");
    case Flip::Kind::NewlyRight:
        return translated("wrong → right");
    case Flip::Kind::StillWrong:
        return translated("wrong → wrong");
    }
    return {};
}

QByteArray classesCsv(const PairAnalysis& pair)
{
    QByteArray csv =
        csvLine({"label", "support", "f1Before", "f1Now", "change", "newlyRight", "newlyWrong"});
    for (const ClassRow& row : pair.classes)
        csv += csvLine({row.label, QString::number(row.support), csvNumber(row.before),
                        csvNumber(row.now), csvNumber(row.change), QString::number(row.newlyRight),
                        QString::number(row.newlyWrong)});
    return csv;
}

QByteArray flipsCsv(const PairAnalysis& pair, const std::vector<std::string>& texts)
{
    QByteArray csv = csvLine(
        {"row", "change", "truth", "before", "now", "probabilityBefore", "probabilityNow", "text"});
    for (const FlipRow& flip : pair.flips)
        csv += csvLine(
            {QString::number(flip.row + 1), kindText(flip.kind), flip.truth, flip.before, flip.now,
             csvNumber(flip.probabilityBefore), csvNumber(flip.probability),
             flip.row < texts.size() ? QString::fromStdString(texts[flip.row]) : QString()});
    return csv;
}

} // namespace lathe::widgets
