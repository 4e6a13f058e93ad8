#pragma once

#include "core/text/json_node.h"

#include <memory>
#include <string>

namespace lathe::text {

// A stretch of text between added tokens, on its way through the normalizers.
struct Stretch {
    std::string text; // well-formed UTF-8
    // How many bytes at its front come from the first character of the whole text; Metaspace may
    // ask.
    size_t start = 0;
};

// The first step of a pipeline: rewrites text before words are looked for. Immutable.
class Normalizer {
public:
    virtual ~Normalizer() = default;
    virtual void apply(Stretch& stretch) const = 0;
};

// The normalizer that tokenizer.json describes. Throws Error naming the key.
[[nodiscard]] std::unique_ptr<Normalizer> readNormalizer(const JsonNode& node, int depth = 0);

// How deep sequences may lie within each other.
constexpr int kDeepestSequence = 16;

} // namespace lathe::text
