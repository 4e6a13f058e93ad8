#include "core/text/bert_normalizer.h"

#include "core/text/characters.h"

namespace lathe::text {

std::u32string BertNormalizer::apply(std::string_view text) const
{
    std::u32string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        char32_t c = decodeUtf8(text, at);
        if (cleanText) {
            if (c == 0 || c == 0xfffd || isControl(c))
                continue;
            if (isWhitespace(c))
                c = U' ';
        }
        if (splitCjk && isCjkIdeograph(c))
            out.append({U' ', c, U' '});
        else
            out += c;
    }
    if (stripAccents) {
        decompose(out);
        std::erase_if(out, isNonspacingMark);
    }
    if (lowercase) {
        std::u32string lower;
        lower.reserve(out.size());
        for (const char32_t c : out)
            appendLower(lower, c);
        out.swap(lower);
    }
    return out;
}

} // namespace lathe::text
