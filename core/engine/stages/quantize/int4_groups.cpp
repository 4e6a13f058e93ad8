#include "core/engine/stages/quantize/int4_groups.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/round.h>
#include <ATen/ops/where.h>
#include <algorithm>

namespace lathe::engine {

namespace {

constexpr int64_t kSmallestGroup = 16;
constexpr int kNarrowings = 20; // candidates 1, 0.98, ... 0.62 of the full range
constexpr double kNarrowing = 0.02;
constexpr double kLargestHalf = 65504;

// As it is stored. A block that is zero, or too small for float16, has the scale 1 and the codes 0.
at::Tensor asStored(const at::Tensor& scale)
{
    const at::Tensor half = scale.clamp(-kLargestHalf, kLargestHalf).to(at::kHalf).to(at::kFloat);
    return at::where(half == 0, at::ones_like(half), half);
}

at::Tensor codesOf(const at::Tensor& blocks, const at::Tensor& scale)
{
    return at::round(blocks / scale.unsqueeze(2)).clamp_(-8, 7);
}

at::Tensor errorOf(const at::Tensor& blocks, const at::Tensor& scale, const at::Tensor& columnWeight)
{
    const at::Tensor squares = (codesOf(blocks, scale).mul_(scale.unsqueeze(2)).sub_(blocks)).square_();
    return (columnWeight.defined() ? squares.mul_(columnWeight) : squares).sum(2); // [N, G]
}

} // namespace

int64_t groupWidth(int64_t columns, int64_t wanted)
{
    int64_t width = std::clamp<int64_t>(wanted, 1, std::max<int64_t>(columns, 1));
    while (columns % width != 0)
        --width;
    return width;
}

bool fitsGroups(int64_t columns, int64_t wanted)
{
    return columns > 0 && columns % 2 == 0 && groupWidth(columns, wanted) >= std::min(kSmallestGroup, columns);
}

at::Tensor groupScales(const at::Tensor& blocks, bool search, const at::Tensor& columnWeight)
{
    const at::NoGradGuard noGrad;
    const at::Tensor full = blocks.abs().amax(2) / 7.0; // [N, G]
    at::Tensor best = asStored(full);
    if (!search)
        return best;
    at::Tensor least = errorOf(blocks, best, columnWeight);
    for (int i = 0; i < kNarrowings; ++i) {
        for (const double sign : {1.0, -1.0}) {
            const at::Tensor scale = asStored(full * (sign * (1 - kNarrowing * i)));
            const at::Tensor error = errorOf(blocks, scale, columnWeight);
            const at::Tensor better = error < least;
            best = at::where(better, scale, best);
            least = at::where(better, error, least);
        }
    }
    return best;
}

Int4Groups roundGroups(const at::Tensor& matrix, int64_t group, bool search, const at::Tensor& columnWeight,
                       const Task& task)
{
    const at::NoGradGuard noGrad;
    const int64_t N = matrix.size(0), K = matrix.size(1), G = K / group;
    const at::Tensor weight = columnWeight.defined() ? columnWeight.view({G, group}) : columnWeight;
    std::vector<at::Tensor> codes, scales;
    constexpr int64_t kRows = 512; // few enough to stay in the processor's cache
    for (int64_t row = 0; row < N; row += kRows) {
        task.checkpoint();
        const int64_t end = std::min(row + kRows, N);
        const at::Tensor blocks = matrix.slice(0, row, end).to(at::kFloat).reshape({end - row, G, group});
        scales.push_back(groupScales(blocks, search, weight));
        codes.push_back(codesOf(blocks, scales.back()).to(at::kChar).view({end - row, K}));
    }
    return {at::cat(codes), at::cat(scales)};
}

Int4Groups roundGroups(const at::Tensor& matrix, const at::Tensor& given)
{
    const at::NoGradGuard noGrad;
    const int64_t N = matrix.size(0), G = given.size(1);
    const at::Tensor scale = asStored(given);
    return {codesOf(matrix.to(at::kFloat).reshape({N, G, -1}), scale).to(at::kChar).view({N, -1}), scale};
}

at::Tensor groupValues(const Int4Groups& groups)
{
    const int64_t N = groups.scale.size(0), G = groups.scale.size(1);
    return (groups.codes.to(at::kFloat).view({N, G, -1}) * groups.scale.unsqueeze(2)).view({N, -1});
}

} // namespace lathe::engine
