#pragma once

#include <string>
#include <string_view>

namespace lathe::text {

// GPT-2's alphabet: a printable character for each byte, so that every text is spelt with 256
// characters (Radford et al. 2019, section 2.2).
[[nodiscard]] std::string_view byteCharacter(unsigned char byte);

// Appends the spelling of the bytes.
void appendByteCharacters(std::string& out, std::string_view bytes);

} // namespace lathe::text
