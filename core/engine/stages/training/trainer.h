#pragma once

#include "core/engine/model/batches.h"
#include "core/engine/model/transformer.h"
#include "core/engine/stages/stage.h"
#include "core/engine/stages/training/losses.h"

namespace lathe::engine {

struct TrainingOptions {
    double epochs = 3; // fractions stop within an epoch
    int batchSize = 32;
    double learningRate = 5e-5;
    double headRate = 1;       // factor on the learning rate of head.*
    double weightDecay = 0.01; // matrices only
    double warmup = 0.1;       // fraction of the steps in which the rate rises from 0; then it falls to 0
    double clip = 1;           // largest gradient norm
    bool dropout = true;       // at the published rates
    int patience = 0;          // epochs without a better validation figure before stopping; 0: never
    double alpha = 0;          // of the teacher, see Targets
    double temperature = 1;
};

// Rows ready to be trained on.
struct TrainingRows {
    std::vector<TokenIds> ids;
    at::Tensor labels;  // as Targets::labels, all rows
    at::Tensor teacher; // logits [rows, C], or undefined
};

// The training split of the context's data, tokenized with the checkpoint's tokenizer.
[[nodiscard]] TrainingRows trainingRows(const Checkpoint& checkpoint, const StageContext& context);

// The logits of a teacher on the training split [rows, C], computed once, packed. Throws Error when the
// teacher's labels are not those of the data.
[[nodiscard]] at::Tensor teacherLogits(const Checkpoint& teacher, const StageContext& context);

// Trains all weights and returns the checkpoint of the epoch that was best on validation (accuracy for
// multiclass, micro-F1 with fitted thresholds for multilabel). Plots "loss" and
// "validation" and adds both to context.details. Throws Error when the loss is no longer finite.
[[nodiscard]] Checkpoint train(const Checkpoint& start, const TrainingRows& rows,
                               const TrainingOptions& options, StageContext& context);

// The parameters that every training stage shares, and their reading.
[[nodiscard]] std::vector<recipe::ParamSpec> trainingParams(double epochs, double learningRate);
[[nodiscard]] TrainingOptions trainingOptions(const recipe::Params& params);

} // namespace lathe::engine
