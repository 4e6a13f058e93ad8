#pragma once

#include "core/analysis/intervals.h"

#include <optional>

namespace lathe::analysis {

// A row that the two models decide differently.
struct Flip {
    enum class Kind {
        NewlyWrong, // the reference was right
        NewlyRight,
        StillWrong, // another decision, wrong before and after
    };
    size_t row = 0;
    Kind kind = Kind::StillWrong;
    std::vector<int> before, now; // decided labels; empty: none
};

// What became of one label. Multiclass counts the rows that truly have it; multilabel counts every
// row for which "has it or not" is answered differently.
struct LabelChange {
    int support = 0; // rows that truly have the label
    int newlyRight = 0;
    int newlyWrong = 0;
    int newlyMissed = 0; // of newlyWrong: the row has the label
    // now minus before, -1..1; absent where no row has the label
    std::optional<double> recall, f1;
};

struct Flips {
    std::vector<Flip> rows; // ascending
    size_t newlyRight = 0;
    size_t newlyWrong = 0;
    size_t stillWrong = 0;
    std::vector<LabelChange> labels; // [classes]
};

// Who is better and who is worse off with `variant` than with `reference`. Empty for no rows.
// Throws Error when the two are not about the same rows or a multiclass row has no label.
[[nodiscard]] Flips flips(const Decided& variant, const Decided& reference);

} // namespace lathe::analysis
