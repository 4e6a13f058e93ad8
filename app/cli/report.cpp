#include "core/report/report.h"

#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verbs.h"
#include "core/base/files.h"
#include "core/engine/torch_engine.h"
#include "core/report/html_writer.h"

#include <fmt/format.h>

namespace lathe::cli {

namespace {

struct Options {
    std::filesystem::path file;
    std::filesystem::path workFolder;
    std::filesystem::path out;
    std::vector<std::string> variants;
    std::string kind = "technical";
    std::string limits = "quality=0.99";
    std::string title;
};

int makeReport(const Options& options)
{
    const StopOnSignal stop;
    const report::Limits limits = report::Limits::parse(options.limits);
    checkWritable(options.out); // before the work, not after it
    const history::History history(
        !options.file.empty()
            ? options.file
            : historyIn(options.workFolder.empty() ? defaultWorkFolder() : options.workFolder),
        history::History::Mode::ReadOnly);
    const report::Study study =
        report::studyOf(history, options.variants, limits, Task(stop.token()));
    const engine::TorchEngine engine;
    const report::Document document =
        report::makeReport(study, engine.stages(),
                           {report::templateNamed(options.kind).value(), options.title,
                            LATHE_VERSION, report::today()});
    writeFile(options.out, report::toHtml(document));
    print(fmt::format("{}: {} models\n", options.out.string(), study.entries.size()));
    return kDone;
}

} // namespace

void addReport(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("report", "Write what was gained and lost as one HTML page to hand on");
    auto options = std::make_shared<Options>();
    verb->add_option("--history", options->file, "SQLite file (default: WORKDIR/history.db)");
    verb->add_option("--workdir", options->workFolder, "Folder of the results");
    verb->add_option(
        "--variants", options->variants,
        "Ids of the variants, their originals are added (default: those of the newest run)");
    verb->add_option("--template", options->kind,
                     "executive: the decision, who is affected, the words; technical: everything")
        ->check(CLI::IsMember({"executive", "technical"}))
        ->capture_default_str();
    verb->add_option("--title", options->title, "Title (default: the recipe's name)");
    verb->add_option("--limits", options->limits,
                     "What a variant must keep to: quality=0.99,latency=10,size=30MB (part of the "
                     "original's, ms, bytes); empty for none")
        ->capture_default_str();
    verb->add_option("--out", options->out, "HTML file to write")->required();
    verb->callback([=, &action] { action = [=] { return makeReport(*options); }; });
}

} // namespace lathe::cli
