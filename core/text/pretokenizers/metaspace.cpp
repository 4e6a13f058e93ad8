#include "core/text/pretokenizers/all.h"
#include "core/text/pretokenizers/behavior.h"

namespace lathe::text::pretokenizers {

namespace {

enum class Prepend { Always, First, Never };

// SentencePiece's spaces: written as a visible character, which begins each word.
class Metaspace final : public PreTokenizer {
public:
    Metaspace(std::string mark, Prepend prepend, bool cuts)
        : m_mark(std::move(mark)), m_markCharacter(toUtf32(m_mark)[0]), m_prepend(prepend),
          m_cuts(cuts)
    {
    }

    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        std::string marked;
        marked.reserve(text.size() + text.size() / 2 + m_mark.size());
        const bool begins = text.starts_with(' ') || text.starts_with(m_mark);
        if (!begins && (m_prepend == Prepend::Always || (m_prepend == Prepend::First && start > 0)))
            marked += m_mark;
        for (const char c : text) {
            if (c == ' ')
                marked += m_mark;
            else
                marked += c;
        }
        if (!m_cuts)
            return sink(marked, start);
        return splitAt(marked, start, Behavior::MergedWithNext, sink,
                       [this](char32_t c) { return c == m_markCharacter; });
    }

private:
    std::string m_mark;
    char32_t m_markCharacter;
    Prepend m_prepend;
    bool m_cuts;
};

Prepend readPrepend(const JsonNode& node)
{
    if (!node.has("prepend_scheme")) // older files
        return node.flag("add_prefix_space", true) ? Prepend::Always : Prepend::Never;
    const std::string scheme = node.at("prepend_scheme").text();
    if (scheme == "always")
        return Prepend::Always;
    if (scheme == "first")
        return Prepend::First;
    if (scheme == "never")
        return Prepend::Never;
    throw node.at("prepend_scheme").unsupported("always, first or never", scheme);
}

} // namespace

Made readMetaspace(const JsonNode& node)
{
    const JsonNode mark = node.at("replacement");
    if (toUtf32(mark.text()).size() != 1)
        throw badInput("{}: wanted one character, found '{}'", mark.place(), mark.text());
    return std::make_unique<Metaspace>(mark.text(), readPrepend(node), node.flag("split", true));
}

} // namespace lathe::text::pretokenizers
