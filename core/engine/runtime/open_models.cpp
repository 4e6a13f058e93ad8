#include "core/engine/runtime/open_models.h"

#include "core/analysis/timing.h"
#include "core/engine/model/checkpoint_files.h"

#include <algorithm>
#include <chrono>

namespace lathe::engine {

namespace fs = std::filesystem;

namespace {

constexpr int kUncut = 1 << 20; // tokens; longer texts are counted as so long

fs::file_time_type newestChange(const fs::path& folder)
{
    auto newest = fs::file_time_type::min();
    std::error_code ignored; // a folder that is not there fails when it is opened
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        newest = std::max(newest, entry.last_write_time());
    return newest;
}

int64_t weightBytes(const fs::path& model)
{
    int64_t bytes = 0;
    for (const fs::path& file : weightFiles(model))
        bytes += int64_t(fs::file_size(file));
    return bytes;
}

double medianSeconds(const LogitModel& model, const TokenIds& text, int calls, const Task& task)
{
    using Clock = std::chrono::steady_clock;
    const TokenIds* const texts[] = {&text};
    std::vector<float> logits(size_t(model.architecture().classes));
    std::vector<double> seconds;
    for (int call = 0; call <= calls; ++call) {
        const auto start = Clock::now();
        model.logits(texts, logits.data(), task.silent());
        if (call > 0)
            seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    return analysis::timing(std::move(seconds)).median;
}

} // namespace

OpenModels::Open::Open(const fs::path& model)
    : folder(model), changed(newestChange(model)), bytes(weightBytes(model)), classifier(model)
{
}

const OpenModels::Open& OpenModels::open(const fs::path& folder)
{
    const auto known = std::find_if(m_open.begin(), m_open.end(),
                                    [&](const Open& open) { return open.folder == folder; });
    if (known != m_open.end() && known->changed == newestChange(folder)) {
        m_open.splice(m_open.begin(), m_open, known);
        return m_open.front();
    }
    if (known != m_open.end())
        m_open.erase(known);
    m_open.emplace_front(folder);
    int64_t bytes = 0;
    for (auto model = m_open.begin(); model != m_open.end();) {
        bytes += model->bytes;
        const bool stays = model == m_open.begin() || bytes <= m_mostBytes;
        model = stays ? std::next(model) : m_open.erase(model);
    }
    return m_open.front();
}

runner::Answers OpenModels::answer(const runner::AnswerRequest& request, const Task& task)
{
    const Open& model = open(request.model);
    task.checkpoint();
    const LogitModel& packed = model.classifier.model();
    runner::Answers answers;
    answers.labels = model.classifier.labels();
    answers.thresholds = model.classifier.thresholds();
    answers.maxLength = std::min(request.maxLength, packed.architecture().maxTokens());
    checkFits(packed.architecture(), model.classifier.tokenizer(), answers.maxLength);
    std::vector<const std::string*> texts;
    for (const std::string& text : request.texts)
        texts.push_back(&text);
    std::vector<TokenIds> rows = engine::tokenize(model.classifier.tokenizer(), texts, kUncut);
    for (size_t i = 0; i < rows.size(); ++i) {
        answers.tokens.push_back(int(rows[i].size()));
        if (answers.tokens.back() > answers.maxLength)
            rows[i] = model.classifier.tokenizer().encode(request.texts[i], answers.maxLength).ids;
    }
    const at::Tensor logits = engine::predict(packed, rows, task);
    answers.predictions.kind = model.classifier.labels().kind;
    answers.predictions.classes = int(logits.size(1));
    answers.predictions.logits.assign(logits.const_data_ptr<float>(),
                                      logits.const_data_ptr<float>() + logits.numel());
    answers.predictions.truth.resize(rows.size());
    for (size_t i = 0; request.timedCalls > 0 && i < rows.size(); ++i)
        answers.seconds.push_back(medianSeconds(packed, rows[i], request.timedCalls, task));
    return answers;
}

} // namespace lathe::engine
