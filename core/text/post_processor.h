#pragma once

#include "core/text/json_node.h"

#include <cstdint>
#include <vector>

namespace lathe::text {

// The last step of a pipeline: the special tokens around every text.
struct PostProcessor {
    std::vector<int32_t> before, after;
};

// The post-processor that tokenizer.json describes. Throws Error naming the key.
[[nodiscard]] PostProcessor readPostProcessor(const JsonNode& node, int depth = 0);

// An id in tokenizer.json.
[[nodiscard]] int32_t readId(const JsonNode& node);

} // namespace lathe::text
