#pragma once

#include <cstddef>
#include <string_view>

namespace lathe::text {

// Where the extended grapheme cluster (UAX #29) that starts at `at` ends. Rule GB9c, which joins
// Indic conjuncts, is left out: it only joins clusters of six bytes and more, and the one caller
// takes those character by character.
[[nodiscard]] size_t graphemeEnd(std::string_view text, size_t at);

} // namespace lathe::text
