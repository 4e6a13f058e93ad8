#pragma once

#include "core/data/file_check.h"
#include "widgets/common/notes.h"

namespace lathe::widgets {

// What a look through the files found, in words: the worst first.
[[nodiscard]] std::vector<Note> notesOn(const data::DataCheck& check, const data::DataSpec& spec);

// Every bad row and every unknown label with its file and line, one a line.
[[nodiscard]] QString detailsOf(const data::DataCheck& check, const data::DataSpec& spec);

} // namespace lathe::widgets
