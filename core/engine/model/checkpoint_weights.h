#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/engine/model/families/family.h"

namespace lathe::engine {

inline constexpr std::string_view kRelative = ".attention.relative";

// All weights that the architecture wants, by canonical name, and the head's dense layer and norm where a
// model without classifier brings them. Throws Error naming tensor, expected and found, not the
// file; `shapes` is the file that gave the layers' shapes.
[[nodiscard]] Tensors takeWeights(const Tensors& stored, const Family& family,
                                  const Architecture& architecture, std::string_view shapes);

// Whether layers of one group hold the same tensors, or ones of equal value; true without groups.
[[nodiscard]] bool sharesLayers(const Tensors& weights, const Architecture& architecture);

// The reverse, for writing. Throws Error when a weight is missing or is not as the architecture
// says.
[[nodiscard]] Tensors publishWeights(const Tensors& weights, const Family& family,
                                     const Architecture& architecture);

// True when every layer has the same relative bias, or none.
[[nodiscard]] bool sharesRelative(const Tensors& weights, const Architecture& architecture);

} // namespace lathe::engine
