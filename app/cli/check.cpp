#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/engine/torch_engine.h"
#include "core/recipe/plan.h"
#include "core/recipe/recipe_file.h"
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

int check(const std::filesystem::path& file, bool asJson)
{
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
        if (!asJson) {
            print(fmt::format("{}: sound. {} steps give {} variants\nmodel {} ({}), {} {} labels, "
                              "{} / {} / {} rows\n",
                              file.string(), plan->steps.size(), result["variants"].get<size_t>(),
                              facts->name, facts->family, data.labels.names.size(),
                              toString(data.labels.kind), data.train.size(), data.validation.size(),
                              data.test.size()));
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
    auto asJson = std::make_shared<bool>(false);
    verb->add_option("RECIPE", *file, "Recipe file")->required();
    verb->add_flag("--json", *asJson, "Print as JSON");
    verb->callback([=, &action] { action = [=] { return check(*file, *asJson); }; });
}

} // namespace lathe::cli
