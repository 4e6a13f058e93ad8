#pragma once

#include "widgets/compare/comparison.h"

#include <QStringList>

namespace lathe::widgets {

// The recommendation with its reason in words.
struct Advice {
    analysis::Recommendation found;
    std::vector<std::string> preference; // metrics it was chosen by; empty: nothing to choose from
    size_t meeting = 0;                  // choices that meet all limits
    size_t choices = 0;
    QString title;       // "Recommended within your limits"
    QStringList reasons; // sentences

    // The recommended variant, or else the one nearest to the limits.
    [[nodiscard]] std::optional<size_t> best() const
    {
        return found.chosen ? found.chosen : found.nearest;
    }
};

[[nodiscard]] Advice adviceOf(const Comparison& comparison, const CompareState& state);

// "5 of 38 variants meet all 3 limits".
[[nodiscard]] QString countText(const Advice& advice, size_t limits);
// "Accuracy kept at least 99 %", "Weights on disk at most 12.0 MB".
[[nodiscard]] QString limitText(const analysis::Constraint& limit);
[[nodiscard]] QString boundText(const analysis::Constraint& limit); // "at least 99 %"

} // namespace lathe::widgets
