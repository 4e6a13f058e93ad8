#pragma once

#include "core/text/tokenizer.h"

#include <ATen/core/Tensor.h>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace lathe::engine {

using TokenIds = std::vector<int32_t>;

// Token ids of every text, in order, on all LibTorch threads.
[[nodiscard]] std::vector<TokenIds> tokenize(const text::Tokenizer& tokenizer,
                                             const std::vector<const std::string*>& texts, int maxLength);

// Row numbers 0..rows.size()-1 from the longest text to the shortest, cut into batches: the least
// padding, and the largest memory need first. A batch of more than one row has at most `tokens` tokens when padded.
[[nodiscard]] std::vector<std::vector<int>> batchesByLength(const std::vector<TokenIds>& rows, int batchSize,
                                                            int64_t tokens = std::numeric_limits<int64_t>::max());

// Batches for training: rows in random order, sorted by length within groups of 32 batches, batches in
// random order. Nearly no padding, still random.
[[nodiscard]] std::vector<std::vector<int>> bucketedBatches(const std::vector<TokenIds>& rows, int batchSize,
                                                            std::mt19937_64& random);

// Rows padded to the longest of them.
struct PaddedBatch {
    at::Tensor ids;  // [B, T] int64
    at::Tensor mask; // [B, 1, 1, T] float32, 0 or -inf where padded; undefined when nothing is

    [[nodiscard]] PaddedBatch to(at::Device device) const;
    // Which texts have more than so many tokens: [B, 1] bool.
    [[nodiscard]] at::Tensor longerThan(int64_t tokens) const;
};
[[nodiscard]] PaddedBatch pad(const std::vector<TokenIds>& rows, const std::vector<int>& batch);

} // namespace lathe::engine
