#include "core/engine/measure/bench.h"

#include "core/base/error.h"
#include "core/base/machine_watch.h"
#include "core/base/system_info.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/ones.h>
#include <algorithm>
#include <chrono>
#include <malloc.h>

namespace lathe::engine {

using runner::BenchFigures, runner::BenchModel, runner::BenchOptions, runner::BenchReport, runner::OperatorTime;

namespace {

using Clock = std::chrono::steady_clock;
using TextRefs = std::vector<const TokenIds*>;

constexpr int kRounds = 5;          // at least
constexpr double kSharesOfTime = 12; // rounds that the time is meant to hold
constexpr size_t kSingles = 16;     // calls of one text in a round, where there are many
constexpr double kSlower = 0.05;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Seconds of work since it was made, those of a pause left out.
class WorkClock {
public:
    explicit WorkClock(const Task& task) : m_task(task) {}
    [[nodiscard]] double seconds() const { return secondsSince(m_start) - paused(); }
    [[nodiscard]] double paused() const { return m_task.pausedSeconds() - m_pausedBefore; }

private:
    const Task& m_task;
    double m_pausedBefore = m_task.pausedSeconds();
    Clock::time_point m_start = Clock::now();
};

// One workload of one model, with what was measured of it so far.
class Series {
public:
    Series(const LogitModel& model, Workload workload) : m_model(model), m_workload(std::move(workload))
    {
        for (const auto& call : m_workload.calls) {
            TextRefs& refs = m_calls.emplace_back();
            for (const TokenIds& ids : call)
                refs.push_back(&ids);
        }
        m_times.resize(m_calls.size());
    }
    Series(Series&&) = default; // the references point into vectors that move whole

    // The largest call: the largest activations, and a warm-up.
    void warmUp() const
    {
        const auto tokens = [](const TextRefs& texts) {
            size_t sum = 0;
            for (const TokenIds* ids : texts)
                sum += ids->size();
            return sum;
        };
        (void)m_model.logits(*std::max_element(m_calls.begin(), m_calls.end(), [&](const auto& a, const auto& b) {
            return tokens(a) < tokens(b);
        }));
    }

    // One round: a share of the calls, and more of them while the share of time lasts.
    void round(double seconds, const Task& task)
    {
        (void)m_model.logits(m_calls[m_next]); // back into the caches
        const std::optional<double> energy = packageEnergy();
        const bool singles = m_calls.front().size() == 1;
        const size_t least = singles ? std::min(m_calls.size(), kSingles) : m_calls.size();
        const WorkClock clock(task);
        int64_t texts = 0;
        std::vector<double> times;
        for (size_t n = 0; n < least || clock.seconds() < seconds; ++n) {
            const double paused = clock.paused();
            task.checkpoint();
            if (clock.paused() > paused)
                (void)m_model.logits(m_calls[m_next]); // others had the caches meanwhile
            const auto callStart = Clock::now();
            (void)m_model.logits(m_calls[m_next]);
            times.push_back(secondsSince(callStart));
            m_times[m_next].push_back(times.back());
            texts += int64_t(m_calls[m_next].size());
            m_next = (m_next + 1) % m_calls.size();
        }
        const std::optional<double> after = packageEnergy();
        // A counter that began anew says nothing, nor does one that went on during a pause.
        if (energy && after && *after > *energy && clock.paused() == 0)
            m_joules.push_back((*after - *energy) / double(texts));
        m_roundMedians.push_back(analysis::timing(std::move(times)).median);
    }

    // One call again and again differs by the moment, so whole rounds are its samples; many calls differ by their texts.
    [[nodiscard]] analysis::Timing call() const
    {
        std::vector<double> all;
        for (const auto& times : m_times)
            all.insert(all.end(), times.begin(), times.end());
        analysis::Timing found = analysis::timing(std::move(all));
        if (m_calls.size() == 1) {
            const analysis::Timing rounds = analysis::timing(m_roundMedians);
            found.low = rounds.low, found.high = rounds.high;
        }
        return found;
    }

    [[nodiscard]] BenchFigures figures() const
    {
        double sum = 0, macs = 0;
        for (size_t c = 0; c < m_calls.size(); ++c) {
            sum += m_times[c].empty() ? 0 : analysis::timing(m_times[c]).median;
            for (const TokenIds* ids : m_calls[c])
                macs += m_model.macs(int64_t(ids->size()));
        }
        BenchFigures figures;
        figures.workload = m_workload.name;
        figures.rounds = int(m_roundMedians.size());
        figures.macs = macs / double(m_workload.texts());
        if (figures.rounds == 0)
            return figures;
        figures.call = call();
        int64_t texts = 0;
        for (size_t c = 0; c < m_calls.size(); ++c)
            texts += m_times[c].empty() ? 0 : int64_t(m_calls[c].size());
        figures.throughput = double(texts) / sum;
        if (!m_joules.empty())
            figures.joules = analysis::timing(m_joules).median;
        return figures;
    }

    // Two passes over all calls, the first unmeasured.
    [[nodiscard]] std::vector<OperatorTime> profile(const Task& task) const
    {
        Profile warm, profile;
        for (Profile* pass : {&warm, &profile})
            for (const TextRefs& call : m_calls)
                (void)m_model.logits(call, task, pass);
        std::vector<OperatorTime> times;
        for (const auto& [place, seconds] : profile.seconds())
            times.push_back({place.first, std::string(place.second), seconds / double(m_workload.texts())});
        return times;
    }

private:
    const LogitModel& m_model;
    Workload m_workload;
    std::vector<TextRefs> m_calls;
    std::vector<std::vector<double>> m_times; // [calls][times measured], seconds
    std::vector<double> m_roundMedians, m_joules;
    size_t m_next = 0;
};

struct Contender {
    std::unique_ptr<Classifier> classifier;
    std::vector<Series> series;
    double openSeconds = 0;
    std::optional<double> peakMemory;

    Contender(const std::filesystem::path& folder, const std::function<std::vector<Workload>(const Classifier&)>& workloads)
    {
        ::malloc_trim(0);
        const bool known = resetPeakMemory();
        const uint64_t before = residentBytes();
        const auto start = Clock::now();
        classifier = std::make_unique<Classifier>(folder);
        const TokenIds first{0};
        const TokenIds* text = &first;
        (void)classifier->model().logits(std::span(&text, 1));
        openSeconds = secondsSince(start);
        for (Workload& workload : workloads(*classifier)) {
            if (workload.texts() == 0)
                throw badInput("speed needs at least one text");
            series.emplace_back(classifier->model(), std::move(workload)).warmUp();
        }
        if (const uint64_t peak = peakResidentBytes(); known && peak > before)
            peakMemory = double(peak - before);
    }
};

class Reference {
public:
    void round()
    {
        const at::NoGradGuard noGrad;
        (void)at::linear(m_rows, m_weight);
        const auto start = Clock::now();
        (void)at::linear(m_rows, m_weight);
        m_times.push_back(secondsSince(start));
    }
    [[nodiscard]] int rounds() const { return int(m_times.size()); }
    [[nodiscard]] analysis::Timing timing() const { return analysis::timing(m_times); }
    // How much slower the last third of the session was than the first.
    [[nodiscard]] double slowing() const
    {
        const auto third = std::ptrdiff_t(m_times.size() / 3);
        return rounds() < kRounds
                   ? 0
                   : analysis::timing({m_times.end() - third, m_times.end()}).median /
                                    analysis::timing({m_times.begin(), m_times.begin() + third}).median - 1;
    }

private:
    at::Tensor m_rows = at::ones({128, 768}), m_weight = at::ones({768, 768});
    std::vector<double> m_times;
};

} // namespace

BenchReport bench(const std::vector<std::filesystem::path>& models,
                  const std::function<std::vector<Workload>(const Classifier&)>& workloads, const BenchOptions& options,
                  const runner::BenchSink& live, const Task& task)
{
    std::vector<Contender> contenders;
    contenders.reserve(models.size());
    for (const auto& model : models) {
        task.checkpoint();
        task.report(0.1 * double(contenders.size()) / double(models.size()), "opening the models");
        contenders.emplace_back(model, workloads);
    }
    BenchReport report;
    if (contenders.empty())
        return report;
    Reference reference;
    const MachineWatch watch;
    const size_t workloadCount = contenders.front().series.size();
    const double budget = options.seconds * double(models.size() * workloadCount);
    const auto settled = [&] {
        return std::all_of(contenders.begin(), contenders.end(), [&](const Contender& contender) {
            return std::all_of(contender.series.begin(), contender.series.end(), [&](const Series& series) {
                return series.call().uncertainty() <= options.precision;
            });
        });
    };
    const auto tell = [&] {
        if (reference.rounds() > 0)
            report.warnings = watch.report().warnings;
        if (const double slowing = reference.slowing(); slowing > kSlower)
            report.warnings.push_back(fmt::format("the machine became slower: the same product took {:.0f} % longer at the "
                                                  "end than at the beginning", slowing * 100));
        for (size_t c = 0; c < contenders.size(); ++c) {
            report.models[c].figures.clear();
            for (const Series& series : contenders[c].series)
                report.models[c].figures.push_back(series.figures());
        }
        if (live)
            live(report);
    };
    for (const Contender& contender : contenders) {
        BenchModel& model = report.models.emplace_back();
        model.kernels = contender.classifier->model().kernels();
        model.openSeconds = contender.openSeconds;
        model.peakMemoryBytes = contender.peakMemory;
    }
    tell();
    const WorkClock clock(task);
    for (int round = 0; round < kRounds || (clock.seconds() < budget && !settled()); ++round) {
        reference.round();
        for (size_t w = 0; w < workloadCount; ++w) {
            for (size_t i = 0; i < contenders.size(); ++i) {
                contenders[(i + size_t(round)) % contenders.size()].series[w].round(options.seconds / kSharesOfTime, task);
                const double done = std::min(double(round) / kRounds, clock.seconds() / budget);
                task.report(0.1 + 0.9 * std::min(1.0, done), fmt::format("speed, round {}", round + 1));
            }
        }
        tell();
    }
    report.reference = reference.timing();
    for (size_t c = 0; options.profile && c < contenders.size(); ++c)
        if (!contenders[c].series.empty())
            report.models[c].profile = contenders[c].series.back().profile(task);
    task.report(1);
    return report;
}

} // namespace lathe::engine
