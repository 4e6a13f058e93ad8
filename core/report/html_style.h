#pragma once

#include <string_view>

namespace lathe::report {

// The style sheet of the HTML report. Fonts are those of the reader's system.
[[nodiscard]] std::string_view htmlStyle();

} // namespace lathe::report
