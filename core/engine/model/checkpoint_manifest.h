#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// lathe.json: what a model folder says beyond config.json.
struct Manifest {
    std::string family;
    std::vector<LayerShape> layers;       // empty: as config.json says
    std::optional<data::LabelSet> labels; // absent: as config.json says
    std::vector<double> thresholds;       // each 0..1
    nlohmann::json lineage = nlohmann::json::array();
    nlohmann::json sensitivity = nlohmann::json::array();
};

// Throws Error, not naming the file, for a key that is missing, of the wrong type or out of range,
// and (Unsupported) for a format newer than this version reads.
[[nodiscard]] Manifest readManifest(const nlohmann::json& object);
[[nodiscard]] nlohmann::json writeManifest(const Checkpoint& checkpoint);

// config.json's model_type of a folder that only Lathe can compute right (int8 weights, shapes that
// differ from layer to layer): one that transformers refuses to open, where it would take int8
// codes for values.
[[nodiscard]] std::string unloadableType(std::string_view family);

} // namespace lathe::engine
