#pragma once

#include "core/data/dataset.h"

namespace lathe::data {

// Deals the rows to train and to the further parts that `fractions` describes, so that each part
// has nearly its share of every label: iterative stratification, the rarest label first (Sechidis,
// Tsoumakas and Vlahavas 2011, section 3), for multiclass and multilabel rows alike. Rows with the
// same text stay together, and every label keeps a row in train.
// Answers the part of each row: 0 is train, i + 1 belongs to fractions[i].
[[nodiscard]] std::vector<int> stratify(const std::vector<Example>& rows, int labels,
                                        const std::vector<double>& fractions, uint64_t seed);

} // namespace lathe::data
