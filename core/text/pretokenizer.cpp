#include "core/text/pretokenizer.h"

#include "core/text/normalizer.h"
#include "core/text/pretokenizers/all.h"

#include <vector>

namespace lathe::text {

namespace {

struct Kind {
    std::string_view type;
    pretokenizers::Made (*read)(const JsonNode&);
};

constexpr Kind kKinds[] = {
    {"BertPreTokenizer", pretokenizers::readBert},
    {"ByteLevel", pretokenizers::readByteLevel},
    {"CharDelimiterSplit", pretokenizers::readCharDelimiter},
    {"Digits", pretokenizers::readDigits},
    {"Metaspace", pretokenizers::readMetaspace},
    {"Punctuation", pretokenizers::readPunctuation},
    {"Split", pretokenizers::readSplit},
    {"Whitespace", pretokenizers::readWhitespace},
    {"WhitespaceSplit", pretokenizers::readWhitespaceSplit},
};

// Each cuts the words of the one before.
class SequencePreTokenizer final : public PreTokenizer {
public:
    explicit SequencePreTokenizer(std::vector<std::unique_ptr<PreTokenizer>> steps)
        : m_steps(std::move(steps))
    {
    }
    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        return splitFrom(0, text, start, sink);
    }

private:
    bool splitFrom(size_t step, std::string_view text, size_t start, const WordSink& sink) const
    {
        if (step == m_steps.size())
            return sink(text, start);
        const auto next = [&](std::string_view word, size_t wordStart) {
            return splitFrom(step + 1, word, wordStart, sink);
        };
        return m_steps[step]->split(text, start, next);
    }

    std::vector<std::unique_ptr<PreTokenizer>> m_steps;
};

} // namespace

std::unique_ptr<PreTokenizer> readPreTokenizer(const JsonNode& node, int depth)
{
    const std::string type = node.at("type").text();
    if (type == "Sequence") {
        const JsonNode list = node.at("pretokenizers");
        if (depth >= kDeepestSequence)
            throw badInput("{}: more than {} sequences within each other", list.place(),
                           kDeepestSequence);
        std::vector<std::unique_ptr<PreTokenizer>> steps;
        for (size_t i = 0; i < list.array().size(); ++i)
            steps.push_back(readPreTokenizer(list.item(i), depth + 1));
        return std::make_unique<SequencePreTokenizer>(std::move(steps));
    }
    for (const Kind& kind : kKinds)
        if (kind.type == type)
            return kind.read(node);
    throw node.at("type").unsupported("a pre-tokenizer that cuts by characters or patterns", type);
}

} // namespace lathe::text
