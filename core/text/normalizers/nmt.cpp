#include "core/text/normalizers/all.h"
#include "core/text/normalizers/filter.h"

namespace lathe::text::normalizers {

namespace {

bool isDropped(char32_t c)
{
    return (c >= 1 && c <= 8) || c == 0xb || (c >= 0xe && c <= 0x1f) || c == 0x7f || c == 0x8f ||
           c == 0x9f;
}

bool isSpace(char32_t c)
{
    return c == 0x9 || c == 0xa || c == 0xc || c == 0xd || c == 0x1680 ||
           (c >= 0x200b && c <= 0x200f) || c == 0x2028 || c == 0x2029 || c == 0x2581 ||
           c == 0xfeff || c == 0xfffd;
}

// The control characters that SentencePiece's nmt rules drop or turn into spaces.
class Nmt final : public Normalizer {
public:
    void apply(Stretch& stretch) const override
    {
        dropCharacters(stretch, isDropped);
        std::string spaced;
        spaced.reserve(stretch.text.size());
        for (size_t at = 0; at < stretch.text.size();) {
            const char32_t c = decodeUtf8(stretch.text, at);
            appendUtf8(spaced, isSpace(c) ? U' ' : c);
        }
        stretch.text.swap(spaced);
    }
};

} // namespace

Made readNmt(const JsonNode&)
{
    return std::make_unique<Nmt>();
}

} // namespace lathe::text::normalizers
