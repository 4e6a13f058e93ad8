#include "core/text/byte_alphabet.h"

#include "core/text/utf8.h"

#include <array>

namespace lathe::text {

namespace {

struct Spelling {
    char text[2];
    unsigned char length;
};

// Printable bytes of Latin-1 stand for themselves; the others follow from U+0100 on.
std::array<Spelling, 256> alphabet()
{
    std::array<Spelling, 256> all{};
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool printable =
            (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
        std::string text;
        appendUtf8(text, printable ? byte : next++);
        text.copy(all[byte].text, 2);
        all[byte].length = static_cast<unsigned char>(text.size());
    }
    return all;
}

const std::array<Spelling, 256>& spellings()
{
    static const auto all = alphabet();
    return all;
}

} // namespace

std::string_view byteCharacter(unsigned char byte)
{
    const Spelling& spelling = spellings()[byte];
    return {spelling.text, spelling.length};
}

void appendByteCharacters(std::string& out, std::string_view bytes)
{
    const auto& all = spellings();
    size_t at = out.size();
    out.resize(at + bytes.size() * 2);
    for (const char byte : bytes) {
        const Spelling& spelling = all[static_cast<unsigned char>(byte)];
        out[at] = spelling.text[0];
        out[at + 1] = spelling.text[1];
        at += spelling.length;
    }
    out.resize(at);
}

} // namespace lathe::text
