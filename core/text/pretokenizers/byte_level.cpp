#include "core/text/byte_alphabet.h"
#include "core/text/pattern.h"
#include "core/text/pretokenizers/all.h"

namespace lathe::text::pretokenizers {

namespace {

// GPT-2's words, spelt in its alphabet of bytes.
class ByteLevel final : public PreTokenizer {
public:
    ByteLevel(bool addsSpace, bool cuts)
        : m_addsSpace(addsSpace),
          m_pattern(
              cuts
                  ? knownPattern(
                        R"('(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)")
                  : nullptr)
    {
    }

    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        std::string spaced, spelt;
        if (m_addsSpace && !text.starts_with(' ')) {
            spaced.reserve(text.size() + 1);
            spaced += ' ';
            text = spaced += text;
        }
        const auto send = [&](size_t begin, size_t end) {
            spelt.clear();
            appendByteCharacters(spelt, text.substr(begin, end - begin));
            return sink(spelt, startBehind(start, begin));
        };
        if (!m_pattern)
            return send(0, text.size());
        size_t done = 0;
        while (const auto match = m_pattern->next(text, done)) {
            if (!send(match->begin, match->end)) // the pattern leaves nothing out
                return false;
            done = match->end;
        }
        return true;
    }

private:
    bool m_addsSpace;
    std::unique_ptr<Pattern> m_pattern;
};

} // namespace

Made readByteLevel(const JsonNode& node)
{
    return std::make_unique<ByteLevel>(node.flag("add_prefix_space", true),
                                       node.flag("use_regex", true));
}

} // namespace lathe::text::pretokenizers
