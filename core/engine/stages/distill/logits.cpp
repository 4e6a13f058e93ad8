#include "core/engine/stages/distill/shallow_student.h"
#include "core/engine/stages/distill/student_folder.h"
#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint student = shallowStudent(withStudent(inputs, params), params, context);
    TrainingRows rows = trainingRows(student, context);
    augment(rows, student, param<int>(params, "maskedCopies"), param<double>(params, "maskedShare"), context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, student, rows, options, context);
    return train(student, rows, options, context);
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    return shallowSizes(withStudent(inputs, params), params);
}

} // namespace

// A student with fewer layers, started from the model's own, learns the teacher's logits and the labels
// (Hinton et al. 2015, section 2; initialisation from the teacher's layers as in Sanh et al. 2019,
// section 3). The teacher's logits are computed once. A student of another family and vocabulary starts from the layers of
// its own folder.
Stage distillLogitsStage()
{
    return {{.id = "distill.logits",
             .title = "Distil logits",
             .family = recipe::StageFamily::Distill,
             .summary = "Trains a shallower student, started from the model's layers, on the teacher's answers.",
             .paper = "Hinton et al. 2015, Distilling the Knowledge in a Neural Network; Sanh et al. 2019, DistilBERT",
             .params = joined(joined(joined({studentFolderParam()}, depthParams()), augmentationParams()),
                              joined(teacherParams(0.7), trainingParams(4, 1e-4))),
             .inputs = distillationPorts("The model whose layers the student starts from",
                                         "The model whose answers it learns"),
             .version = 3},
            run, foresee};
}

} // namespace lathe::engine
