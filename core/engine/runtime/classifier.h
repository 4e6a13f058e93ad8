#pragma once

#include "core/analysis/predictions.h"
#include "core/base/task.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/runtime/logit_model.h"

namespace lathe::engine {

// A model folder opened for use: tokenizer, labels, and the packed model or the TorchScript program.
class Classifier {
public:
    // Throws Error for folders that do not load and for models without a head.
    explicit Classifier(const std::filesystem::path& folder);

    [[nodiscard]] std::vector<TokenIds> tokenize(const std::vector<const std::string*>& texts,
                                                 int maxLength) const;
    [[nodiscard]] const LogitModel& model() const { return *m_model; }
    [[nodiscard]] const text::Tokenizer& tokenizer() const { return *m_tokenizer; }
    [[nodiscard]] const data::LabelSet& labels() const { return m_labels; }
    [[nodiscard]] const std::vector<double>& thresholds() const { return m_thresholds; } // saved with it, or none

private:
    std::unique_ptr<text::Tokenizer> m_tokenizer;
    std::unique_ptr<LogitModel> m_model;
    data::LabelSet m_labels;
    std::vector<double> m_thresholds;
};

// Logits of the texts as predictions of the model's kind, the truth of every text empty.
[[nodiscard]] analysis::Predictions answersOf(const Classifier& classifier, const std::vector<const std::string*>& texts,
                                              int maxLength, const Task& task);

// Throws Error when maxLength is below 3 or above what the model has positions for, or when the
// tokenizer has ids that the model has no embedding for.
void checkFits(const Architecture& architecture, const text::Tokenizer& tokenizer, int maxLength);

// Logits [rows, C] float32 in the order of the rows, computed in length-sorted batches.
[[nodiscard]] at::Tensor predict(const LogitModel& model, const std::vector<TokenIds>& rows, const Task& task,
                                 int batchSize = 32);

} // namespace lathe::engine
