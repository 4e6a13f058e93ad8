#pragma once

#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace lathe::text {

// What the metadata of a GGUF file says of its tokenizer: the values under "tokenizer.ggml.". Ids
// are -1 when absent.
struct GgufTokenizer {
    std::string model;               // "gpt2", "llama", "bert" or "t5"
    std::string pre;                 // how "gpt2" finds words: "llama-bpe", "qwen2", ...
    std::vector<std::string> tokens; // by id
    std::vector<float> scores;       // as many, for "llama" and "t5"
    std::vector<int32_t> tokenTypes; // as many, or none: 1 normal, 2 unknown, 3 control, 4
                                     // user-defined, 5 unused, 6 byte
    std::vector<std::string> merges; // "left right", for "gpt2"
    std::string precompiledCharsmap; // the bytes, for "t5"
    int64_t bosId = -1, eosId = -1, unknownId = -1, padId = -1, clsId = -1, sepId = -1, maskId = -1;
    std::optional<bool> addBos, addEos,
        addSpacePrefix; // when absent: as llama.cpp takes them for the kind
};

// From the metadata of a file, as parseGguf gives it. Throws Error naming the key.
[[nodiscard]] GgufTokenizer readGgufTokenizer(const nlohmann::json& metadata);

// The tokenizer.json that says the same, as the Hugging Face tokenizer has it which the file was
// made from: it can be saved beside the weights. Throws Error (Unsupported for an unknown model or
// pre, BadInput for lists that do not fit together).
[[nodiscard]] nlohmann::json describeGguf(const GgufTokenizer& gguf);

// The tokenizer itself. `place` names the file in errors.
[[nodiscard]] std::unique_ptr<Tokenizer> makeTokenizer(const GgufTokenizer& gguf,
                                                       const std::string& place);

} // namespace lathe::text
