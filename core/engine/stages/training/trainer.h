#pragma once

#include "core/engine/model/transformer.h"
#include "core/engine/stages/training/adamw.h"
#include "core/engine/stages/training/training_params.h"
#include "core/engine/stages/training/training_rows.h"

namespace lathe::engine {

// What a method adds to training; empty parts add nothing.
struct Method {
    Hooks hooks;                        // of every training pass
    bool leavesFrozen = false;          // the hooks do nothing in layers that are frozen
    // Which of the weights above the frozen layers are trained too; empty: all. With it epochs are scored as they are
    // trained, without packing a model of each.
    std::function<bool(const std::string& name)> trains;
    std::vector<ParameterGroup> leaves; // the method's own, trained beside the weights
    // Added to the loss on the logits. `rows` are places in TrainingRows; the batch carries other token
    // ids than TrainingRows does. Following every token through the last layer costs more: only when set.
    std::function<at::Tensor(const std::vector<int>& rows, const Trace& trace)> loss;
    double logitsWeight = 1;                           // factor on the loss on the logits
    std::function<void(double done)> beforeStep;       // share of the steps that are done
    std::function<Checkpoint(Checkpoint made)> finish; // makes of an epoch's weights what is scored and kept
    // Puts the method's leaves, as they were in the best epoch and in their order, into what training returns.
    std::function<Checkpoint(Checkpoint best, const std::vector<at::Tensor>& leaves)> merge;
    double settled = 0; // epochs that end before this share of the steps are not kept
};

// Trains the weights above options.frozenLayers and returns the checkpoint of the epoch that was best on validation (accuracy for
// multiclass, micro-F1 with fitted thresholds for multilabel). Plots "loss" and "validation" and adds
// both to context.details. On a GPU products run in bfloat16. Throws Error when the loss is no longer
// finite.
[[nodiscard]] Checkpoint train(const Checkpoint& start, const TrainingRows& rows, const TrainingOptions& options,
                               StageContext& context, const Method& method = {});

} // namespace lathe::engine
