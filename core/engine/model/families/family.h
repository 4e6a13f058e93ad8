#pragma once

#include "core/data/dataset.h"
#include "core/engine/model/architecture.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <span>

namespace lathe::engine {

// A published family: how its config.json and weight names map onto the one transformer. One file
// per family defines one of these; families.cpp lists them.
struct Family {
    std::string_view id;     // config.json's model_type: "bert"
    std::string_view prefix; // in front of the encoder's weight names when a head is there: "bert."
    std::string_view encoderClass;    // "BertModel", for config.json's architectures
    std::string_view classifierClass; // "BertForSequenceClassification"
    // Published name of the relative attention bias that all layers share; empty when there is
    // none.
    std::string_view sharedRelative;

    // Reads config.json; throws Error naming the key for values that are missing, of the wrong
    // type, out of range or not supported (decoder, cross attention, other position embeddings).
    // The head, thus Architecture::classes, is not config.json's to decide.
    Architecture (*read)(const nlohmann::json& config);
    // The keys of config.json that this architecture decides, to be merged over the original's.
    nlohmann::json (*write)(const Architecture& architecture);
    // Published name, without prefix for the encoder's, of a canonical weight name. Names that
    // begin with "classifier." belong to the head and never have the prefix.
    std::string (*publishedName)(std::string_view canonical);
    // False when transformers could not build these shapes from config.json.
    bool (*expressible)(const Architecture& architecture);
};

[[nodiscard]] std::span<const Family* const> allFamilies();
// Throws Error (Unsupported) that names the family found and those that are supported.
[[nodiscard]] const Family& familyNamed(std::string_view id);
// The family that config.json's model_type names.
[[nodiscard]] const Family& familyOf(const nlohmann::json& config);

} // namespace lathe::engine
