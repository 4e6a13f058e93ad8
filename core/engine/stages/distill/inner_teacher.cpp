#include "core/engine/stages/distill/inner_teacher.h"

#include "core/base/error.h"

#include <ATen/core/grad_mode.h>

namespace lathe::engine {

InnerTeacher::InnerTeacher(const Checkpoint& teacher, const Checkpoint& student, const TrainingRows& rows,
                           const StageContext& context)
    : m_model(teacher, false, context.device), m_ids(idsFor(teacher, student, rows, context)),
      m_device(context.device), m_task(context.task)
{
    for (size_t row = 0; row < m_ids.size(); ++row)
        if (m_ids[row].size() != rows.ids[row].size())
            throw Error(ErrorKind::BadInput,
                        fmt::format("text {} has {} tokens for the first teacher but {} for the student, so their "
                                    "layers cannot be compared token by token",
                                    row + 1, m_ids[row].size(), rows.ids[row].size()),
                        "Use a teacher with the student's tokenizer, or Distil logits");
}

InnerTeacher::View InnerTeacher::view(const std::vector<int>& rows) const
{
    const at::NoGradGuard noGrad;
    const PaddedBatch batch = pad(m_ids, rows).to(m_device);
    View view;
    (void)m_model.logits(batch, {.trace = &view.trace, .task = m_task});
    if (batch.mask.defined())
        view.real = batch.mask.view(batch.ids.sizes()).eq(0).to(at::kFloat);
    return view;
}

std::optional<size_t> attentionEntry(const Architecture& architecture, int layer)
{
    size_t entry = 0;
    for (int i = 0; i < layer; ++i)
        entry += architecture.layers[size_t(i)].heads > 0 ? 1 : 0;
    return architecture.layers[size_t(layer)].heads > 0 ? std::optional(entry) : std::nullopt;
}

} // namespace lathe::engine
