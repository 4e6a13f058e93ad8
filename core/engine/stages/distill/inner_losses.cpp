#include "core/engine/stages/distill/inner_losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <cmath>

namespace lathe::engine {

namespace {

// a b^T / sqrt(d): [B, h, T, d] -> [B, h, T, T]
at::Tensor scores(const at::Tensor& a, const at::Tensor& b)
{
    return at::matmul(a, b.transpose(2, 3)).to(at::kFloat) / std::sqrt(double(a.size(3)));
}

// The mean of x over the places where `counted`, which broadcasts to it, is 1.
at::Tensor meanOver(const at::Tensor& x, const at::Tensor& counted)
{
    return (x * counted).sum() / counted.expand_as(x).sum();
}

// [B, h, T, d] -> [B, heads, T, h d / heads]
at::Tensor regrouped(const at::Tensor& x, int heads)
{
    return x.transpose(1, 2).reshape({x.size(0), x.size(2), heads, -1}).transpose(1, 2);
}

// Log-probabilities over the keys that are tokens: [B, heads, T, T].
at::Tensor relations(const at::Tensor& a, const at::Tensor& b, int heads, const at::Tensor& real)
{
    at::Tensor all = scores(regrouped(a, heads), regrouped(b, heads));
    // Finite, so that 0 times the logarithm of a padding key is 0.
    if (real.defined())
        all = all.masked_fill(real.eq(0).view({real.size(0), 1, 1, real.size(1)}), -1e9);
    return at::log_softmax(all, -1);
}

} // namespace

at::Tensor hiddenLoss(const at::Tensor& s, const at::Tensor& t, const at::Tensor& real)
{
    const at::Tensor squares = (s.to(at::kFloat) - t.to(at::kFloat)).square().mean(-1); // [B, T]
    return real.defined() ? meanOver(squares, real) : squares.mean();
}

at::Tensor attentionLoss(const at::Tensor& sQuery, const at::Tensor& sKey, const at::Tensor& tQuery,
                         const at::Tensor& tKey, const at::Tensor& real)
{
    at::Tensor s = scores(sQuery, sKey), t = scores(tQuery, tKey); // [B, h, T, T]
    if (s.size(1) != t.size(1))
        s = s.mean(1, true), t = t.mean(1, true); // [B, 1, T, T]
    const at::Tensor squares = (s - t).square();
    return real.defined() ? meanOver(squares, (real.unsqueeze(1) * real.unsqueeze(2)).unsqueeze(1)) : squares.mean();
}

at::Tensor relationLoss(const at::Tensor& sA, const at::Tensor& sB, const at::Tensor& tA, const at::Tensor& tB,
                        int heads, const at::Tensor& real)
{
    const at::Tensor s = relations(sA, sB, heads, real), t = relations(tA, tB, heads, real);
    const at::Tensor divergence = (t.exp() * (t - s)).sum(-1); // [B, heads, T]
    return real.defined() ? meanOver(divergence, real.unsqueeze(1)) : divergence.mean();
}

} // namespace lathe::engine
