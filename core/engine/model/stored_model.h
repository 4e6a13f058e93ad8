#pragma once

#include "core/engine/tensors/safetensors.h"

#include <nlohmann/json.hpp>

namespace lathe::engine {

// What a published model says of itself, whatever files it is kept in: a Hugging Face folder or a GGUF
// file. Throws Error naming the file.
struct StoredModel {
    nlohmann::json config;                 // config.json, or what stands for it
    Tensors tensors;                       // by the names that transformers gives them
    std::filesystem::path configFile, weights; // for messages
};

[[nodiscard]] StoredModel readStoredModel(const std::filesystem::path& model);

// Its config alone.
[[nodiscard]] nlohmann::json readConfig(const std::filesystem::path& model);

} // namespace lathe::engine
