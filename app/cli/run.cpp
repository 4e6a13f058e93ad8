#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/variants_output.h"
#include "app/cli/verbs.h"
#include "core/base/error.h"
#include "core/engine/torch_engine.h"
#include "core/history/history.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/preflight.h"
#include "core/runner/runner.h"
#include "core/runner/writer_lock.h"

#include <charconv>
#include <spdlog/spdlog.h>

namespace lathe::cli {

namespace {

struct Options {
    std::vector<std::filesystem::path> recipes;
    std::filesystem::path history;
    std::filesystem::path workFolder;
    int threads = 0;
    std::string device = "cpu";
    std::string seed; // as written
    bool skipsSpeed = false;
    bool json = false;
};

// Shows on stderr what a run tells.
class Narrator final : public runner::Listener {
public:
    void onEvent(const runner::Event& event) override
    {
        if (const auto* started = std::get_if<runner::RunStarted>(&event)) {
            for (const recipe::Step& step : started->plan.steps)
                m_labels.push_back(step.label);
            say("run {}: {} steps", started->runId, m_labels.size());
        } else if (const auto* step = std::get_if<runner::StepChanged>(&event)) {
            tell(*step);
        } else if (const auto* progress = std::get_if<runner::StepProgress>(&event)) {
            const std::string what = progress->step < 0 ? "measuring" : label(progress->step);
            const std::string& note = progress->progress.note;
            m_line.show(progress->runFraction, note.empty() ? what : what + " · " + note,
                        progress->remainingSeconds);
        } else if (const auto* line = std::get_if<runner::LogLine>(&event)) {
            m_line.clear();
            spdlog::log(line->level == runner::LogLine::Level::Error     ? spdlog::level::err
                        : line->level == runner::LogLine::Level::Warning ? spdlog::level::warn
                                                                         : spdlog::level::info,
                        "{}", line->text);
        } else if (const auto* ended = std::get_if<runner::RunEnded>(&event)) {
            say("run {} after {}", toString(ended->state), duration(ended->seconds));
        }
    }

private:
    const std::string& label(int step) const { return m_labels.at(static_cast<size_t>(step)); }

    void tell(const runner::StepChanged& step)
    {
        const auto number =
            fmt::format("[{}/{}] {}", step.step + 1, m_labels.size(), label(step.step));
        if (step.state == runner::StepState::Running)
            say("{}", number);
        else if (step.state == runner::StepState::Skipped)
            say("{}: skipped, {}", number, step.message);
        else if (step.state != runner::StepState::Failed) // which the log tells
            say("{}: {} after {}", number, toString(step.state), duration(step.seconds));
    }

    template <class... Args>
    void say(fmt::format_string<Args...> format, Args&&... args)
    {
        m_line.clear();
        spdlog::info("{}", fmt::format(format, std::forward<Args>(args)...));
    }

    std::vector<std::string> m_labels;
    ProgressLine m_line;
};

uint64_t seedOf(const std::string& text)
{
    uint64_t seed = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (code != std::errc() || end != text.data() + text.size())
        throw badInput(
            "--seed: a whole number from 0 to 18446744073709551615 is wanted, found '{}'", text);
    return seed;
}

int run(const Options& options)
{
    const std::filesystem::path workFolder =
        options.workFolder.empty() ? defaultWorkFolder() : options.workFolder;
    const std::filesystem::path historyFile =
        options.history.empty() ? historyIn(workFolder) : options.history;
    std::vector<recipe::Recipe> recipes;
    for (const auto& file : options.recipes) {
        recipes.push_back(recipe::loadRecipe(file));
        recipes.back().seed = options.seed.empty() ? recipes.back().seed : seedOf(options.seed);
        recipes.back().measure.speed = recipes.back().measure.speed && !options.skipsSpeed;
    }
    const StopOnSignal stop;
    engine::TorchEngine engine(options.threads, options.device);
    for (size_t i = 0; i < recipes.size(); ++i) {
        try { // before the first one takes its hours
            const recipe::Plan plan = recipe::expand(recipes[i], engine.stages());
            const runner::ModelFacts facts = engine.inspect(recipes[i].model);
            runner::requireFits(recipes[i], facts);
            data::DataSet data = data::readDataSet(recipes[i].data, recipes[i].seed);
            if (facts.labels)
                data::adoptOrder(data, *facts.labels);
            runner::requireWorks(recipes[i], plan, engine, facts, data.labels);
        } catch (const Error& error) { // the file is only known here
            throw error.in(options.recipes[i].string());
        }
    }
    std::unique_ptr<runner::WriterLock> lock;
    std::optional<history::History> history;
    if (history::History::isBuilt() || !options.history.empty()) {
        lock = runner::takeWriterLock(historyFile, "lathe-cli run");
        history.emplace(historyFile);
    }
    std::vector<runner::Variant> variants;
    int code = kDone;
    for (const recipe::Recipe& recipe : recipes) {
        Narrator narrator;
        std::vector<runner::Listener*> listeners;
        std::optional<history::Recorder> recorder;
        if (history)
            listeners.push_back(&recorder.emplace(*history));
        listeners.push_back(&narrator);
        const runner::Outcome outcome =
            runner::run(recipe, engine, {workFolder, ""}, listeners, stop.token());
        variants.insert(variants.end(), outcome.variants.begin(), outcome.variants.end());
        if (outcome.state == runner::RunState::Failed) {
            code = kFailed;
            spdlog::error("{}", outcome.error);
        }
        if (outcome.state == runner::RunState::Cancelled) {
            code = kCancelled;
            break;
        }
    }
    if (options.json) {
        printJson(toJson(variants));
    } else {
        print(variantTable(variants));
    }
    if (history)
        spdlog::info("history {}, results in {}", historyFile.string(), workFolder.string());
    else
        spdlog::info("results in {}; built without SQLite, so there is no history: run the same "
                     "recipe on that "
                     "folder with a Lathe that has one, finished steps are not repeated",
                     workFolder.string());
    return code;
}

} // namespace

void addRun(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("run", "Run recipes, measure every variant, print them as a table");
    auto options = std::make_shared<Options>();
    verb->add_option("RECIPE", options->recipes, "Recipe files, run one after the other")
        ->required();
    verb->add_option("--history", options->history,
                     "SQLite file of the history (default: WORKDIR/history.db)");
    verb->add_option(
        "--workdir", options->workFolder,
        "Folder of the results (default: $XDG_DATA_HOME/lathe or ~/.local/share/lathe)");
    verb->add_option("--threads", options->threads, "Threads of LibTorch (default: one per core)")
        ->check(CLI::Range(1, 1024));
    verb->add_option("--seed", options->seed, "Replaces the seed of the recipes");
    verb->add_option("--device", options->device,
                     "Where training, calibration and evaluation run; speed is measured on the CPU")
        ->check(CLI::IsMember({"cpu", "cuda"}))
        ->capture_default_str();
    verb->add_flag("--no-speed", options->skipsSpeed, "Leave the measuring of speed out");
    verb->add_flag("--json", options->json, "Print the variants as JSON");
    verb->callback([options, &action] { action = [options] { return run(*options); }; });
}

} // namespace lathe::cli
