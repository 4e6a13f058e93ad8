#pragma once

#include "core/engine/model/architecture.h"
#include "core/recipe/stage_info.h"

#include <string>
#include <vector>

namespace lathe::engine {

// The linear layers of the encoder and the head's dense layer, X of "X.weight", in the order in which they
// compute: "layers.0.attention.query", ... "layers.0.ffn.down", ... "head.dense". Layers without heads or
// neurons are left out.
[[nodiscard]] std::vector<std::string> linearLayers(const Architecture& architecture);

// The layers that compute on the same input as this one, itself included: query, key and value; gate and up, of which
// a model without gates has only the second.
[[nodiscard]] std::vector<std::string> sharingInput(const std::string& layer);

// "keepFloat": the names of layers that a quantization leaves as they are.
[[nodiscard]] recipe::ParamSpec keepFloatParam();

// Whether a comma-separated list names the layer or table, each entry being a part of its name, '*' in it
// standing for anything: "layers.0., ffn.down" or "layers.*.attention".
[[nodiscard]] bool isListed(const std::string& list, const std::string& name);
// Throws Error that names an entry which no layer matches.
void checkList(const std::string& list, const Architecture& architecture);

} // namespace lathe::engine
