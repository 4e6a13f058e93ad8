#include "core/text/characters.h"
#include "core/text/pretokenizers/all.h"
#include "core/text/pretokenizers/behavior.h"

namespace lathe::text::pretokenizers {

namespace {

// Cuts at the characters that a predicate is true for.
template <class IsDelimiter>
class ByCharacter final : public PreTokenizer {
public:
    ByCharacter(IsDelimiter isDelimiter, Behavior behavior)
        : m_isDelimiter(isDelimiter), m_behavior(behavior)
    {
    }
    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        return splitAt(text, start, m_behavior, sink, m_isDelimiter);
    }

private:
    IsDelimiter m_isDelimiter;
    Behavior m_behavior;
};

template <class IsDelimiter>
Made make(IsDelimiter isDelimiter, Behavior behavior)
{
    return std::make_unique<ByCharacter<IsDelimiter>>(isDelimiter, behavior);
}

} // namespace

Made readWhitespaceSplit(const JsonNode&)
{
    return make(isWhitespace, Behavior::Removed);
}

Made readPunctuation(const JsonNode& node)
{
    return make(isPunctuation,
                node.has("behavior") ? readBehavior(node.at("behavior")) : Behavior::Isolated);
}

Made readDigits(const JsonNode& node)
{
    return make(isNumeric,
                node.flag("individual_digits", false) ? Behavior::Isolated : Behavior::Contiguous);
}

Made readCharDelimiter(const JsonNode& node)
{
    const JsonNode delimiter = node.at("delimiter");
    const std::u32string characters = toUtf32(delimiter.text());
    if (characters.size() != 1)
        throw badInput("{}: wanted one character, found {}", delimiter.place(), characters.size());
    return make([wanted = characters[0]](char32_t c) { return c == wanted; }, Behavior::Removed);
}

} // namespace lathe::text::pretokenizers
