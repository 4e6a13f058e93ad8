#pragma once

#include "core/base/task.h"
#include "core/data/dataset.h"
#include "core/engine/model/architecture.h"
#include "core/engine/tensors/safetensors.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace lathe::engine {

// One immutable model: what a wire carries. Weights are shared between checkpoints and never written
// in place; a stage that changes one puts another tensor in its place.
//
// Weights by canonical name, H = hiddenSize, E = embeddingSize(), A = attention(), G = keyValue(), D = headSize and
// F = ffn of layer N, S = headSize() of the model. Which are there, biases among them, is the architecture's to say:
//   embeddings.token [V, E]  embeddings.position [P, E]  embeddings.type [T, E]  embeddings.norm.{weight,bias} [E]
//   embeddings.project.{weight [H, E], bias [H]}  (where it projects tokens, position, type and norm have H columns)
//   embeddings.relative [2 span, H]  embeddings.relative_norm.{weight,bias} [H]
//   layers.N.attention.query.{weight [A, H], bias [A]}  layers.N.attention.{key,value}.{weight [G, H], bias [G]}
//   layers.N.attention.output.{weight [H, A], bias [H]}
//   layers.N.attention.{query,key}_norm.weight [D]
//   layers.N.attention.{norm,after_norm}.{weight,bias} [H]
//   layers.N.attention.relative [buckets, heads]  (the same tensor in every layer until heads are pruned)
//   layers.N.attention.position_{key,query}.{weight [A, H], bias [A]}
//   layers.N.ffn.{gate,up}.{weight [F, H], bias [F]}  layers.N.ffn.down.{weight [H, F], bias [H]}
//   layers.N.ffn.{norm,after_norm}.{weight,bias} [H]
//   final_norm.{weight,bias} [H]
//   head.dense.{weight [S, H], bias [S]}  head.norm.{weight,bias} [S]  head.out.{weight [C, S], bias [C]}
// A matrix X may be stored in 8 or 4 bits or as two factors: matrix.h says how.
struct Checkpoint {
    Architecture architecture;
    Tensors weights;
    std::optional<data::LabelSet> labels; // present exactly when architecture.classes > 0
    std::vector<double> thresholds;       // multilabel, [classes]; empty: 0.5 each
    std::filesystem::path origin;         // folder or file it was read from: its config.json, its tokenizer files
    std::filesystem::path tokenizer;      // folder of other tokenizer files, once a stage made some
    nlohmann::json lineage = nlohmann::json::array(); // stages since the published model, oldest first
    nlohmann::json sensitivity = nlohmann::json::array(); // what analyze.sensitivity measured of these very weights

    [[nodiscard]] const std::filesystem::path& tokenizerFolder() const { return tokenizer.empty() ? origin : tokenizer; }
};

// Reads a model folder (config.json, *.safetensors, lathe.json when it is there) or a GGUF file. Every weight that the
// architecture wants is present with the right shape and a dtype it may have, or Error names file,
// tensor, expected and found. A folder without safetensors and GGUF may hold a pickled state dict, of which
// only tensors are read (tensors/pickle.h). Weights that the model does not use are ignored.
[[nodiscard]] Checkpoint loadCheckpoint(const std::filesystem::path& folder);

// Writes a complete model folder into an existing folder: config.json, model.safetensors, lathe.json
// and the tokenizer files. Opens in transformers as it is when all weights are
// float and the shapes are ones that the family's config.json can express.
void saveCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& folder);

// SHA-256 over config.json, weights, lathe.json's shapes and the tokenizer files of a model folder.
[[nodiscard]] std::string fingerprint(const std::filesystem::path& folder, const Task& task = {});

// The names above that a model of this architecture has, with their shapes.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<int64_t>>> weightShapes(const Architecture& a);

} // namespace lathe::engine
