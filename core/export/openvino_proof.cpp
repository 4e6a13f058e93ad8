#include "core/analysis/timing.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/export/openvino.h"
#include "core/export/proof.h"
#include "core/text/tokenizer.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace lathe::exports {

namespace fs = std::filesystem;

namespace {

// As lathe_bundle.py answers and times, so that figures of both ways are alike.
constexpr size_t kBatch = 32, kSingles = 64, kTimed = 256;
constexpr double kSeconds = 2; // for each figure
constexpr size_t kLeastRounds = 3;

struct Batch {
    std::vector<size_t> rows; // of the texts
    std::vector<int64_t> ids, mask; // [rows, tokens of the longest]
};

class Texts {
public:
    Texts(const fs::path& folder, const std::vector<data::Example>& examples)
    {
        const nlohmann::json info = readJson(folder / "bundle.json");
        m_padding = info.at("padding").get<int64_t>();
        const auto tokenizer = text::loadTokenizer(folder);
        for (const data::Example& example : examples)
            m_ids.push_back(tokenizer->encode(example.text, info.at("maxLength").get<int>()).ids);
    }

    [[nodiscard]] Batch padded(std::vector<size_t> rows) const
    {
        size_t longest = 0;
        for (const size_t row : rows)
            longest = std::max(longest, m_ids[row].size());
        Batch batch{std::move(rows), {}, {}};
        for (const size_t row : batch.rows) {
            batch.ids.insert(batch.ids.end(), m_ids[row].begin(), m_ids[row].end());
            batch.mask.insert(batch.mask.end(), m_ids[row].size(), 1);
            batch.ids.resize(batch.ids.size() + longest - m_ids[row].size(), m_padding);
            batch.mask.resize(batch.ids.size(), 0);
        }
        return batch;
    }

    // The first of the texts, those of like length together.
    [[nodiscard]] std::vector<Batch> batches(size_t count) const
    {
        std::vector<size_t> order(std::min(count, m_ids.size()));
        std::iota(order.begin(), order.end(), size_t(0));
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return m_ids[a].size() < m_ids[b].size(); });
        std::vector<Batch> made;
        for (size_t at = 0; at < order.size(); at += kBatch)
            made.push_back(padded({order.begin() + std::ptrdiff_t(at), order.begin() + std::ptrdiff_t(std::min(at + kBatch, order.size()))}));
        return made;
    }
    [[nodiscard]] std::vector<Batch> singles() const
    {
        std::vector<Batch> made;
        for (size_t row = 0; row < std::min(kSingles, m_ids.size()); ++row)
            made.push_back(padded({row}));
        return made;
    }

private:
    std::vector<std::vector<int32_t>> m_ids;
    int64_t m_padding = 0;
};

// Milliseconds of each, the median of rounds in which all take turns; the first round is not counted.
std::vector<double> timed(const OpenVinoModel& model, std::vector<Batch>& calls, const Task& task)
{
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const auto round = [&](auto&& heard) {
        for (size_t i = 0; i < calls.size(); ++i) {
            task.checkpoint();
            const auto start = Clock::now();
            (void)model.logits(calls[i].ids, calls[i].mask, calls[i].rows.size());
            heard(i, Milliseconds(Clock::now() - start).count());
        }
    };
    round([](size_t, double) {});
    std::vector<std::vector<double>> series(calls.size());
    const auto begin = Clock::now();
    for (double spent = 0; spent < kSeconds || (series[0].size() < kLeastRounds && spent < 5 * kSeconds);
         spent = std::chrono::duration<double>(Clock::now() - begin).count())
        round([&](size_t i, double ms) { series[i].push_back(ms); });
    std::vector<double> medians;
    for (std::vector<double>& each : series)
        medians.push_back(analysis::timing(std::move(each)).median);
    return medians;
}

} // namespace

Proof proveInOpenVino(const fs::path& folder, const RuntimeInfo& runtime, const Reference& reference, const Tolerance& tolerance, int threads,
                      const Task& task)
{
    if (reference.rows.empty())
        throw badInput("there are no texts to prove the export with");
    task.report(0, fmt::format("{} answers {} texts", runtime.title, reference.rows.size()));
    const Texts texts(folder, reference.rows);
    const OpenVinoModel model(folder, threads);

    analysis::Predictions answers = reference.predictions;
    const auto classes = size_t(reference.predictions.classes);
    for (Batch& batch : texts.batches(reference.rows.size())) {
        task.checkpoint();
        const std::vector<float> found = model.logits(batch.ids, batch.mask, batch.rows.size());
        if (found.size() != batch.rows.size() * classes)
            throw Error(ErrorKind::Failure, fmt::format("the runtime answered {} numbers, not {}", found.size(), batch.rows.size() * classes));
        for (size_t i = 0; i < batch.rows.size(); ++i)
            std::copy_n(found.begin() + std::ptrdiff_t(i * classes), classes,
                        answers.logits.begin() + std::ptrdiff_t(batch.rows[i] * classes));
    }
    Proof proof = judge(std::move(answers), reference, tolerance);
    proof.runtime = runtime.key;
    proof.title = fmt::format("{} {}", runtime.title, openVinoVersion());
    proof.threads = threads;
    std::vector<Batch> singles = texts.singles(), batches = texts.batches(kTimed);
    std::vector<double> each = timed(model, singles, task);
    std::sort(each.begin(), each.end());
    proof.metrics["latencyP50Ms"] = analysis::quantile(each, 0.5);
    proof.metrics["latencyP95Ms"] = analysis::quantile(each, 0.95);
    const std::vector<double> together = timed(model, batches, task);
    proof.metrics["throughput"] = 1000 * double(std::min(kTimed, reference.rows.size())) / std::accumulate(together.begin(), together.end(), 0.0);
    task.report(1, {});
    return proof;
}

} // namespace lathe::exports
