#include "core/engine/measure/speed.h"

#include "core/engine/measure/bench.h"

namespace lathe::engine {

std::vector<runner::SpeedFigures> measureSpeed(const std::vector<std::filesystem::path>& models,
                                               const std::vector<std::string>& texts, int maxLength,
                                               const recipe::MeasureSpec& spec, const Task& task)
{
    std::vector<const std::string*> refs;
    for (const std::string& text : texts)
        refs.push_back(&text);
    const auto workloads = [&](const Classifier& classifier) {
        const std::vector<TokenIds> rows = classifier.tokenize(refs, maxLength);
        return std::vector{textWorkload(rows, 1), textWorkload(rows, spec.batch)};
    };
    const runner::BenchReport report = bench(models, workloads, {.seconds = spec.secondsPerVariant / 2}, {}, task);
    std::vector<runner::SpeedFigures> figures;
    for (const runner::BenchModel& model : report.models) {
        const runner::BenchFigures &single = model.figures[0], &batch = model.figures[1];
        figures.push_back({.latencyP50Ms = single.call.median * 1e3,
                           .latencyP95Ms = single.call.p95 * 1e3,
                           .throughput = batch.throughput,
                           .peakMemoryBytes = model.peakMemoryBytes,
                           .rounds = single.rounds,
                           .kernels = model.kernels,
                           .latency = single.call});
    }
    return figures;
}

} // namespace lathe::engine
