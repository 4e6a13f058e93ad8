#pragma once

#include "core/engine/model/families/family.h"

namespace lathe::engine {

// What families/*.cpp share: the keys and the names that BERT coined and its descendants kept.

extern const Family kBert;
extern const Family kMpnet;

struct Renaming {
    std::string_view canonical;
    std::string_view published;
};

// Published name of a canonical one: outside the layers from `model`, inside "layers.N." from
// `layer` with "encoder.layer.N." in front. A part of a module (".weight", ".bias") is carried
// over. The name must be one of those that weightShapes lists.
[[nodiscard]] std::string rename(std::string_view canonical, std::span<const Renaming> model,
                                 std::span<const Renaming> layer);

// Sizes, activation, epsilon and dropout of config.json; every layer with the shape it states.
[[nodiscard]] Architecture readEncoder(const nlohmann::json& config);
// The keys that readEncoder reads. Of shapes that differ from layer to layer config.json gets the
// widest.
[[nodiscard]] nlohmann::json writeEncoder(const Architecture& architecture);
// True when all layers have the same shape, with as many heads as the hidden size holds.
[[nodiscard]] bool uniform(const Architecture& architecture);

} // namespace lathe::engine
