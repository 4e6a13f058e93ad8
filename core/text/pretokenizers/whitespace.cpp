#include "core/text/characters.h"
#include "core/text/pretokenizers/all.h"
#include "core/text/utf8.h"

namespace lathe::text::pretokenizers {

namespace {

// \w+|[^\w\s]+
class Whitespace final : public PreTokenizer {
public:
    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        const auto kindOf = [](char32_t c) {
            return isWordCharacter(c) ? 0 : isWhitespace(c) ? 1 : 2;
        };
        for (size_t at = 0; at < text.size();) {
            const size_t begin = at;
            const int kind = kindOf(decodeUtf8(text, at));
            for (size_t next = at; next < text.size(); at = next)
                if (kindOf(decodeUtf8(text, next)) != kind)
                    break;
            if (kind != 1 && !sink(text.substr(begin, at - begin), startBehind(start, begin)))
                return false;
        }
        return true;
    }
};

} // namespace

Made readWhitespace(const JsonNode&)
{
    return std::make_unique<Whitespace>();
}

} // namespace lathe::text::pretokenizers
