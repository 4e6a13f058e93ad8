#pragma once

#include "core/engine/model/transformer.h"
#include "core/engine/stages/training/adamw.h"
#include "core/engine/stages/training/token_subset.h"
#include "core/engine/stages/training/training_params.h"

#include <optional>

namespace lathe::engine {

// Whether a weight lies above the embeddings and so many first layers; with 0 every weight does.
[[nodiscard]] bool isAbove(const std::string& name, int frozenLayers);

// The model's trained weights in groups of their own rate and decay, behind those of the method.
[[nodiscard]] AdamW makeOptimizer(const Transformer& model, const TrainingOptions& options, std::vector<ParameterGroup> methods);

// The trained weights as a checkpoint that no later step writes to; the others stay as `start` stores them. The table
// of tokens, of which the subset was trained, is put back with its other rows decayed.
[[nodiscard]] Checkpoint snapshot(const Checkpoint& start, const Transformer& model, const std::string& table,
                                  const std::optional<TokenSubset>& subset, double decay);

} // namespace lathe::engine
