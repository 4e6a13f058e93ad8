#pragma once

#include <string>

namespace lathe::text {

// Unicode normal forms (UAX #15) in the version that Hugging Face tokenizers has.

// NFD, or NFKD when `compatible`. Linear, but for sorting runs of combining marks.
void decompose(std::u32string& text, bool compatible = false);

// Composes a decomposed text: NFC after decompose, NFKC after the compatible one.
void compose(std::u32string& text);

} // namespace lathe::text
