#include "core/engine/stages/distill/projection.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

namespace lathe::engine {

namespace {

// Of the least squares X W^T = Y.
struct Sums {
    at::Tensor xx, xy; // x^T x [H, H], x^T y [H, H_t] float64

    Sums(int64_t from, int64_t to) : xx(at::zeros({from, from}, at::kDouble)), xy(at::zeros({from, to}, at::kDouble)) {}

    void add(const at::Tensor& x, const at::Tensor& y, const at::Tensor& real) // [B, T, H], [B, T, H_t]
    {
        at::Tensor rows = x.flatten(0, 1), wanted = y.flatten(0, 1);
        if (real.defined())
            rows = rows * real.reshape({-1, 1}); // a row of zeros adds nothing to either
        xx += at::matmul(rows.t(), rows).to(at::kCPU, at::kDouble);
        xy += at::matmul(rows.t(), wanted).to(at::kCPU, at::kDouble);
    }
    [[nodiscard]] at::Tensor solution() const // [H_t, H]
    {
        const double ridge = 1e-3 * xx.diagonal().mean().item<double>() + 1e-12;
        const at::Tensor damped = xx + at::eye(xx.size(0), at::kDouble) * ridge;
        return at::linalg_solve(damped, xy).t().to(at::kFloat).contiguous();
    }
};

// Row numbers spread over all rows, in batches of 32.
std::vector<std::vector<int>> spread(size_t rows)
{
    const size_t count = std::min<size_t>(rows, 256);
    std::vector<std::vector<int>> batches;
    for (size_t i = 0; i < count; ++i) {
        if (i % 32 == 0)
            batches.emplace_back();
        batches.back().push_back(int(i * rows / count));
    }
    return batches;
}

} // namespace

Projections fittedProjections(const Checkpoint& student, const InnerTeacher& teacher,
                              const std::vector<LayerPair>& pairs, const TrainingRows& rows,
                              const StageContext& context)
{
    const at::NoGradGuard noGrad;
    const int64_t H = student.architecture.hiddenSize, wanted = teacher.architecture().hiddenSize;
    if (H == wanted)
        return {};
    const Transformer model(student, false, context.device);
    Sums embeddings(H, wanted), layers(H, wanted);
    for (const std::vector<int>& batch : spread(rows.ids.size())) {
        Trace own;
        (void)model.logits(pad(rows.ids, batch).to(context.device), {.trace = &own, .task = context.task});
        const InnerTeacher::View view = teacher.view(batch);
        embeddings.add(own.hidden[0], view.trace.hidden[0], view.real);
        for (const LayerPair& pair : pairs)
            layers.add(own.hidden[size_t(pair.student) + 1], view.trace.hidden[size_t(pair.teacher) + 1], view.real);
    }
    const auto leaf = [&](const Sums& sums) { return sums.solution().to(context.device).set_requires_grad(true); };
    return {leaf(embeddings), leaf(layers)};
}

} // namespace lathe::engine
