#pragma once

#include "core/engine/model/round_rows.h"
#include "core/engine/stages/quantize/int4_groups.h"

namespace lathe::engine {

// What the inputs of a layer say about the order and the errors of its columns.
struct SecondOrder {
    at::Tensor order;    // [K] int64: the columns in the order in which they are rounded
    bool ordered = false; // whether that is another order than 0..K-1
    at::Tensor factor;   // [K, K] float32, in that order: upper Cholesky factor of the inverse Hessian
    at::Tensor diagonal; // [K] float32, of the Hessian, columns where they lie; 0: an input that is always 0
};

// Of hessian [K, K] (inputHessians), with damping times the mean of its diagonal added to it. With
// activationOrder the columns whose inputs are largest come first. Damping is raised tenfold until the
// Hessian has a Cholesky factor; Error when none is found. Results lie on the hessian's device.
[[nodiscard]] SecondOrder secondOrder(const at::Tensor& hessian, double damping, bool activationOrder);

// GPTQ's rounding of weight [N, K], on the device of `inputs`: to 4-bit groups as roundGroups does them, and
// to 8 bits with one scale per row as roundRows does them. The task is asked for every block of columns.
[[nodiscard]] Int4Groups gptqGroups(const at::Tensor& weight, const SecondOrder& inputs, int64_t group, bool search,
                                    const Task& task = {});
[[nodiscard]] Int8Rows gptqRows(const at::Tensor& weight, const SecondOrder& inputs, const Task& task = {});

} // namespace lathe::engine
