#pragma once

#include "core/report/study.h"

namespace lathe::report {

// The runs that the study's variants come from, the subject's first.
[[nodiscard]] std::vector<RunPart> runParts(const Study& study, const history::History& history);

// The data of the first run, read again from its files. Absent when they cannot be read or no
// longer hold the test rows that were measured.
[[nodiscard]] DataPart dataPart(const Study& study);

} // namespace lathe::report
