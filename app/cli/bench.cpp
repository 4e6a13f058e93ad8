#include "app/cli/bench_output.h"
#include "app/cli/data_options.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verbs.h"

#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

struct Options {
    runner::BenchRequest request;
    runner::BenchOptions bench;
    std::vector<std::string> shapes;
    std::filesystem::path data;
    std::string textColumn = "text";
    int texts = 128;
    int threads = 0;
    bool json = false;
};

int bench(Options options)
{
    const StopOnSignal stop;
    for (const std::string& shape : options.shapes)
        options.request.shapes.push_back(runner::parseShape(shape));
    if (!options.data.empty()) {
        options.request.texts = runner::readBenchTexts(options.data, options.textColumn, options.texts);
    } else if (options.request.shapes.empty()) {
        options.request.shapes = {{1, 32}, {1, 128}, {16, 128}};
    }
    engine::TorchEngine engine(options.threads);
    ProgressLine line;
    const runner::BenchReport report = engine.bench(
        options.request, options.bench, {}, Task(stop.token(), [&](const Progress& p) { line.show(p.fraction, p.note); }));
    line.clear();
    for (const std::string& warning : report.warnings)
        spdlog::warn("{}", warning);
    if (options.json)
        printJson(toJson(options.request, report));
    else
        print(benchTable(options.request, report) + kernelTables(options.request, report) +
              profileTable(options.request, report));
    return kDone;
}

} // namespace

void addBench(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("bench", "Speed of models side by side: interleaved rounds until the figures settle");
    auto o = std::make_shared<Options>();
    verb->add_option("models", o->request.models, "Model folders with a classification head; ratios are to the first")
        ->required();
    verb->add_option("--shapes", o->shapes, "BATCHxTOKENS of random ids, several with commas (default: 1x32,1x128,16x128 "
                                            "unless --data is given)")
        ->delimiter(',');
    verb->add_option("--data", o->data, "CSV, TSV or JSONL file: its texts one by one and in length-sorted batches");
    verb->add_option("--text-column", o->textColumn, "Column of the text")->capture_default_str();
    verb->add_option("--texts", o->texts, "Texts of the file, evenly spread over the lengths")
        ->check(CLI::Range(1, 1000000))->capture_default_str();
    verb->add_option("--max-length", o->request.maxLength, "Tokens per text of the file")
        ->check(CLI::Range(3, 1 << 20))->capture_default_str();
    verb->add_option("--batch", o->request.batch, "Texts of a batch of the file")
        ->check(CLI::Range(1, 4096))->capture_default_str();
    verb->add_option("--threads", o->threads, "Threads (default: one per core)")->check(CLI::Range(1, 1024));
    verb->add_option("--seconds", o->bench.seconds, "Longest time for each model and workload")
        ->check(CLI::Range(0.01, 3600.0))->capture_default_str();
    verb->add_option("--precision", o->bench.precision, "Stop once every median is known to that part of itself")
        ->check(CLI::Range(0.0, 1.0))->capture_default_str();
    verb->add_flag("--profile", o->bench.profile, "Afterwards, where the time of the last workload goes: by layer and operator");
    verb->add_flag("--json", o->json, "Print as JSON");
    verb->callback([o, &action] { action = [o] { return bench(*o); }; });
}

} // namespace lathe::cli
