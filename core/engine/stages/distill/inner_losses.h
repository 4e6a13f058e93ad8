#pragma once

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// Differences between the inside of a student (s) and of a teacher (t) on the same padded tokens, as scalars.
// real [B, T] float32 is 1 for a token and 0 for padding, undefined where nothing is padded. What padding
// holds has no influence on any of them. Queries, keys and values are [B, heads, T, headSize].

// Mean squared difference of hidden states [B, T, H] (L_hidn and L_embd of Jiao et al. 2020, section 3.1).
[[nodiscard]] at::Tensor hiddenLoss(const at::Tensor& s, const at::Tensor& t, const at::Tensor& real);

// Mean squared difference of the attention scores q k^T / sqrt(headSize) before the softmax, without a relative
// bias (L_attn of Jiao et al. 2020, section 3.1): head by head where both have as many, of the mean over the
// heads otherwise.
[[nodiscard]] at::Tensor attentionLoss(const at::Tensor& sQuery, const at::Tensor& sKey, const at::Tensor& tQuery,
                                       const at::Tensor& tKey, const at::Tensor& real);

// Kullback-Leibler divergence of the student's relations softmax(a b^T / sqrt(d)) from the teacher's, mean over
// tokens and relation heads (Wang et al. 2021, MiniLMv2, section 3): heads laid side by side are cut
// anew into `heads` relation heads, which divides both widths, so that the models' own heads need not agree.
[[nodiscard]] at::Tensor relationLoss(const at::Tensor& sA, const at::Tensor& sB, const at::Tensor& tA,
                                      const at::Tensor& tB, int heads, const at::Tensor& real);

} // namespace lathe::engine
