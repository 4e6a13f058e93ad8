#include "core/text/characters.h"
#include "core/text/pretokenizers/all.h"
#include "core/text/utf8.h"

#include <array>

namespace lathe::text::pretokenizers {

namespace {

// A word; a space; a word on its own; beyond ASCII, where the character has to be looked up.
enum Part : unsigned char { kWord, kSpace, kAlone, kFar };

std::array<Part, 256> bytesParts()
{
    std::array<Part, 256> parts{};
    for (unsigned byte = 0; byte < 256; ++byte)
        parts[byte] = byte >= 0x80          ? kFar
                      : isWhitespace(byte)  ? kSpace
                      : isPunctuation(byte) ? kAlone
                                            : kWord;
    return parts;
}

// Words end at white space, and before and behind punctuation, which stands alone.
class Bert final : public PreTokenizer {
public:
    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        size_t begin = 0;
        const auto word = [&](size_t from, size_t to) {
            return sink(text.substr(from, to - from), startBehind(start, from));
        };
        for (size_t at = 0; at < text.size();) {
            const size_t here = at;
            Part part = m_parts[static_cast<unsigned char>(text[at])];
            if (part == kFar) {
                const char32_t c = decodeUtf8(text, at);
                part = isWhitespace(c) ? kSpace : isPunctuation(c) ? kAlone : kWord;
            } else {
                ++at;
            }
            if (part == kWord)
                continue;
            if (!word(begin, here) || (part == kAlone && !word(here, at)))
                return false;
            begin = at;
        }
        return word(begin, text.size());
    }

private:
    std::array<Part, 256> m_parts = bytesParts();
};

} // namespace

Made readBert(const JsonNode&)
{
    return std::make_unique<Bert>();
}

} // namespace lathe::text::pretokenizers
