#pragma once

#include "core/engine/stages/distill/projection.h"
#include "core/engine/stages/training/adamw.h"

namespace lathe::engine {

// "hiddenWeight", "attentionWeight", "logitsWeight", "layerMap" and "layersUntil".
[[nodiscard]] std::vector<recipe::ParamSpec> layerLossParams();

// What a student's layers learn from a teacher's (Jiao et al. 2020, section 3.1): the weighted sum of
//   hidden     the mean over the embeddings' output and the mapped layers of MSE(h W, h_teacher), where W [H, H_t]
//              is learned, one for the embeddings and one for all layers, and left out where the widths agree
//   attention  the mean over the mapped layers of MSE(q k^T / sqrt(d), the teacher's)
// Means and not sums, so that the weights mean the same for every depth.
class LayerLoss {
public:
    LayerLoss(const Checkpoint& student, const InnerTeacher& teacher, const TrainingRows& rows,
              const recipe::Params& params, const StageContext& context);

    [[nodiscard]] at::Tensor operator()(const Trace& student, const InnerTeacher::View& teacher) const;

    [[nodiscard]] std::vector<ParameterGroup> leaves() const; // the projections, trained beside the student
    [[nodiscard]] nlohmann::json pairs() const;               // [[layer of the student, of the teacher], ...]

private:
    std::vector<LayerPair> m_pairs;
    std::vector<std::pair<size_t, size_t>> m_attentions; // of those pairs that both have heads, in Trace::query
    Projections m_projections;
    double m_hiddenWeight, m_attentionWeight;
};

// Throws Error when every weight of the loss is 0.
void requireLosses(const recipe::Params& params);

// Trains the student on labels, the teachers' logits and the inside of the first teacher, as layerLossParams,
// augmentationParams, teacherParams and trainingParams say; context.details["layerMap"] names the pairs. The
// inside counts most at first and no longer at the end, as Jiao et al. train layers first and answers after.
[[nodiscard]] Checkpoint trainByLayers(const Checkpoint& student, const StageInputs& inputs,
                                       const recipe::Params& params, StageContext& context);

} // namespace lathe::engine
