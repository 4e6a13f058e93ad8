#include "core/text/characters.h"
#include "core/text/pattern.h"
#include "core/text/utf8.h"

namespace lathe::text {

namespace {

// A character's part in the expressions below. Other: neither white space nor letter nor number.
enum Part : unsigned char { kLetter, kNumber, kSpace, kOther };

Part partOf(char32_t c)
{
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return kLetter;
        if (c >= '0' && c <= '9')
            return kNumber;
        return c == ' ' || (c >= 9 && c <= 13) ? kSpace : kOther;
    }
    return isLetter(c) ? kLetter : isNumber(c) ? kNumber : isWhitespace(c) ? kSpace : kOther;
}

bool isLineEnd(char32_t c)
{
    return c == '\r' || c == '\n';
}

// A text and a place in it.
struct Cursor {
    std::string_view text;
    size_t at;

    [[nodiscard]] bool atEnd() const { return at >= text.size(); }
    [[nodiscard]] char32_t peek() const
    {
        size_t next = at;
        return decodeUtf8(text, next);
    }
    void skip() { (void)decodeUtf8(text, at); }
    // Over at most so many characters of that part; whether there was any.
    bool run(Part part, int most = -1)
    {
        const size_t begin = at;
        for (; !atEnd() && most != 0; --most) {
            size_t next = at;
            if (partOf(decodeUtf8(text, next)) != part)
                break;
            at = next;
        }
        return at > begin;
    }
    // 's 't 're 've 'm 'll 'd
    bool contraction(bool anyCase)
    {
        if (text[at] != '\'')
            return false;
        const auto letter = [&](size_t i) {
            const char c = at + i < text.size() ? text[at + i] : '\0';
            return anyCase && c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        };
        const char a = letter(1), b = letter(2);
        if (a == 's' || a == 't' || a == 'm' || a == 'd')
            return at += 2, true;
        if ((a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l'))
            return at += 3, true;
        if (anyCase && text.substr(at + 1).starts_with("\u017f")) // the long s folds to s
            return at += 3, true;
        return false;
    }
    // \s+(?!\S)|\s+ : white space, less its last character when a word follows, unless that is all.
    void space()
    {
        const size_t begin = at;
        size_t last = at;
        while (!atEnd() && partOf(peek()) == kSpace) {
            last = at;
            skip();
        }
        if (!atEnd() && last > begin)
            at = last;
    }
};

// '(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
class Gpt2Scanner final : public Pattern {
public:
    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t from) const override
    {
        Cursor cursor{text, from};
        if (cursor.atEnd())
            return std::nullopt;
        if (!cursor.contraction(false)) {
            if (text[from] == ' ')
                ++cursor.at;
            const Part part = cursor.atEnd() ? kSpace : partOf(cursor.peek());
            if (part != kSpace) {
                cursor.run(part);
            } else {
                cursor.at = from;
                cursor.space();
            }
        }
        return Match{from, cursor.at};
    }
};

// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
// ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+ with as many numbers in one piece as the model
// has.
class Llama3Scanner final : public Pattern {
public:
    explicit Llama3Scanner(int numbers) : m_numbers(numbers) {}

    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t from) const override
    {
        Cursor cursor{text, from};
        if (cursor.atEnd())
            return std::nullopt;
        if (!cursor.contraction(true) && !word(cursor, from) && !cursor.run(kNumber, m_numbers) &&
            !others(cursor, from) && !lines(cursor, from))
            cursor.space();
        return Match{from, cursor.at};
    }

private:
    static bool word(Cursor& cursor, size_t from)
    {
        const char32_t first = cursor.peek();
        const Part part = partOf(first);
        if (part != kLetter) {
            if (part == kNumber || isLineEnd(first))
                return false;
            cursor.skip();
        }
        if (cursor.run(kLetter))
            return true;
        cursor.at = from;
        return false;
    }

    static bool others(Cursor& cursor, size_t from)
    {
        if (cursor.text[from] == ' ')
            ++cursor.at;
        if (!cursor.run(kOther)) {
            cursor.at = from;
            return false;
        }
        while (!cursor.atEnd() && isLineEnd(static_cast<unsigned char>(cursor.text[cursor.at])))
            ++cursor.at;
        return true;
    }

    // White space up to its last line end.
    static bool lines(Cursor& cursor, size_t from)
    {
        size_t end = from;
        while (!cursor.atEnd()) {
            const char32_t c = cursor.peek();
            if (partOf(c) != kSpace)
                break;
            cursor.skip();
            if (isLineEnd(c))
                end = cursor.at;
        }
        cursor.at = end;
        return end > from;
    }

    int m_numbers;
};

// Runs of at least so many characters of white space, or of spaces only; lineEnds: a single tab or
// line end too.
class SpaceScanner final : public Pattern {
public:
    SpaceScanner(bool onlySpaces, int least, bool lineEnds)
        : m_onlySpaces(onlySpaces), m_least(least), m_lineEnds(lineEnds)
    {
    }

    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t from) const override
    {
        for (Cursor cursor{text, from}; !cursor.atEnd();) {
            const size_t begin = cursor.at;
            const char32_t first = cursor.peek();
            int count = 0;
            for (; !cursor.atEnd() && matches(cursor.peek()); ++count)
                cursor.skip();
            if (count >= m_least)
                return Match{begin, cursor.at};
            if (m_lineEnds && (isLineEnd(first) || first == '\t'))
                return Match{begin, begin + 1};
            if (count == 0)
                cursor.skip();
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool matches(char32_t c) const
    {
        return m_onlySpaces ? c == ' ' : isWhitespace(c);
    }

    bool m_onlySpaces;
    int m_least;
    bool m_lineEnds;
};

} // namespace

std::unique_ptr<Pattern> knownPattern(std::string_view expression)
{
    constexpr std::string_view kGpt2 = R"( ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";
    for (const std::string_view front : {"'s|'t|'re|'ve|'m|'ll|'d|", "'(?:[sdmt]|ll|ve|re)|"})
        if (expression.starts_with(front) && expression.substr(front.size()) == kGpt2)
            return std::make_unique<Gpt2Scanner>();
    constexpr std::string_view kFront =
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N})";
    constexpr std::string_view kBack = R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    if (expression.starts_with(kFront) && expression.ends_with(kBack) &&
        expression.size() >= kFront.size() + kBack.size()) {
        const auto numbers =
            expression.substr(kFront.size(), expression.size() - kFront.size() - kBack.size());
        if (numbers.empty() || numbers == "{1,3}") // Qwen 2, Llama 3
            return std::make_unique<Llama3Scanner>(numbers.empty() ? 1 : 3);
    }
    if (expression == " {2,}")
        return std::make_unique<SpaceScanner>(true, 2, false);
    if (expression == R"(\s+)")
        return std::make_unique<SpaceScanner>(false, 1, false);
    if (expression == R"(\s{2,}|[\n\r\t])")
        return std::make_unique<SpaceScanner>(false, 2, true);
    return nullptr;
}

} // namespace lathe::text
