#pragma once

#include "core/analysis/flips.h"
#include "core/runner/events.h"

#include <QStringList>

#include <optional>

namespace lathe::widgets {

// What became of one label.
struct ClassRow {
    QString label;
    int support = 0;                   // test rows that truly have it
    std::optional<double> before, now; // F1; absent where no row has the label
    std::optional<double> change;
    int newlyRight = 0, newlyWrong = 0;
};

// A text that the two decide differently.
struct FlipRow {
    size_t row = 0; // of the test split
    analysis::Flip::Kind kind = analysis::Flip::Kind::StillWrong;
    std::vector<int> labels; // all that it is about: true, before, now
    QString truth, before, now;
    // Of the decision before and now; of several labels, of the one that changed most. Absent where
    // a logit is not finite.
    std::optional<double> probabilityBefore, probability;
};

// One variant beside another on the same test rows.
struct PairAnalysis {
    bool isKnown = false; // false: no answers, or answers about other rows
    std::vector<ClassRow> classes;
    std::vector<FlipRow> flips;
    size_t newlyRight = 0, newlyWrong = 0, stillWrong = 0;
    std::vector<std::vector<int>> truth; // of all test rows, to recognize them by
    QStringList labels;
};

[[nodiscard]] PairAnalysis analysePair(const runner::Variant& variant,
                                       const runner::Variant& reference);

// Every label and every flip, RFC 4180. `texts` of the test split; empty: not to be had.
[[nodiscard]] QByteArray classesCsv(const PairAnalysis& pair);
[[nodiscard]] QByteArray flipsCsv(const PairAnalysis& pair, const std::vector<std::string>& texts);

[[nodiscard]] QString kindText(analysis::Flip::Kind kind); // "right → wrong"

} // namespace lathe::widgets
