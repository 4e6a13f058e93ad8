#pragma once

#include "core/report/study.h"

namespace lathe::report {

// What came of this model's exports in other runtimes, a sentence for each that the report holds.
[[nodiscard]] std::vector<std::string> exportsInWords(const Study& study, const Entry& model);

} // namespace lathe::report
