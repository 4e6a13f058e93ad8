#pragma once

#include "core/data/dataset.h"

#include <array>
#include <functional>
#include <stop_token>

namespace lathe::data {

enum class Split { Train, Validation, Test };
inline constexpr std::array kSplits{Split::Train, Split::Validation, Split::Test};

[[nodiscard]] const std::vector<Example>& rowsOf(const DataSet& data, Split split);

// A row of a data set.
struct Place {
    Split split = Split::Train;
    int row = 0; // from 0
    bool operator==(const Place&) const = default;
};

// A row whose text an earlier one has, the splits in the order above.
struct Repeat {
    Place first, second;
    bool exact = false; // otherwise alike but for case, punctuation and spaces
    bool sameLabels = false;

    [[nodiscard]] bool leaks() const { return first.split != second.split; }
    bool operator==(const Repeat&) const = default;
};

struct Statistics {
    std::vector<Repeat> repeats;                  // in the order of their second rows
    std::array<std::vector<int>, 3> rowsPerLabel; // [splits][labels]
    std::array<std::vector<int>, 3> emptyRows;    // texts of nothing but white space
    std::vector<int> rareLabels;                  // with training rows, but fewer than kRareRows
    double imbalance =
        1; // training rows of the most frequent label over those of the rarest that has any
};

inline constexpr int kRareRows = 20;

// Counts labels and finds repeated and empty texts; seconds for a million rows. Throws Cancelled
// when asked to stop.
[[nodiscard]] Statistics statisticsOf(const DataSet& data, const std::stop_token& stop);

// Lower case ASCII, with every run of what is neither letter nor digit as one space: what near
// repeats have in common. Other bytes than ASCII stay.
[[nodiscard]] std::string alikeKey(std::string_view text);

// The smallest multiple of 8 tokens that covers at least `share` (0..1) of the texts, at most
// `longest`; `longest` when there are no texts.
[[nodiscard]] int suggestedLength(std::vector<int> tokens, int longest, double share = 0.99);

} // namespace lathe::data
