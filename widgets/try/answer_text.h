#pragma once

#include "core/runner/answers.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace lathe::widgets {

// One label's part of an answer.
struct Score {
    QString label;
    double score = 0;                // probability, 0..1
    std::optional<double> threshold; // multilabel: from where on it is decided
    bool isDecided = false;
};

// The answer to text `row`, the highest score first. A logit that is not finite scores 0.
[[nodiscard]] std::vector<Score> scoresOf(const runner::Answers& answers, size_t row);

// The labels that are decided for each text, by name and sorted.
[[nodiscard]] std::vector<QStringList> decisionsOf(const runner::Answers& answers);

// "admin, net", or what stands for no label.
[[nodiscard]] QString decisionText(const QStringList& labels);

} // namespace lathe::widgets
