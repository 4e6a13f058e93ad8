#include "core/engine/runtime/classifier.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/runtime/torch_script_model.h"

#include <ATen/ops/empty.h>
#include <cstring>

namespace lathe::engine {

Classifier::Classifier(const std::filesystem::path& folder)
{
    if (torchScriptIn(folder)) {
        m_tokenizer = text::loadTokenizer(folder);
        auto program = std::make_unique<TorchScriptModel>(folder, *m_tokenizer);
        m_labels = program->labels();
        m_model = std::move(program);
        return;
    }
    Checkpoint checkpoint = loadCheckpoint(folder);
    m_tokenizer = text::loadTokenizer(checkpoint.tokenizerFolder());
    m_labels = checkpoint.labels.value_or(data::LabelSet());
    m_thresholds = checkpoint.thresholds;
    m_model = std::make_unique<PackedModel>(std::move(checkpoint));
}

std::vector<TokenIds> Classifier::tokenize(const std::vector<const std::string*>& texts, int maxLength) const
{
    checkFits(m_model->architecture(), *m_tokenizer, maxLength);
    return engine::tokenize(*m_tokenizer, texts, maxLength);
}

void checkFits(const Architecture& architecture, const text::Tokenizer& tokenizer, int maxLength)
{
    if (maxLength < 3 || maxLength > architecture.maxTokens())
        throw Error(ErrorKind::BadInput,
                    fmt::format("maxLength {} does not fit the model, which takes 3 to {} tokens", maxLength,
                                architecture.maxTokens()),
                    "Choose a maximum length in that range");
    if (tokenizer.vocabularySize() > architecture.vocabularySize)
        throw Error(ErrorKind::BadInput,
                    fmt::format("the tokenizer has {} entries but the model has embeddings for {}",
                                tokenizer.vocabularySize(), architecture.vocabularySize),
                    "Use the tokenizer files that belong to these weights");
}

at::Tensor predict(const LogitModel& model, const std::vector<TokenIds>& rows, const Task& task, int batchSize)
{
    const int64_t C = model.architecture().classes;
    at::Tensor all = at::empty({int64_t(rows.size()), C}, at::kFloat);
    size_t done = 0;
    constexpr int64_t kTokens = 4096; // so that a large model of long texts still answers a stop at once
    for (const std::vector<int>& batch : batchesByLength(rows, batchSize, kTokens)) {
        std::vector<const TokenIds*> texts;
        for (const int row : batch)
            texts.push_back(&rows[size_t(row)]);
        const at::Tensor logits = model.logits(texts, task); // [B, C]
        for (size_t b = 0; b < batch.size(); ++b)
            std::memcpy(all.mutable_data_ptr<float>() + batch[b] * C,
                        logits.const_data_ptr<float>() + int64_t(b) * C, size_t(C) * sizeof(float));
        done += batch.size();
        task.report(double(done) / double(rows.size()));
    }
    return all;
}

analysis::Predictions answersOf(const Classifier& classifier, const std::vector<const std::string*>& texts,
                                int maxLength, const Task& task)
{
    const at::Tensor logits = predict(classifier.model(), classifier.tokenize(texts, maxLength), task);
    analysis::Predictions predictions;
    predictions.kind = classifier.labels().kind;
    predictions.classes = int(logits.size(1));
    predictions.logits.assign(logits.const_data_ptr<float>(), logits.const_data_ptr<float>() + logits.numel());
    predictions.truth.resize(texts.size());
    return predictions;
}

} // namespace lathe::engine
