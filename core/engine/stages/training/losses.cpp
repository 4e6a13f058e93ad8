#include "core/engine/stages/training/losses.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/zeros.h>

namespace lathe::engine {

at::Tensor loss(const at::Tensor& logits, const Targets& t)
{
    const bool multilabel = t.kind == data::TaskKind::Multilabel;
    at::Tensor total;
    if (t.labels.size(0) > 0 && (!t.teacher.defined() || t.alpha < 1)) {
        const at::Tensor own = t.labelled.defined() ? logits.index_select(0, t.labelled) : logits;
        total = multilabel ? at::binary_cross_entropy_with_logits(own, t.labels)
                           : at::cross_entropy_loss(own, t.labels);
        if (!t.teacher.defined())
            return total;
        total = total * (1 - t.alpha);
    }
    const at::Tensor soft = logits / t.temperature, wanted = t.teacher / t.temperature;
    const auto crossEntropy = [&](const at::Tensor& x) {
        return multilabel ? at::binary_cross_entropy_with_logits(x, at::sigmoid(wanted))
                          : -(at::softmax(wanted, -1) * at::log_softmax(x, -1)).sum(-1).mean();
    };
    const at::Tensor distance = crossEntropy(soft) - crossEntropy(wanted);
    const at::Tensor part = distance * (t.alpha * t.temperature * t.temperature);
    return total.defined() ? total + part : part;
}

at::Tensor labelTensor(const std::vector<data::Example>& rows, const data::LabelSet& labels)
{
    const auto N = int64_t(rows.size()), C = int64_t(labels.names.size());
    if (labels.kind == data::TaskKind::Multilabel) {
        at::Tensor out = at::zeros({N, C}, at::kFloat);
        for (int64_t i = 0; i < N; ++i)
            for (const int label : rows[size_t(i)].labels)
                out.mutable_data_ptr<float>()[i * C + label] = 1;
        return out;
    }
    at::Tensor out = at::zeros({N}, at::kLong);
    for (int64_t i = 0; i < N; ++i)
        out.mutable_data_ptr<int64_t>()[i] = rows[size_t(i)].labels.front();
    return out;
}

} // namespace lathe::engine
