#include "widgets/try/answer_text.h"

#include "core/analysis/probabilities.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

std::vector<Score> scoresOf(const runner::Answers& answers, size_t row)
{
    const analysis::Predictions& predictions = answers.predictions;
    const bool isMultilabel = predictions.kind == data::TaskKind::Multilabel;
    std::vector<double> probabilities(size_t(predictions.classes), 0.0);
    const float* logits = predictions.row(row);
    if (std::all_of(logits, logits + predictions.classes, [](float x) { return std::isfinite(x); }))
        analysis::probabilitiesOfRow(predictions, row, 1, probabilities);
    analysis::Predictions own{
        predictions.kind, predictions.classes, {logits, logits + predictions.classes}, {{}}};
    const std::vector<int> decided = analysis::decide(own, answers.thresholds).front();
    std::vector<Score> scores;
    for (size_t label = 0; label < probabilities.size(); ++label) {
        Score& score = scores.emplace_back();
        score.label = QString::fromStdString(answers.labels.names[label]);
        score.score = probabilities[label];
        score.isDecided = analysis::isMarked(decided, int(label));
        if (isMultilabel)
            score.threshold = answers.thresholds.empty() ? 0.5 : answers.thresholds[label];
    }
    std::stable_sort(scores.begin(), scores.end(),
                     [](const Score& a, const Score& b) { return a.score > b.score; });
    return scores;
}

std::vector<QStringList> decisionsOf(const runner::Answers& answers)
{
    std::vector<QStringList> decisions;
    for (const std::vector<int>& labels :
         analysis::decide(answers.predictions, answers.thresholds)) {
        QStringList& names = decisions.emplace_back();
        for (const int label : labels)
            names += QString::fromStdString(answers.labels.names[size_t(label)]);
        names.sort();
    }
    return decisions;
}

QString decisionText(const QStringList& labels)
{
    return labels.isEmpty() ? QCoreApplication::translate("AnswerText", "no label")
                            : labels.join(", ");
}

} // namespace lathe::widgets
