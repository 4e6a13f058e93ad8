#include "core/text/characters.h"
#include "core/text/normalizers/all.h"
#include "core/text/utf8.h"

namespace lathe::text::normalizers {

namespace {

class Lowercase final : public Normalizer {
public:
    void apply(Stretch& stretch) const override
    {
        std::string lower;
        lower.reserve(stretch.text.size());
        std::u32string characters;
        for (size_t at = 0; at < stretch.text.size();) {
            const auto byte = static_cast<unsigned char>(stretch.text[at]);
            if (byte < 0x80) {
                lower += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
                ++at;
                continue;
            }
            characters.clear();
            appendLower(characters, decodeUtf8(stretch.text, at));
            for (const char32_t c : characters)
                appendUtf8(lower, c);
        }
        stretch.text.swap(lower);
    }
};

} // namespace

Made readLowercase(const JsonNode&)
{
    return std::make_unique<Lowercase>();
}

} // namespace lathe::text::normalizers
