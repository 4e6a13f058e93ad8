#pragma once

#include "core/engine/model/families/family.h"
#include "core/engine/tensors/safetensors.h"

#include <string>
#include <vector>

namespace lathe::engine {

// Where a family's files keep a weight.
struct Published {
    std::string name; // with the prefix where it may stand
    Layout layout = Layout::Plain;
    std::vector<std::string> parts; // canonical names of all that are kept under that name, in order
};
// The weight must be one of those that weightShapes lists.
[[nodiscard]] Published publishedOf(const Family& family, const Architecture& architecture, std::string_view canonical);

// The tensor, as the model computes with it, that a file stores for a canonical name with any of matrix.h's suffixes:
// under the names in circulation (with or without the family's prefix, the old LayerNorm.gamma/beta, a relative bias
// shared by all layers) or the canonical one, cut out of a fused one and turned where the family stores it so. Undefined
// when there is none. Throws Error when a fused one has not the rows of its parts.
[[nodiscard]] at::Tensor findStored(const Tensors& stored, const Family& family, const Architecture& architecture,
                                    std::string_view canonical);

// The tensors of a file by canonical name -> published ones, those of all parts fused and turned back. What a family
// cannot store its own way (codes, parts of unlike types) stays under the canonical name.
[[nodiscard]] Tensors publish(const Tensors& weights, const Family& family, const Architecture& architecture);

} // namespace lathe::engine
