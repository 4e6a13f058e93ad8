// Writes core/text/unicode_tables.h. Not part of the build, because only this program needs ICU:
//   g++ -std=c++20 -O1 core/text/make_unicode_tables.cpp -licuuc -o /tmp/make_unicode_tables
//   /tmp/make_unicode_tables > core/text/unicode_tables.h
// The tables in the repository were written with ICU 72 (Unicode 15.0). A later ICU changes
// combining classes, and may have reclassified more than the exceptions below set back to Unicode 8.0.

#include <cstdint>
#include <cstdio>
#include <string>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace {

constexpr UChar32 kEnd = 0x110000;

bool knownIn(UChar32 c, int major, int minor)
{
    UVersionInfo age;
    u_charAge(c, age);
    return age[0] < major || (age[0] == major && age[1] <= minor);
}

bool isControl(UChar32 c)
{
    const auto type = u_charType(c);
    return c != '\t' && c != '\n' && c != '\r' &&
           (type == U_CONTROL_CHAR || type == U_PRIVATE_USE_CHAR ||
            (type == U_FORMAT_CHAR && knownIn(c, 8, 0)));
}

bool isPunctuation(UChar32 c)
{
    if (c < 0x80)
        return (c > 32 && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') ||
               (c > 'z' && c < 127);
    return c == 0x166d || c == 0x111c9 || (u_ispunct(c) && knownIn(c, 8, 0));
}

bool isNonspacingMark(UChar32 c)
{
    if (c == 0x1885 || c == 0x1886 || c == 0xa9bd || c == 0x111c9)
        return false;
    return c == 0x1734 || (u_charType(c) == U_NON_SPACING_MARK && knownIn(c, 8, 0));
}

unsigned classes(UChar32 c) // in the order of CharacterClass
{
    return unsigned(u_isUWhiteSpace(c) != 0) | unsigned(isControl(c)) << 1 |
           unsigned(isPunctuation(c)) << 2 | unsigned(isNonspacingMark(c)) << 3;
}

// Without what Unicode 12.1 does not know, and without Hangul syllables.
std::u32string decomposition(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    UChar units[32];
    const int length = unorm2_getDecomposition(nfd, c, units, 32, &status);
    std::u32string parts;
    if ((c >= 0xac00 && c <= 0xd7a3) || !knownIn(c, 12, 1))
        return parts;
    for (int i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(units, i, length, part);
        parts += static_cast<char32_t>(part);
    }
    return parts;
}

class Table {
public:
    Table(const char* comment, const char* declaration)
    {
        std::printf("\n%s\ninline constexpr %s = {", comment, declaration);
    }
    ~Table() { std::printf("\n};\n"); }
    void add(const std::string& item)
    {
        m_column = m_column + item.size() + 1 > 120 ? 0 : m_column;
        std::printf("%s%s,", m_column == 0 ? "\n" : "", item.c_str());
        m_column += item.size() + 1;
    }

private:
    size_t m_column = 0;
};

std::string hex(char32_t c)
{
    char digits[16];
    std::snprintf(digits, sizeof digits, c < 10 ? "%u" : "0x%x", static_cast<unsigned>(c));
    return digits;
}

template <class Value>
void writeRuns(const char* comment, const char* declaration, Value value)
{
    Table table(comment, declaration);
    for (UChar32 c = 0; c < kEnd; ++c)
        if (c == 0 || value(c) != value(c - 1))
            table.add("{" + hex(char32_t(c)) + "," + std::to_string(value(c)) + "}");
}

void writeDecompositions()
{
    Table table("// A character, then what it decomposes to in the end. Hangul syllables are left "
                "to arithmetic.",
                "char32_t kDecompositions[][5]");
    for (UChar32 c = 0; c < kEnd; ++c) {
        std::string parts;
        for (const char32_t part : decomposition(c))
            parts += "," + hex(part);
        if (!parts.empty())
            table.add("{" + hex(char32_t(c)) + parts + "}");
    }
}

} // namespace

int main()
{
    std::printf("#pragma once\n\n"
                "// Written by make_unicode_tables.cpp from ICU %s (Unicode %s).\n"
                "// Unicode character data: Copyright (c) 1991-2022 Unicode, Inc., "
                "https://www.unicode.org/license.txt\n"
                "// clang-format off\n\n"
                "#include <cstdint>\n\n"
                "namespace lathe::text::tables {\n\n"
                "enum CharacterClass : uint8_t { kWhitespace = 1, kControl = 2, kPunctuation = 4, "
                "kNonspacing = 8 };\n\n"
                "struct Run {\n"
                "    char32_t first; // the value holds up to the next run\n"
                "    uint8_t value;\n"
                "};\n",
                U_ICU_VERSION, U_UNICODE_VERSION);
    writeRuns("// What CharacterClass says.", "Run kClasses[]", classes);
    writeRuns("// Canonical combining class.", "Run kCombining[]", u_getCombiningClass);
    writeDecompositions();
    std::printf("\n} // namespace lathe::text::tables\n");
}
