#pragma once

#include "core/text/json_node.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lathe::text {

// What a tokenizer searches a text for: a literal, or a regular expression. Immutable and safe to
// use from several threads.
class Pattern {
public:
    struct Match {
        size_t begin = 0, end = 0; // never empty
    };

    virtual ~Pattern() = default;

    // The leftmost match that starts at `from` or later in well-formed UTF-8; from <= text.size(),
    // and what lies before `from` is only context.
    [[nodiscard]] virtual std::optional<Match> next(std::string_view text, size_t from) const = 0;
};

// {"String": "..."} or {"Regex": "..."}. The expressions that published models share are scanned by
// hand (scanners.cpp); any other needs Oniguruma, the library that Hugging Face tokenizers uses.
// Throws Error naming the package when this build has none, or when the expression is broken.
[[nodiscard]] std::unique_ptr<Pattern> readPattern(const JsonNode& node);

// The hand-written scanner of an expression; nullptr when it is not one of the known.
[[nodiscard]] std::unique_ptr<Pattern> knownPattern(std::string_view expression);

// The expression compiled by Oniguruma. Throws Error (Unsupported) when this build has none.
[[nodiscard]] std::unique_ptr<Pattern> compiledPattern(const std::string& expression);

} // namespace lathe::text
