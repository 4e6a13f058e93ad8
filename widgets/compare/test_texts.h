#pragma once

#include "core/history/history.h"

#include <QString>

namespace lathe::widgets {

// The texts of a run's test split, read again from the data files of its recipe.
struct TestTexts {
    std::vector<std::string> texts; // [test rows]; empty when they are not to be had
    QString why;                    // then: the reason
};

// `truth` of the rows that the texts must belong to. The files must still be what the run read:
// told by the fingerprint that it kept, or for older runs by the labels of every row.
[[nodiscard]] TestTexts testTexts(const runner::Variant& variant,
                                  const std::vector<std::vector<int>>& truth,
                                  const history::History& history);

} // namespace lathe::widgets
