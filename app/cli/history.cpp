#include "core/history/history.h"

#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/cli/progress_line.h"
#include "app/cli/table.h"
#include "app/cli/variants_output.h"
#include "app/cli/verbs.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/variant_maker.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <optional>
#include <set>

namespace lathe::cli {

using history::History;
using history::RunRow;
using nlohmann::json;

namespace {

struct Options {
    std::filesystem::path file;
    std::filesystem::path workFolder;
    std::filesystem::path out;
    std::string id;
    std::string format = "csv";
    std::string tag;  // of list
    std::optional<std::string> tags, note; // of mark
    bool isStarred = false, isUnstarred = false;
    bool json = false;

    [[nodiscard]] History open(History::Mode mode = History::Mode::ReadOnly) const
    {
        return History(
            !file.empty() ? file : historyIn(workFolder.empty() ? defaultWorkFolder() : workFolder),
            mode);
    }
};

// A run is listed for its own marks and for those of its variants.
std::vector<history::RunSummary> listed(const Options& options)
{
    const history::Summary summary = options.open().summary();
    const auto meets = [&](const history::Mark& mark) {
        return (options.tag.empty() || std::find(mark.tags.begin(), mark.tags.end(),
                                                 options.tag) != mark.tags.end()) &&
               (!options.isStarred || mark.isStarred);
    };
    std::vector<char> isListed;
    for (const history::RunSummary& run : summary.runs)
        isListed.push_back(meets(run.mark));
    for (const history::VariantSummary& variant : summary.variants)
        isListed[variant.run] |= meets(variant.mark);
    std::vector<history::RunSummary> runs;
    for (size_t i = 0; i < summary.runs.size(); ++i)
        if (isListed[i])
            runs.push_back(summary.runs[i]);
    return runs;
}

json markJson(const history::Mark& mark)
{
    return {{"starred", mark.isStarred}, {"tags", mark.tags}, {"note", mark.note}};
}

json runJson(const RunRow& run)
{
    return {{"id", run.id},
            {"name", run.name},
            {"started", run.started},
            {"ended", run.ended},
            {"state", toString(run.state)},
            {"error", run.error},
            {"seed", run.seed},
            {"variants", run.variants},
            {"seconds", run.seconds}};
}

int list(const Options& options)
{
    const std::vector<history::RunSummary> runs = listed(options);
    if (options.json) {
        json all = json::array();
        for (const history::RunSummary& run : runs) {
            all.push_back(runJson(run));
            all.back().update(markJson(run.mark));
        }
        printJson(all);
        return kDone;
    }
    using Align = Table::Align;
    Table table({{"run", Align::Left},
                 {"recipe", Align::Left},
                 {"started", Align::Left},
                 {"state", Align::Left},
                 {"variants"},
                 {"took"},
                 {"tags", Align::Left}});
    for (const history::RunSummary& run : runs)
        table.add({run.id, run.name, run.started, std::string(toString(run.state)),
                   std::to_string(run.variants), duration(run.seconds),
                   (run.mark.isStarred ? "* " : "") +
                       fmt::format("{}", fmt::join(run.mark.tags, ", "))});
    print(table.text());
    return kDone;
}

// Without anything to change it only tells what is noted.
int mark(const Options& options)
{
    const bool writes =
        options.tags || options.note || options.isStarred || options.isUnstarred;
    History history = options.open(writes ? History::Mode::ReadWrite : History::Mode::ReadOnly);
    history::Mark mark = history.mark(options.id);
    if (options.tags)
        mark.tags = history::tagsFrom(*options.tags);
    if (options.note)
        mark.note = *options.note;
    if (options.isStarred || options.isUnstarred)
        mark.isStarred = options.isStarred;
    if (writes)
        history.setMark(options.id, mark);
    if (options.json)
        printJson(markJson(mark));
    else
        print(fmt::format("{}{}{}\n", mark.isStarred ? "starred  " : "",
                          mark.tags.empty() ? "" : fmt::format("tags: {}  ", fmt::join(mark.tags, ", ")),
                          mark.note));
    return kDone;
}

int show(const Options& options)
{
    const History history = options.open();
    const std::vector<RunRow> runs = history.runs();
    const auto run =
        std::find_if(runs.begin(), runs.end(), [&](const RunRow& r) { return r.id == options.id; });
    if (run == runs.end()) { // then it is a variant, or nothing
        const runner::Variant variant = history.variant(options.id);
        if (options.json)
            printJson(toJson(variant));
        else
            print(variantTable({variant}) + oneLine(variant.details) + "\n");
        return kDone;
    }
    const auto variants = history.variants(run->id);
    if (options.json) {
        json all = runJson(*run);
        all["recipe"] = recipe::toJson(history.recipe(run->id));
        all["environment"] = history.environment(run->id);
        std::vector<runner::Variant> complete;
        for (const runner::Variant& v : variants)
            complete.push_back(history.variant(v.id));
        for (runner::Variant& v : complete)
            for (const runner::Variant& original : complete)
                if (original.id == v.original)
                    addAgreement(v, original);
        all["variants"] = toJson(complete);
        all["log"] = json::array();
        for (const runner::LogLine& line : history.log(run->id))
            all["log"].push_back(line.text);
        printJson(all);
        return kDone;
    }
    print(fmt::format("{}: {}, {}, started {}, took {}, seed {}\n", run->id, run->name,
                      toString(run->state), run->started, duration(run->seconds), run->seed));
    if (!run->error.empty())
        print(run->error + "\n");
    print("\n" + variantTable(variants));
    return kDone;
}

// With every figure that follows from their answers, which are read one by one: all of a large
// history would not fit.
std::vector<runner::Variant> withFigures(std::vector<runner::Variant> variants,
                                         const History& history)
{
    runner::Variant original; // of the variants that follow: those of a run stand together
    std::set<std::string> ids;
    for (const runner::Variant& v : variants)
        ids.insert(v.id);
    for (runner::Variant& v : variants) {
        v = history.variant(v.id);
        if (v.original != original.id && ids.contains(v.original))
            original = v.original == v.id ? v : history.variant(v.original);
        if (v.original == original.id)
            addAgreement(v, original);
        v.evaluation.reset();
    }
    return variants;
}

int exportVariants(const Options& options)
{
    const History history = options.open();
    const auto variants = withFigures(
        options.id.empty() ? history.variants() : history.variants(options.id), history);
    if (variants.empty() && !options.id.empty())
        (void)history.recipe(options.id); // throws when there is no such run
    const std::string text = options.json || options.format == "json"
                                 ? toJson(variants).dump(2) + "\n"
                                 : variantCsv(variants);
    if (options.out.empty())
        print(text);
    else
        writeFile(options.out, text);
    return kDone;
}

} // namespace

void addHistory(CLI::App& app, Action& action)
{
    auto* verb = app.add_subcommand("history", "Look at past runs");
    verb->require_subcommand(1);
    auto options = std::make_shared<Options>();
    const auto add = [&](const char* name, const char* help, int (*what)(const Options&)) {
        auto* part = verb->add_subcommand(name, help);
        part->add_option("--history", options->file, "SQLite file (default: WORKDIR/history.db)");
        part->add_option("--workdir", options->workFolder, "Folder of the results");
        part->add_flag("--json", options->json, "Print as JSON");
        part->callback([=, &action] { action = [=] { return what(*options); }; });
        return part;
    };
    auto* listing = add("list", "All runs, newest first", list);
    listing->add_option("--tag", options->tag, "Only those with this tag");
    listing->add_flag("--starred", options->isStarred, "Only those with a star");
    auto* marking = add("mark", "Tags, note and star of a run or a variant: shows or sets them", mark);
    marking->add_option("ID", options->id, "Id of a run or a variant")->required();
    marking->add_option("--tags", options->tags, "Its tags from now on, with commas between them");
    marking->add_option("--note", options->note, "Its note from now on");
    auto* star = marking->add_flag("--star", options->isStarred, "Give it a star");
    marking->add_flag("--unstar", options->isUnstarred, "Take the star away")->excludes(star);
    add("show", "One run with its variants, or one variant", show)
        ->add_option("ID", options->id, "Id of a run or a variant")
        ->required();
    auto* exported = add("export", "Variants with their metrics as CSV or JSON", exportVariants);
    exported->add_option("--run", options->id, "Only this run");
    exported->add_option("--format", options->format, "csv or json")
        ->check(CLI::IsMember({"csv", "json"}))
        ->capture_default_str();
    exported->add_option("--out", options->out, "File to write (default: standard output)");
}

} // namespace lathe::cli
