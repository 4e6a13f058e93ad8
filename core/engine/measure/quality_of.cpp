#include "core/engine/measure/quality_of.h"

#include "core/analysis/quality.h"
#include "core/analysis/thresholds.h"
#include "core/base/error.h"
#include "core/engine/measure/logits_of.h"
#include "core/engine/runtime/classifier.h"

namespace lathe::engine {

QualityOf::QualityOf(const Checkpoint& checkpoint, const data::DataSet& data,
                     const std::vector<data::Example>& split, int maxLength, at::Device device)
    : m_split(split), m_kind(data.labels.kind), m_device(device)
{
    if (split.empty())
        throw Error(ErrorKind::BadInput, "the validation split has no rows", "Name a validation file with rows");
    const auto tokenizer = text::loadTokenizer(checkpoint.tokenizerFolder());
    checkFits(checkpoint.architecture, *tokenizer, maxLength);
    std::vector<const std::string*> texts;
    for (const data::Example& example : split)
        texts.push_back(&example.text);
    m_rows = tokenize(*tokenizer, texts, maxLength);
}

analysis::Predictions QualityOf::predictions(const Checkpoint& checkpoint, const Task& task) const
{
    return predictions(logitsOf(checkpoint, m_rows, m_device, task.silent()));
}

analysis::Predictions QualityOf::predictions(const at::Tensor& logits) const
{
    analysis::Predictions predictions;
    predictions.kind = m_kind;
    predictions.classes = int(logits.size(1));
    predictions.logits.assign(logits.const_data_ptr<float>(), logits.const_data_ptr<float>() + logits.numel());
    for (const data::Example& example : m_split)
        predictions.truth.push_back(example.labels);
    return predictions;
}

double QualityOf::of(const Checkpoint& checkpoint, const Task& task) const
{
    return of(logitsOf(checkpoint, m_rows, m_device, task.silent()));
}

double QualityOf::of(const at::Tensor& logits) const
{
    const analysis::Predictions made = predictions(logits);
    if (m_kind == data::TaskKind::Multiclass)
        return analysis::quality(made).accuracy;
    return analysis::quality(made, analysis::fitThresholds(made)).microF1;
}

std::vector<double> QualityOf::thresholds(const Checkpoint& checkpoint, const Task& task) const
{
    return m_kind == data::TaskKind::Multiclass ? std::vector<double>{}
                                                : analysis::fitThresholds(predictions(checkpoint, task));
}

} // namespace lathe::engine
