#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint start = inputs.at("model");
    requireFloat(start, "model");
    if (start.labels != context.data.labels) {
        start = withNewHead(start, context.data, context.seed);
        context.details["newHead"] = true;
    }
    TrainingRows rows = trainingRows(start, context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, start, rows, options, context);
    return train(start, rows, options, context);
}

} // namespace

// Supervised training of all weights: AdamW (Loshchilov & Hutter 2019) with linear warm-up and decay,
// batches grouped by length, the best epoch on validation kept (Devlin et al. 2019, section 4). With teachers
// wired the labels share the loss with their logits, as in distill.logits.
Stage finetuneStage()
{
    return {{.id = "finetune",
             .title = "Fine-tune",
             .family = recipe::StageFamily::Train,
             .summary = "Trains the whole model on the labelled texts; adds a head when the labels are new.",
             .paper = "Devlin et al. 2019, BERT; Loshchilov & Hutter 2019, Decoupled Weight Decay Regularization",
             .params = joined(teacherParams(0.7), trainingParams(3, 5e-5)),
             .inputs = taughtPorts("The model to train", "Soft labels beside those of the data"),
             .version = 2},
            run, nullptr, true};
}

} // namespace lathe::engine
