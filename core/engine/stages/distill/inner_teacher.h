#pragma once

#include "core/engine/model/transformer.h"
#include "core/engine/stages/training/training_rows.h"

namespace lathe::engine {

// A teacher whose inside is looked at while a student trains: its float form on the context's device, asked for
// each batch anew since what it would have to remember is far larger than the texts.
class InnerTeacher {
public:
    // Throws Error when the teacher sees a row as more or fewer tokens than the student does: what happens at
    // one token can only be compared with what happens at the same token.
    InnerTeacher(const Checkpoint& teacher, const Checkpoint& student, const TrainingRows& rows,
                 const StageContext& context);

    struct View {
        Trace trace;
        at::Tensor real; // [B, T] float32, 1 for a token and 0 for padding; undefined where nothing is padded
    };
    // Of these rows, padded as the student's batch is; without gradients.
    [[nodiscard]] View view(const std::vector<int>& rows) const;

    [[nodiscard]] const Architecture& architecture() const { return m_model.architecture(); }

private:
    Transformer m_model;
    std::vector<TokenIds> m_ids;
    at::Device m_device;
    Task m_task;
};

// Where a layer's entry in Trace::query, key and value is; none for a layer without heads.
[[nodiscard]] std::optional<size_t> attentionEntry(const Architecture& architecture, int layer);

} // namespace lathe::engine
