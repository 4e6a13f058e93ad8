#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "core/base/error.h"
#include "core/engine/torch_engine.h"
#include "core/export/record.h"
#include "core/runner/writer_lock.h"

#include <fmt/ranges.h>
#include <optional>
#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct Options {
    std::string model; // folder, or the id of a variant
    std::string format;
    fs::path out;
    fs::path data;
    data::DataSpec spec;
    fs::path history;
    fs::path workFolder;
    int maxLength = 128;
    int threads = 0;
    bool halves = false, verify = false, allowPython = false, json = false;

    [[nodiscard]] fs::path historyFile() const
    {
        return !history.empty() ? history : historyIn(workFolder.empty() ? defaultWorkFolder() : workFolder);
    }
};

std::string keys()
{
    std::vector<std::string> all;
    for (const exports::FormatInfo& info : exports::allFormats())
        all.push_back(info.key);
    return fmt::format("{}", fmt::join(all, ", "));
}

// The variant that --model names, where it is no folder or file.
std::optional<runner::Variant> variantNamed(const Options& options)
{
    if (fs::exists(options.model))
        return std::nullopt;
    if (!history::History::isBuilt() || !fs::exists(options.historyFile()))
        throw Error(ErrorKind::BadInput, fmt::format("{}: there is no such model folder, and no history with such a variant", options.model),
                    "Give the folder of a model, or the id that `lathe-cli history show RUN` lists, with --history");
    return history::History(options.historyFile(), history::History::Mode::ReadOnly).variant(options.model);
}

exports::ExportOrder orderOf(const Options& options, const std::optional<runner::Variant>& variant, engine::TorchEngine& engine, const Task& task)
{
    exports::ExportOrder order;
    order.model = variant ? variant->model : fs::path(options.model);
    order.format = &exports::formatNamed(options.format);
    order.halves = options.halves;
    order.folder = options.out;
    order.verify = options.verify;
    order.allowPython = options.allowPython;
    order.reference.maxLength = options.maxLength;
    if (!options.data.empty()) {
        const auto decision = engine.decision(order.model);
        data::DataSpec spec = options.spec;
        spec.kind = decision.labels.kind;
        order.reference = exports::referenceOf(engine, order.model, data::readExamples(options.data, spec, decision.labels, false),
                                               options.maxLength, task);
    } else if (variant) {
        const history::History history(options.historyFile(), history::History::Mode::ReadOnly);
        order.reference = exports::recordedReference(history, *variant);
    } else if (options.verify) {
        throw Error(ErrorKind::BadInput, "--verify needs texts", "Give a file of labelled texts with --data, or a variant of the history as --model");
    }
    if (variant) {
        order.name = variant->facts.name;
        order.card = {{"Steps", variant->lineage}, {"Variant", variant->id}};
    }
    return order;
}

json toJson(const exports::Exported& made)
{
    json proofs = json::array();
    for (const exports::Proof& proof : made.proofs)
        proofs.push_back({{"runtime", proof.title}, {"largestDifference", proof.largestDifference}, {"typicalDifference", proof.typicalDifference}, {"agreement", proof.agreement},
                          {"threads", proof.threads}, {"metrics", proof.metrics}, {"disagreement", proof.disagreement}});
    return {{"folder", made.folder.string()}, {"modelBytes", made.modelBytes}, {"notes", made.notes}, {"proofs", proofs}};
}

std::string tableOf(const exports::Exported& made)
{
    Table table({{"runtime", Table::Align::Left}, {"largest difference"}, {"same decisions"}, {"ms a text"}, {"texts/s"}, {"verdict", Table::Align::Left}});
    for (const exports::Proof& proof : made.proofs)
        table.add({proof.title, fmt::format("{:.3g}", proof.largestDifference), fmt::format("{:.2f} %", 100 * proof.agreement),
                   fmt::format("{:.3g}", proof.metrics.at("latencyP50Ms")), fmt::format("{:.4g}", proof.metrics.at("throughput")),
                   proof.disagreement.empty() ? "agrees" : proof.disagreement});
    return table.text();
}

// Beside the variant that was exported, so that Compare shows it there.
void record(const Options& options, const exports::ExportOrder& order, const runner::Variant& variant, const exports::Exported& made)
{
    const auto lock = runner::takeWriterLock(options.historyFile(), "lathe-cli export");
    history::History history(options.historyFile());
    exports::recordProofs(history, history.variant(variant.id), *order.format, made);
    spdlog::info("recorded beside {} in {}", variant.id, options.historyFile().string());
}

int exportModel(const Options& options)
{
    const StopOnSignal stop;
    (void)exports::formatNamed(options.format);
    if (const std::string why = exports::whyNotInto(options.out); !why.empty())
        throw Error(ErrorKind::BadInput, "--out: " + why);
    const auto variant = variantNamed(options);
    engine::TorchEngine engine(options.threads);
    ProgressLine line;
    const Task task(stop.token(), [&](const Progress& p) { line.show(p.fraction, p.note); });
    const exports::ExportOrder order = orderOf(options, variant, engine, task.silent());
    const exports::Exported made = exports::exportModel(engine, order, task);
    line.clear();
    if (variant && !made.proofs.empty() && options.data.empty())
        record(options, order, *variant, made);
    for (const std::string& note : made.notes)
        spdlog::info("{}", note);
    if (options.json)
        printJson(toJson(made));
    else if (!made.proofs.empty())
        print(tableOf(made));
    spdlog::info("{:.1f} MB in {}", double(made.modelBytes) / 1e6, made.folder.string());
    int code = order.verify && made.proofs.empty() ? kFailed : kDone; // the notes say why
    for (const exports::Proof& proof : made.proofs)
        if (!proof.disagreement.empty()) {
            spdlog::error("{} answers otherwise than Lathe: {}", proof.title, proof.disagreement);
            code = kFailed;
        }
    return code;
}

} // namespace

void addExport(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("export", "Write a model for other programs, and prove that it answers there as here");
    auto o = std::make_shared<Options>();
    verb->add_option("--model", o->model, "Model folder, or the id of a variant in the history")->required();
    verb->add_option("--format", o->format, keys())->required();
    verb->add_option("--out", o->out, "New or empty folder to write into, or a new FILE.zip")->required();
    verb->add_flag("--half", o->halves, "Write float32 matrices as float16, where the format takes them");
    verb->add_flag("--verify", o->verify, "Run the export in its runtimes and compare: exit code 3 when it answers otherwise");
    verb->add_flag("--allow-python", o->allowPython,
                   "Let Lathe install runtimes that are missing, from PyPI into its cache folder");
    verb->add_option("--data", o->data, "CSV, TSV or JSONL file of texts to verify with and to bring along as examples "
                                        "(default: the test split of the variant's run)");
    verb->add_option("--text-column", o->spec.textColumn, "Column of the text")->capture_default_str();
    verb->add_option("--label-column", o->spec.labelColumn, "Column of the labels (default: label, else labels)");
    verb->add_option("--max-length", o->maxLength, "Tokens per text, where no variant says it")->check(CLI::Range(3, 1 << 20))->capture_default_str();
    verb->add_option("--history", o->history, "SQLite file of the history (default: WORKDIR/history.db)");
    verb->add_option("--workdir", o->workFolder, "Folder of the results (default: $XDG_DATA_HOME/lathe or ~/.local/share/lathe)");
    verb->add_option("--threads", o->threads, "Threads (default: one per core)")->check(CLI::Range(1, 1024));
    verb->add_flag("--json", o->json, "Print as JSON");
    verb->callback([o, &action] { action = [o] { return exportModel(*o); }; });
}

} // namespace lathe::cli
