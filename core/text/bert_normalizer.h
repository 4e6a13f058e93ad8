#pragma once

#include "core/text/utf8.h"

#include <string>
#include <string_view>

namespace lathe::text {

// What a BERT tokenizer does to text before it looks for words.
struct BertNormalizer {
    bool cleanText = true;    // drops control characters, turns white space into spaces
    bool splitCjk = true;     // puts spaces around ideographs
    bool stripAccents = true; // decomposes and drops non-spacing marks
    bool lowercase = true;

    // Well-formed UTF-8 in. Normalizing the parts between ASCII spaces, tabs and line ends one by
    // one gives the same words as normalizing the whole.
    [[nodiscard]] std::u32string apply(std::string_view text) const;
};

} // namespace lathe::text
