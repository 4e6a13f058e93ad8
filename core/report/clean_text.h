#pragma once

#include <string>
#include <string_view>

namespace lathe::report {

// A name or text from a file or a history, made fit to stand in a sentence: one line, no control
// characters, ill-formed bytes as U+FFFD. Characters that steer the direction of writing are
// dropped, and a text with right-to-left letters is isolated (U+2068 ... U+2069), so that it cannot
// reorder what stands beside it.
[[nodiscard]] std::string cleaned(std::string_view text);

// At most `characters` code points, the last an ellipsis where something was cut.
[[nodiscard]] std::string shortened(std::string_view clean, size_t characters);
// Of steps joined by arrows those that were done last: "… → Int8". The same as shortened() where not even two fit.
[[nodiscard]] std::string lastSteps(std::string_view clean, size_t characters);

} // namespace lathe::report
