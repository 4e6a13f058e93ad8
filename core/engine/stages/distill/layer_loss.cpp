#include "core/engine/model/linear.h"
#include "core/engine/stages/distill/inner_losses.h"
#include "core/engine/stages/distill/layer_training.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

namespace {

at::Tensor projected(const at::Tensor& hidden, const at::Tensor& projection)
{
    return projection.defined() ? engine::linear(hidden, projection) : hidden;
}

} // namespace

LayerLoss::LayerLoss(const Checkpoint& student, const InnerTeacher& teacher, const TrainingRows& rows,
                     const recipe::Params& params, const StageContext& context)
    : m_hiddenWeight(param<double>(params, "hiddenWeight")), m_attentionWeight(param<double>(params, "attentionWeight"))
{
    const Architecture &own = student.architecture, &other = teacher.architecture();
    m_pairs = layerMap(param<std::string>(params, "layerMap"), int(own.layers.size()), int(other.layers.size()));
    for (const LayerPair& pair : m_pairs) {
        const auto s = attentionEntry(own, pair.student), t = attentionEntry(other, pair.teacher);
        if (s && t)
            m_attentions.emplace_back(*s, *t);
    }
    if (m_hiddenWeight > 0)
        m_projections = fittedProjections(student, teacher, m_pairs, rows, context);
}

std::vector<ParameterGroup> LayerLoss::leaves() const
{
    if (!m_projections.layers.defined())
        return {};
    return {{{m_projections.embeddings, m_projections.layers}, 1, 0}};
}

nlohmann::json LayerLoss::pairs() const
{
    nlohmann::json list = nlohmann::json::array();
    for (const LayerPair& pair : m_pairs)
        list.push_back({pair.student, pair.teacher});
    return list;
}

at::Tensor LayerLoss::operator()(const Trace& student, const InnerTeacher::View& teacher) const
{
    const Trace& t = teacher.trace;
    at::Tensor total = student.hidden[0].new_zeros({});
    if (m_hiddenWeight > 0) {
        at::Tensor sum = hiddenLoss(projected(student.hidden[0], m_projections.embeddings), t.hidden[0], teacher.real);
        for (const LayerPair& pair : m_pairs)
            sum = sum + hiddenLoss(projected(student.hidden[size_t(pair.student) + 1], m_projections.layers),
                                   t.hidden[size_t(pair.teacher) + 1], teacher.real);
        total = sum * (m_hiddenWeight / double(m_pairs.size() + 1));
    }
    if (m_attentionWeight > 0)
        for (const auto& [s, own] : m_attentions)
            total = total + attentionLoss(student.query[s], student.key[s], t.query[own], t.key[own], teacher.real) *
                                (m_attentionWeight / double(m_attentions.size()));
    return total;
}

} // namespace lathe::engine
