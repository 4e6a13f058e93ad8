#pragma once

#include "core/report/study.h"

#include <string>
#include <vector>

namespace lathe::report {

// "Limits set: at least 99 % of the original's accuracy and at most 10 ms a text."
[[nodiscard]] std::string limitsInWords(const Study& study);

// Why the recommendation is what it is, a sentence each: who meets the limits, what the chosen one
// is best in, which limit decides, who comes next; or what is in the way of any.
[[nodiscard]] std::vector<std::string> reasonInWords(const Study& study);

// What the tests say of the subject's loss; empty where nothing was tested.
[[nodiscard]] std::string lossInWords(const Study& study, const Entry& entry);

} // namespace lathe::report
