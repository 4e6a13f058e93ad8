#pragma once

#include "core/text/gguf_tokenizer.h"
#include "core/text/tokenizer_folder.h"

namespace lathe::text {

// What a GGUF file says for llama.cpp to find the tokens that a tokenizer finds.
struct ForGguf {
    GgufTokenizer tokenizer;
    std::vector<std::string> notes; // sentences on what llama.cpp does otherwise
};

// The reverse of describeGguf, of byte-pair encodings. rows: of the model's table, which llama.cpp wants one token for each
// of; those without one become unused. ignored: the token that the model takes no notice of at a text's end, so that none
// is added there; -1: none. Throws Error (Unsupported) naming the part that llama.cpp has no equal of.
[[nodiscard]] ForGguf toGguf(const TokenizerSource& source, int rows, int ignored);

} // namespace lathe::text
