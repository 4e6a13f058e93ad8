#pragma once

#include "core/text/json_node.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

// The tokenizer that the content of a tokenizer.json describes. Every other kind of file is turned
// into such a description first. Settings for truncation and padding in it are ignored, but for the
// padding id; padToken names the padding token when they say nothing. Throws Error naming the key:
// Unsupported for what is not known, BadInput for what is broken.
[[nodiscard]] std::unique_ptr<Tokenizer> makeTokenizer(const JsonNode& root,
                                                       std::string_view padToken = {});

} // namespace lathe::text
