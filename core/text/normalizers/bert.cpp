#include "core/text/characters.h"
#include "core/text/normal_forms.h"
#include "core/text/normalizers/all.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace lathe::text::normalizers {

namespace {

// What a BERT tokenizer does to text before it looks for words.
struct BertRules {
    bool cleanText = true;    // drops control characters, turns white space into spaces
    bool splitCjk = true;     // puts spaces around ideographs
    bool stripAccents = true; // decomposes and drops non-spacing marks
    bool lowercase = true;
};

class BertNormalizer final : public Normalizer {
public:
    explicit BertNormalizer(const BertRules& rules) : m_rules(rules)
    {
        for (unsigned c = 0; c < 128; ++c) {
            const bool drops = rules.cleanText && (c == 0 || isControl(c));
            m_ascii[c] = static_cast<char>(drops                                     ? kDropped
                                           : rules.cleanText && isWhitespace(c)      ? ' '
                                           : rules.lowercase && c >= 'A' && c <= 'Z' ? c + 32
                                                                                     : c);
        }
    }

    void apply(Stretch& stretch) const override
    {
        if (isAscii(stretch.text))
            applyAscii(stretch);
        else
            applyUnicode(stretch);
    }

private:
    static constexpr char kDropped = '\x80';

    void applyAscii(Stretch& stretch) const
    {
        std::string& text = stretch.text;
        for (char& c : text)
            c = m_ascii[static_cast<unsigned char>(c)];
        if (m_rules.cleanText && std::find(text.begin(), text.end(), kDropped) != text.end()) {
            stretch.start = text[0] == kDropped ? 0 : stretch.start;
            std::erase(text, kDropped);
        }
    }

    void applyUnicode(Stretch& stretch) const
    {
        std::u32string out;
        out.reserve(stretch.text.size());
        for (size_t at = 0; at < stretch.text.size();) {
            char32_t c = decodeUtf8(stretch.text, at);
            if (m_rules.cleanText) {
                if (c == 0 || c == 0xfffd || isControl(c)) {
                    stretch.start = out.empty() ? 0 : stretch.start;
                    continue;
                }
                if (isWhitespace(c))
                    c = U' ';
            }
            if (m_rules.splitCjk && isCjkIdeograph(c))
                out.append({U' ', c, U' '});
            else
                out += c;
        }
        if (m_rules.stripAccents) {
            decompose(out);
            std::erase_if(out, isNonspacingMark);
        }
        stretch.text.clear();
        if (!m_rules.lowercase) {
            stretch.text = toUtf8(out);
            return;
        }
        std::u32string lower;
        lower.reserve(out.size());
        for (const char32_t c : out)
            appendLower(lower, c);
        stretch.text = toUtf8(lower);
    }

    BertRules m_rules;
    char m_ascii[128] = {};
};

} // namespace

Made readBert(const JsonNode& node)
{
    BertRules rules;
    rules.cleanText = node.flag("clean_text", true);
    rules.splitCjk = node.flag("handle_chinese_chars", true);
    rules.lowercase = node.flag("lowercase", true);
    rules.stripAccents = node.flag("strip_accents", rules.lowercase);
    return std::make_unique<BertNormalizer>(rules);
}

} // namespace lathe::text::normalizers
