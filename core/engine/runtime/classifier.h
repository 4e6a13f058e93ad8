#pragma once

#include "core/base/task.h"
#include "core/engine/model/batches.h"
#include "core/engine/runtime/packed_model.h"

namespace lathe::engine {

// A model folder opened for use: tokenizer and packed model.
class Classifier {
public:
    // Throws Error for folders that do not load and for models without a head.
    explicit Classifier(const std::filesystem::path& folder);

    [[nodiscard]] std::vector<TokenIds> tokenize(const std::vector<const std::string*>& texts,
                                                 int maxLength) const;
    [[nodiscard]] const PackedModel& model() const { return m_model; }
    [[nodiscard]] const text::Tokenizer& tokenizer() const { return *m_tokenizer; }

private:
    explicit Classifier(Checkpoint checkpoint);

    std::unique_ptr<text::Tokenizer> m_tokenizer;
    PackedModel m_model;
};

// Throws Error when maxLength is below 3 or above what the model has positions for, or when the
// tokenizer has ids that the model has no embedding for.
void checkFits(const Architecture& architecture, const text::Tokenizer& tokenizer, int maxLength);

// Logits [rows, C] float32 in the order of the rows, computed in length-sorted batches.
[[nodiscard]] at::Tensor predict(const PackedModel& model, const std::vector<TokenIds>& rows, const Task& task,
                                 int batchSize = 32);

} // namespace lathe::engine
