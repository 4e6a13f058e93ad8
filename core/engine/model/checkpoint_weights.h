#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/engine/model/families/family.h"

namespace lathe::engine {

// The tensor that a file stores for a canonical weight, under any of the names in circulation: with
// or without the family's prefix, the old LayerNorm.gamma/beta, a relative bias shared by all
// layers. Null when there is none.
[[nodiscard]] const at::Tensor* findStored(const Tensors& stored, const Family& family,
                                           std::string_view canonical);

// All weights that the architecture wants, by canonical name, and the head's dense layer where an
// encoder without classifier brings one. Throws Error naming tensor, expected and found, not the
// file; `shapes` is the file that gave the layers' shapes.
[[nodiscard]] Tensors takeWeights(const Tensors& stored, const Family& family,
                                  const Architecture& architecture, std::string_view shapes);

// The reverse, for writing. Throws Error when a weight is missing or is not as the architecture
// says.
[[nodiscard]] Tensors publishWeights(const Tensors& weights, const Family& family,
                                     const Architecture& architecture);

// True when every layer has the same relative bias, or none.
[[nodiscard]] bool sharesRelative(const Tensors& weights, const Architecture& architecture);

} // namespace lathe::engine
