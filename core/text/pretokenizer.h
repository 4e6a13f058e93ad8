#pragma once

#include "core/text/json_node.h"

#include <memory>
#include <string_view>

namespace lathe::text {

// Where a pre-tokenizer sends its words: a reference to a callable bool(std::string_view word,
// size_t start) that outlives it; start: as in Stretch. The answer false means that no more words
// are wanted. A word is never empty.
class WordSink {
public:
    template <class Callable>
    WordSink(const Callable& callable) // NOLINT(google-explicit-constructor): so that a lambda can
                                       // be handed over
        : m_callable(&callable), m_call([](const void* to, std::string_view word, size_t start) {
              return (*static_cast<const Callable*>(to))(word, start);
          })
    {
    }
    bool operator()(std::string_view word, size_t start) const
    {
        return word.empty() || m_call(m_callable, word, start);
    }

private:
    const void* m_callable;
    bool (*m_call)(const void*, std::string_view, size_t);
};

// The start of what comes behind so many bytes.
[[nodiscard]] inline size_t startBehind(size_t start, size_t bytes)
{
    return start > bytes ? start - bytes : 0;
}

// The second step of a pipeline: cuts normalized text into words. Immutable.
class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;

    // Sends the words of a non-empty text to the sink, in order; false when the sink wanted no
    // more. start: of the text, as in Stretch. A word may live in memory that the next one reuses.
    virtual bool split(std::string_view text, size_t start, WordSink sink) const = 0;
};

// The pre-tokenizer that tokenizer.json describes. Throws Error naming the key.
[[nodiscard]] std::unique_ptr<PreTokenizer> readPreTokenizer(const JsonNode& node, int depth = 0);

} // namespace lathe::text
