#pragma once

#include "core/data/dataset.h"

namespace lathe::data {

// What a user should know about the splits beside their sizes: texts shared between them, empty
// texts, texts with contradicting labels, rows without labels, labels with few or no rows.
void addNotes(DataSet& set);

} // namespace lathe::data
