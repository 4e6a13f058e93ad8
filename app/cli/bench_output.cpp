#include "app/cli/bench_output.h"

#include "app/cli/kernel_table.h"
#include "app/cli/table.h"
#include "core/runner/facts_json.h"

#include <fmt/format.h>
#include <map>

namespace lathe::cli {

using nlohmann::json;

namespace {

json orNull(const std::optional<double>& value) { return value ? json(*value) : json(); }

std::string nameOf(const std::filesystem::path& model)
{
    const auto absolute = std::filesystem::absolute(model).lexically_normal();
    return (absolute.has_filename() ? absolute : absolute.parent_path()).filename().string();
}

} // namespace

json toJson(const runner::BenchRequest& request, const runner::BenchReport& report)
{
    json results = json::array();
    for (size_t m = 0; m < report.models.size(); ++m) {
        const runner::BenchModel& model = report.models[m];
        for (size_t w = 0; w < model.figures.size(); ++w) {
            const runner::BenchFigures& f = model.figures[w];
            results.push_back({{"model", request.models[m].string()},
                               {"workload", f.workload},
                               {"rounds", f.rounds},
                               {"calls", f.call.samples},
                               {"medianMs", f.call.median * 1e3},
                               {"p95Ms", f.call.p95 * 1e3},
                               {"intervalMs", {f.call.low * 1e3, f.call.high * 1e3}},
                               {"spread", f.call.spread},
                               {"textsPerSecond", f.throughput},
                               {"macsPerText", f.macs},
                               {"gigaMacsPerSecond", f.macs * f.throughput * 1e-9},
                               {"joulesPerText", orNull(f.joules)},
                               {"ofReference", f.call.median / report.reference.median},
                               {"faster", orNull(fasterThanFirst(report, m, w))},
                               {"kernels", model.kernels},
                               {"openSeconds", model.openSeconds},
                               {"peakMemoryBytes", orNull(model.peakMemoryBytes)},
                               {"sizeBytes", model.facts.weightBytes},
                               {"parameters", model.facts.parameters},
                               {"storage", model.facts.storage},
                               {"compute", model.facts.compute}});
        }
    }
    json profiles = json::array();
    for (size_t m = 0; m < report.models.size(); ++m)
        for (const runner::OperatorTime& time : report.models[m].profile)
            profiles.push_back({{"model", request.models[m].string()},
                                {"layer", time.layer < 0 ? json() : json(time.layer)},
                                {"operator", time.operation},
                                {"msPerText", time.seconds * 1e3}});
    json kernels = json::array();
    for (size_t m = 0; m < report.models.size(); ++m)
        for (json part : runner::kernelsToJson(report.models[m].facts.kernels)) {
            part["model"] = request.models[m].string();
            kernels.push_back(std::move(part));
        }
    return {{"machine", report.machine},
            {"profile", profiles},
            {"kernels", kernels},
            {"referenceMs", report.reference.median * 1e3},
            {"warnings", report.warnings},
            {"results", results}};
}

std::string benchTable(const runner::BenchRequest& request, const runner::BenchReport& report)
{
    using Align = Table::Align;
    Table table({{"model", Align::Left}, {"workload", Align::Left}, {"median ms"}, {"95 % interval"}, {"p95 ms"},
                 {"texts/s"}, {"faster"}, {"GMAC/s"}, {"open s"}, {"peak MB"}, {"kernels", Align::Left}});
    for (size_t w = 0; !report.models.empty() && w < report.models[0].figures.size(); ++w) {
        for (size_t m = 0; m < report.models.size(); ++m) {
            const runner::BenchModel& model = report.models[m];
            const runner::BenchFigures& f = model.figures[w];
            table.add({nameOf(request.models[m]), f.workload, fmt::format("{:.3f}", f.call.median * 1e3),
                       fmt::format("{:.3f} to {:.3f}", f.call.low * 1e3, f.call.high * 1e3),
                       fmt::format("{:.3f}", f.call.p95 * 1e3), fmt::format("{:.1f}", f.throughput),
                       fmt::format("{:.2f}x", fasterThanFirst(report, m, w).value_or(0)),
                       f.macs > 0 ? fmt::format("{:.1f}", f.macs * f.throughput * 1e-9) : "-", fmt::format("{:.2f}", model.openSeconds),
                       model.peakMemoryBytes ? fmt::format("{:.0f}", *model.peakMemoryBytes * 1e-6) : "-",
                       model.kernels});
        }
    }
    return table.text();
}

std::string kernelTables(const runner::BenchRequest& request, const runner::BenchReport& report)
{
    std::string text;
    for (size_t m = 0; m < report.models.size(); ++m)
        text += fmt::format("\n{}\n{}", nameOf(request.models[m]), kernelTable(report.models[m].facts.kernels));
    return text;
}

std::string profileTable(const runner::BenchRequest& request, const runner::BenchReport& report)
{
    using Align = Table::Align;
    std::string text;
    for (size_t m = 0; m < report.models.size(); ++m) {
        const auto& profile = report.models[m].profile;
        if (profile.empty())
            continue;
        std::map<std::string, double> byOperator, byLayer;
        double sum = 0;
        for (const runner::OperatorTime& time : profile) {
            byOperator[time.operation] += time.seconds;
            byLayer[time.layer < 0 ? "-" : fmt::format("{:3}", time.layer)] += time.seconds;
            sum += time.seconds;
        }
        Table table({{"operator or layer", Align::Left}, {"ms a text"}, {"share"}});
        for (const auto* group : {&byOperator, &byLayer})
            for (const auto& [name, seconds] : *group)
                table.add({name, fmt::format("{:.4f}", seconds * 1e3), fmt::format("{:.1f} %", 100 * seconds / sum)});
        text += fmt::format("\n{}, {}, work of all threads\n{}", nameOf(request.models[m]),
                            report.models[m].figures.back().workload, table.text());
    }
    return text;
}

} // namespace lathe::cli
