#pragma once

#include "core/data/dataset.h"

#include <ATen/core/Tensor.h>

namespace lathe::engine {

// What a batch should have said.
struct Targets {
    data::TaskKind kind = data::TaskKind::Multiclass;
    at::Tensor labels;   // multiclass: [B] int64; multilabel: [B, C] float32 of 0 and 1
    at::Tensor labelled; // [n] int64, the rows that `labels` is for, in order; undefined: all
    at::Tensor teacher; // logits [B, C] float32 of the teacher; undefined: none
    double alpha = 0;       // weight of the teacher's part, 0..1
    double temperature = 1; // softens both sides of the teacher's part
};

// The scalar to minimise: (1 - alpha) * L(labels) + alpha * T^2 * D(teacher || student, both softened by T).
// L is cross-entropy for multiclass and mean binary cross-entropy for multilabel; D is the
// Kullback-Leibler divergence that belongs to it, 0 for a student that says what the teacher says
// (Hinton et al. 2015, section 2; for multilabel each output is its own two-class problem).
[[nodiscard]] at::Tensor loss(const at::Tensor& logits, const Targets& targets);

// All labels of the rows as one tensor, as Targets::labels wants them.
[[nodiscard]] at::Tensor labelTensor(const std::vector<data::Example>& rows, const data::LabelSet& labels);

} // namespace lathe::engine
