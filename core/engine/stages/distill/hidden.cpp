#include "core/engine/stages/distill/layer_training.h"
#include "core/engine/stages/distill/shallow_student.h"

namespace lathe::engine {

namespace {

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    requireLosses(params);
    return shallowSizes(inputs, params);
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    return trainByLayers(shallowStudent(inputs, params, context), inputs, params, context);
}

} // namespace

// A student with fewer layers, started from the model's own, learns what goes on inside the first teacher
// beside its logits and the labels (Jiao et al. 2020, section 3.1):
//   L = f (w_hidden mean MSE(h W, h_t) + w_attention mean MSE(q k^T / sqrt(d), q_t k_t^T / sqrt(d_t)))
//       + w_logits L_logits
// over the embeddings' output and the layers that the layer map pairs; W only where the widths differ; f falls
// from 1 to 0. Padding has no part.
Stage distillHiddenStage()
{
    return {{.id = "distill.hidden",
             .title = "Distil layers",
             .family = recipe::StageFamily::Distill,
             .summary = "Trains a shallower student on the first teacher's hidden states and attention, and on logits.",
             .paper = "Jiao et al. 2020, TinyBERT: Distilling BERT for Natural Language Understanding",
             .params = joined(joined(joined(depthParams(), layerLossParams()), augmentationParams()),
                              joined(teacherParams(0.7), trainingParams(4, 1e-4))),
             .inputs = distillationPorts("The model whose layers the student starts from",
                                         "The model whose hidden states, attention and answers it learns"),
             .version = 2},
            run, foresee};
}

} // namespace lathe::engine
