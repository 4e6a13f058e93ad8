#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lathe::text {

// RFC 4648; nothing when the text is not base64. `=` at the end may be missing.
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view text);
[[nodiscard]] std::string toBase64(std::string_view bytes);

} // namespace lathe::text
