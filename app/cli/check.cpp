#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "app/cli/progress_line.h"
#include "app/cli/verbs.h"
#include "core/engine/torch_engine.h"
#include "core/history/history.h"
#include "core/recipe/plan.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/forecast.h"
#include "core/runner/model_folders.h"
#include "core/runner/preflight.h"

#include <algorithm>
#include <optional>
#include <spdlog/spdlog.h>

namespace lathe::cli {

using nlohmann::json;

namespace {

json toJson(const std::vector<recipe::Problem>& problems)
{
    json all = json::array();
    for (const recipe::Problem& problem : problems)
        all.push_back(
            {{"severity", problem.severity == recipe::Severity::Error ? "error" : "advice"},
             {"node", problem.node},
             {"param", problem.param},
             {"text", problem.text}});
    return all;
}

void say(const recipe::Problem& problem)
{
    spdlog::log(problem.severity == recipe::Severity::Error ? spdlog::level::err
                                                            : spdlog::level::warn,
                "{}{}", problem.node.empty() ? "" : problem.node + ": ", problem.text);
}

bool isSound(const std::vector<recipe::Problem>& problems)
{
    return std::none_of(problems.begin(), problems.end(), [](const recipe::Problem& problem) {
        return problem.severity == recipe::Severity::Error;
    });
}

json toJson(const runner::Forecast& forecast)
{
    const runner::Estimate& told = forecast.estimate;
    json result = {{"cachedSteps", told.cached},
                   {"memoryBytes", told.memoryBytes},
                   {"availableMemoryBytes", forecast.availableMemory},
                   {"diskBytes", told.diskBytes},
                   {"freeDiskBytes", forecast.freeDisk}};
    if (const auto seconds = told.wholeSeconds())
        result["seconds"] = {
            {"likely", seconds->likely}, {"low", seconds->low}, {"high", seconds->high}};
    return result;
}

std::string inWords(const runner::Forecast& forecast)
{
    const runner::Estimate& told = forecast.estimate;
    std::string text =
        fmt::format("{} of {} steps are in the cache\n", told.cached, told.steps.size());
    if (const auto seconds = told.wholeSeconds())
        text += fmt::format("about {} on this machine ({} to {})\n", duration(seconds->likely),
                            duration(seconds->low), duration(seconds->high));
    else
        text += fmt::format(
            "time not known: nothing like {} of the steps has run on this machine\n", told.unknown);
    text += fmt::format("at most about {:.0f} MB of memory ({:.0f} MB are free), {:.0f} MB on disk "
                        "({:.0f} MB are free)\n",
                        double(told.memoryBytes) / 1e6, double(forecast.availableMemory) / 1e6,
                        double(told.diskBytes) / 1e6, double(forecast.freeDisk) / 1e6);
    return text;
}

void warnOfLacks(const runner::Forecast& forecast)
{
    if (forecast.lacksMemory())
        spdlog::warn(
            "the run may need more memory than is free: lower the batch size or maxLength, "
            "or run fewer variants at a time");
    if (forecast.lacksDisk())
        spdlog::warn("the results may need more room than the disk has: remove old artifacts, or "
                     "choose another --workdir");
}

// From the history of the work folder, where there is one.
std::vector<runner::PastStep> pastStepsIn(const std::filesystem::path& workFolder)
{
    const auto file = historyIn(workFolder);
    if (!history::History::isBuilt() || !std::filesystem::exists(file))
        return {};
    return runner::pastSteps(history::History(file, history::History::Mode::ReadOnly).variants());
}

int check(const std::filesystem::path& file, std::filesystem::path workFolder, bool asJson)
{
    if (workFolder.empty())
        workFolder = defaultWorkFolder();
    const recipe::Recipe recipe = recipe::loadRecipe(file);
    engine::TorchEngine engine;
    auto problems = recipe::validate(recipe, engine.stages());
    bool sound = isSound(problems);
    std::optional<recipe::Plan> plan;
    std::optional<runner::ModelFacts> facts;
    data::DataSet data;
    if (sound) {
        plan = recipe::expand(recipe, engine.stages());
        facts = engine.inspect(recipe.model);
        runner::requireFits(recipe, *facts);
        data = data::readDataSet(recipe.data, recipe.seed);
        if (facts->labels)
            data::adoptOrder(data, *facts->labels);
        for (recipe::Problem& problem :
             runner::foreseen(recipe, *plan, engine, *facts, data.labels))
            problems.push_back(std::move(problem));
        sound = isSound(problems);
    }
    for (const recipe::Problem& problem : problems)
        say(problem);
    json result = {{"problems", toJson(problems)}, {"sound", sound}};
    if (sound) {
        const bool sourceToo = facts->labels == data.labels;
        result["steps"] = plan->steps.size();
        result["variants"] = plan->steps.size() + (sourceToo ? 1 : 0);
        result["labels"] = data.labels.names;
        result["kind"] = toString(data.labels.kind);
        result["rows"] = {{"train", data.train.size()},
                          {"validation", data.validation.size()},
                          {"test", data.test.size()}};
        result["notes"] = data.notes;
        const runner::Forecast forecast = runner::forecast(
            recipe, engine.stages(), *facts, data, engine.fingerprint(recipe.model, Task()),
            workFolder, pastStepsIn(workFolder), runner::machineKey(engine.environment()), {},
            runner::folderFingerprints(*plan, engine, Task()));
        result["forecast"] = toJson(forecast);
        warnOfLacks(forecast);
        if (!asJson) {
            print(fmt::format("{}: sound. {} steps give {} variants\nmodel {} ({}), {} {} labels, "
                              "{} / {} / {} rows\n",
                              file.string(), plan->steps.size(), result["variants"].get<size_t>(),
                              facts->name, facts->family, data.labels.names.size(),
                              toString(data.labels.kind), data.train.size(), data.validation.size(),
                              data.test.size()));
            print(inWords(forecast));
            for (const std::string& note : data.notes)
                print(note + "\n");
        }
    }
    if (asJson)
        printJson(result);
    return sound ? kDone : kBadInput;
}

} // namespace

void addCheck(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("check", "Check a recipe, its model and its data without running it");
    auto file = std::make_shared<std::filesystem::path>();
    auto workFolder = std::make_shared<std::filesystem::path>();
    auto asJson = std::make_shared<bool>(false);
    verb->add_option("RECIPE", *file, "Recipe file")->required();
    verb->add_option("--workdir", *workFolder,
                     "Folder of the results, whose cache and history tell what a run will take "
                     "(default: as of `run`)");
    verb->add_flag("--json", *asJson, "Print as JSON");
    verb->callback([=, &action] { action = [=] { return check(*file, *workFolder, *asJson); }; });
}

} // namespace lathe::cli
