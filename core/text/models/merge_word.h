#pragma once

#include "core/text/model.h"
#include "core/text/models/merges.h"

namespace lathe::text::models {

// Merges the symbols in scratch.ids until no pair is left to merge: always the first in the order,
// of equal ones the leftmost. What the merges make is also appended to `made` when that is given. n
// log n in the number of symbols.
void mergeWord(const Merges& merges, Scratch& scratch, std::vector<int32_t>* made = nullptr);

} // namespace lathe::text::models
