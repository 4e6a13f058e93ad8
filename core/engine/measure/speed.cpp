#include "core/engine/measure/speed.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/runtime/classifier.h"

#include <algorithm>
#include <chrono>
#include <malloc.h>

namespace lathe::engine {

namespace {

using Clock = std::chrono::steady_clock;
using TextRefs = std::vector<const TokenIds*>;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double percentile(std::vector<double> values, double fraction)
{
    const auto at = size_t(std::min(double(values.size()) - 1, fraction * double(values.size())));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
    return values[at];
}

// One model of the session with what was measured of it so far.
struct Contender {
    std::unique_ptr<Classifier> classifier;
    std::vector<TokenIds> rows;
    std::vector<TextRefs> batches;
    std::optional<double> peakMemory;
    std::vector<double> singles;                 // seconds
    std::vector<std::vector<double>> batchTimes; // [batches][rounds], seconds

    Contender(const std::filesystem::path& folder, const std::vector<const std::string*>& texts, int maxLength,
              int batchSize)
    {
        ::malloc_trim(0);
        const bool known = resetPeakMemory();
        const uint64_t before = residentBytes();
        classifier = std::make_unique<Classifier>(folder);
        rows = classifier->tokenize(texts, maxLength);
        for (const std::vector<int>& batch : batchesByLength(rows, batchSize)) {
            TextRefs& refs = batches.emplace_back();
            for (const int row : batch)
                refs.push_back(&rows[size_t(row)]);
        }
        batchTimes.resize(batches.size());
        answer(batches.front()); // the longest texts: the largest activations, and a warm-up
        if (const uint64_t peak = peakResidentBytes(); known && peak > before)
            peakMemory = double(peak - before);
    }

    void answer(const TextRefs& texts) const { (void)classifier->model().logits(texts); }

    void timeSingle(size_t row)
    {
        const TextRefs one{&rows[row]};
        const auto start = Clock::now();
        answer(one);
        singles.push_back(secondsSince(start));
    }

    void timeBatches()
    {
        for (size_t b = 0; b < batches.size(); ++b) {
            const auto start = Clock::now();
            answer(batches[b]);
            batchTimes[b].push_back(secondsSince(start));
        }
    }

    [[nodiscard]] runner::SpeedFigures figures() const
    {
        double total = 0;
        for (const std::vector<double>& times : batchTimes)
            total += percentile(times, 0.5);
        runner::SpeedFigures figures;
        figures.latencyP50Ms = percentile(singles, 0.5) * 1e3;
        figures.latencyP95Ms = percentile(singles, 0.95) * 1e3;
        figures.throughput = double(rows.size()) / total;
        figures.peakMemoryBytes = peakMemory;
        figures.rounds = int(batchTimes.front().size());
        figures.kernels = classifier->model().kernels();
        return figures;
    }
};

} // namespace

std::vector<runner::SpeedFigures> measureSpeed(const std::vector<std::filesystem::path>& models,
                                               const std::vector<std::string>& texts, int maxLength,
                                               const recipe::MeasureSpec& spec, const Task& task)
{
    if (models.empty())
        return {};
    if (texts.empty())
        throw badInput("speed needs at least one text");
    std::vector<const std::string*> refs;
    for (const std::string& text : texts)
        refs.push_back(&text);
    std::vector<Contender> contenders;
    contenders.reserve(models.size());
    for (const auto& model : models) {
        task.checkpoint();
        task.report(0.1 * double(contenders.size()) / double(models.size()), "opening the models");
        contenders.emplace_back(model, refs, maxLength, spec.batch);
    }
    constexpr size_t kSinglesARound = 16;
    constexpr int kRounds = 3;
    const double budget = spec.secondsPerVariant * double(models.size());
    const auto start = Clock::now();
    for (int round = 0; round < kRounds || secondsSince(start) < budget; ++round) {
        for (size_t i = 0; i < contenders.size(); ++i) {
            task.checkpoint();
            Contender& contender = contenders[(i + size_t(round)) % contenders.size()];
            contender.answer({&contender.rows[0]}); // back into the caches
            for (size_t n = 0; n < kSinglesARound; ++n)
                contender.timeSingle((size_t(round) * kSinglesARound + n) % texts.size());
            contender.timeBatches();
            const double done = std::min(double(round) / kRounds, secondsSince(start) / budget);
            task.report(0.1 + 0.9 * std::min(1.0, done), fmt::format("speed, round {}", round + 1));
        }
    }
    std::vector<runner::SpeedFigures> figures;
    for (const Contender& contender : contenders)
        figures.push_back(contender.figures());
    task.report(1);
    return figures;
}

} // namespace lathe::engine
