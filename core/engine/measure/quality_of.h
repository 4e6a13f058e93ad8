#pragma once

#include "core/analysis/predictions.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"
#include "core/base/task.h"

namespace lathe::engine {

// Scores checkpoints of one lineage on one split, as logitsOf computes them. The split is tokenized once.
class QualityOf {
public:
    QualityOf(const Checkpoint& anyOfThem, const data::DataSet& data, const std::vector<data::Example>& split,
              int maxLength, at::Device device = at::kCPU);

    [[nodiscard]] analysis::Predictions predictions(const Checkpoint& checkpoint, const Task& task) const;
    // Accuracy (multiclass) or micro-F1 with thresholds fitted here (multilabel); 0 for collapsed logits.
    [[nodiscard]] double of(const Checkpoint& checkpoint, const Task& task) const;
    // The same of logits [rows, C] float32 that were computed otherwise, for the split's texts in their order.
    [[nodiscard]] double of(const at::Tensor& logits) const;
    [[nodiscard]] const std::vector<TokenIds>& rows() const { return m_rows; }
    // Fitted on this split; empty for multiclass.
    [[nodiscard]] std::vector<double> thresholds(const Checkpoint& checkpoint, const Task& task) const;

private:
    [[nodiscard]] analysis::Predictions predictions(const at::Tensor& logits) const;

    const std::vector<data::Example>& m_split;
    data::TaskKind m_kind;
    at::Device m_device;
    std::vector<TokenIds> m_rows;
};

} // namespace lathe::engine
