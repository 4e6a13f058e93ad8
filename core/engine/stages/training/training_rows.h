#pragma once

#include "core/engine/model/batches.h"
#include "core/engine/stages/stage.h"
#include "core/engine/stages/training/losses.h"
#include "core/engine/stages/training/training_params.h"

namespace lathe::engine {

// Rows ready to be trained on. Those from `labelled` on have no labels and learn from the teacher alone.
struct TrainingRows {
    std::vector<TokenIds> ids;
    std::vector<const std::string*> texts; // that they come from; null where the ids were changed since
    at::Tensor labels;   // as Targets::labels, of the first `labelled` rows
    size_t labelled = 0;
    at::Tensor teacher;  // logits [rows, C], or undefined
};

// The training split of the context's data, tokenized with the checkpoint's tokenizer.
[[nodiscard]] TrainingRows trainingRows(const Checkpoint& checkpoint, const StageContext& context);

// Adds the data set's unlabelled texts, and `copies` of all rows with each token but the specials
// replaced by the mask token with this probability (Jiao et al. 2020, section 3.3, without the language
// model). Throws Error when copies are wanted of a tokenizer that has no mask token.
void augment(TrainingRows& rows, const Checkpoint& checkpoint, int copies, double probability,
             const StageContext& context);

// `count` of the rows, drawn with the seed, without their teacher.
[[nodiscard]] TrainingRows sampled(const TrainingRows& rows, size_t count, uint64_t seed);

// The rows as another checkpoint's tokenizer sees them. Throws Error for rows that have no text when the
// tokenizers differ.
[[nodiscard]] std::vector<TokenIds> idsFor(const Checkpoint& other, const Checkpoint& own, const TrainingRows& rows,
                                           const StageContext& context);

// The mean logits of the teachers on the rows [rows, C], computed once. Throws Error when a teacher's
// labels are not those of the data.
[[nodiscard]] at::Tensor teacherLogits(const std::vector<Checkpoint>& teachers, const Checkpoint& student,
                                       const TrainingRows& rows, const StageContext& context);

// The inputs that are wired to "teacher", "teacher2" and "teacher3".
[[nodiscard]] std::vector<Checkpoint> teachersOf(const StageInputs& inputs);

// Fills rows.teacher when a teacher is wired; without one options.alpha becomes 0.
void askTeachers(const StageInputs& inputs, const Checkpoint& student, TrainingRows& rows, TrainingOptions& options,
                 const StageContext& context);

// The labels and teacher of some rows as targets on the context's device.
[[nodiscard]] Targets targetsOf(const TrainingRows& rows, const std::vector<int>& batch, const StageContext& context);

} // namespace lathe::engine
