#pragma once

#include "core/engine/stages/distill/inner_teacher.h"
#include "core/engine/stages/distill/layer_choice.h"

namespace lathe::engine {

// Matrices [H_t, H] float32 on the context's device that carry a student's hidden states into its teacher's
// width; undefined where the widths agree.
struct Projections {
    at::Tensor embeddings, layers;
};

// The start of projections that are to be learned: by ridge regression of the teacher's hidden states on the
// student's, as they are now, over up to 256 rows, all pairs of layers together. From noise the first steps
// would go into the projections, and by way of the clipped gradient take the student along.
[[nodiscard]] Projections fittedProjections(const Checkpoint& student, const InnerTeacher& teacher,
                                            const std::vector<LayerPair>& pairs, const TrainingRows& rows,
                                            const StageContext& context);

} // namespace lathe::engine
