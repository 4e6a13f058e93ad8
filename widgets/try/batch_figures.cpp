#include "widgets/try/batch_figures.h"

#include "core/data/labels.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

// The answers to the texts whose labels the model knows, with these as the truth.
analysis::Predictions judged(const BatchFile& batch, const runner::Answers& answers)
{
    const data::LabelIndex index(answers.labels);
    const auto classes = size_t(answers.predictions.classes);
    analysis::Predictions kept{answers.predictions.kind, answers.predictions.classes, {}, {}};
    for (size_t i = 0; i < batch.expected.size(); ++i) {
        std::vector<int> truth;
        for (const QString& name : batch.expected[i])
            if (const auto label = index.find(name.toStdString()))
                truth.push_back(*label);
        const bool isMulticlass = kept.kind == data::TaskKind::Multiclass;
        if (truth.size() < size_t(batch.expected[i].size()) || (isMulticlass && truth.size() != 1))
            continue;
        std::sort(truth.begin(), truth.end());
        kept.truth.push_back(std::move(truth));
        const float* row = answers.predictions.row(i);
        kept.logits.insert(kept.logits.end(), row, row + classes);
    }
    return kept;
}

} // namespace

BatchFigures figuresOf(const BatchFile& batch, const runner::Answers& answers,
                       const runner::Answers& first)
{
    BatchFigures figures;
    if (answers.labels == first.labels)
        figures.agreement = analysis::agreement({answers.predictions, answers.thresholds},
                                                {first.predictions, first.thresholds});
    const analysis::Predictions kept = judged(batch, answers);
    figures.judged = kept.rows();
    if (figures.judged > 0)
        figures.quality = analysis::quality(kept, answers.thresholds, answers.labels.names);
    return figures;
}

} // namespace lathe::widgets
