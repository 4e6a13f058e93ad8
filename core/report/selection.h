#pragma once

#include "core/history/history.h"

namespace lathe::report {

// The variants with these ids in their order, or all of the newest run that has any, then those
// originals of theirs that are missing; without answers. Throws Error as studyOf does.
[[nodiscard]] std::vector<runner::Variant> selectVariants(const history::History& history,
                                                          const std::vector<std::string>& ids);

} // namespace lathe::report
