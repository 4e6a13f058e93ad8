#pragma once

#include "core/text/pretokenizer.h"
#include "core/text/utf8.h"

namespace lathe::text::pretokenizers {

// What becomes of a delimiter: it goes, is a word of its own, or joins a neighbour; Contiguous:
// delimiters side by side are one word.
enum class Behavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

[[nodiscard]] Behavior readBehavior(const JsonNode& node);

// Puts delimiters and what lies between them together to words, while they come in from the left
// without gaps.
class Cutter {
public:
    Cutter(std::string_view text, size_t start, Behavior behavior, WordSink sink)
        : m_text(text), m_sink(sink), m_behavior(behavior), m_start(start)
    {
    }

    // False when the sink wants no more.
    bool add(size_t begin, size_t end, bool delimiter)
    {
        if (begin == end)
            return true;
        switch (m_behavior) {
        case Behavior::Removed:
            return delimiter || send(begin, end);
        case Behavior::Isolated:
            return send(begin, end);
        default:
            break;
        }
        if (m_end > m_begin && joins(delimiter)) {
            m_end = end;
            m_delimiter = delimiter;
            return true;
        }
        const bool goesOn = send(m_begin, m_end);
        m_begin = begin;
        m_end = end;
        m_delimiter = delimiter;
        return goesOn;
    }

    bool finish() { return send(m_begin, m_end); }

private:
    [[nodiscard]] bool joins(bool delimiter) const
    {
        if (m_behavior == Behavior::Contiguous)
            return delimiter == m_delimiter;
        return m_behavior == Behavior::MergedWithPrevious ? delimiter && !m_delimiter
                                                          : !delimiter && m_delimiter;
    }
    bool send(size_t begin, size_t end)
    {
        return m_sink(m_text.substr(begin, end - begin), startBehind(m_start, begin));
    }

    std::string_view m_text;
    WordSink m_sink;
    Behavior m_behavior;
    size_t m_start;
    size_t m_begin = 0, m_end = 0; // held back
    bool m_delimiter = false;
};

// Cuts at single characters.
template <class IsDelimiter>
bool splitAt(std::string_view text, size_t start, Behavior behavior, WordSink sink,
             IsDelimiter isDelimiter)
{
    Cutter cutter(text, start, behavior, sink);
    size_t done = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        if (!isDelimiter(decodeUtf8(text, at)))
            continue;
        if (!cutter.add(done, begin, false) || !cutter.add(begin, at, true))
            return false;
        done = at;
    }
    return cutter.add(done, text.size(), false) && cutter.finish();
}

} // namespace lathe::text::pretokenizers
