#include "core/recipe/recipe_file.h"
#include "core/report/clean_text.h"
#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace lathe::report {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<fs::path> pathsOf(const recipe::Recipe& recipe)
{
    std::vector<fs::path> paths;
    for (const fs::path& path : {recipe.model, recipe.data.train, recipe.data.validation,
                                 recipe.data.test, recipe.data.unlabelled})
        if (path.is_absolute())
            paths.push_back(path.lexically_normal());
    return paths;
}

// The deepest folder that model and data lie in, so that a report tells no more of a machine than
// it must.
fs::path baseOf(const recipe::Recipe& recipe)
{
    const std::vector<fs::path> paths = pathsOf(recipe);
    if (paths.empty())
        return {};
    fs::path base = paths.front().parent_path();
    for (const fs::path& path : paths)
        while (base.has_relative_path() &&
               std::mismatch(base.begin(), base.end(), path.begin(), path.end()).first !=
                   base.end())
            base = base.parent_path();
    return base.has_relative_path() ? base : fs::path(); // of the root all would be relative
}

std::string shown(const fs::path& path, const fs::path& base)
{
    if (path.empty())
        return "sampled from the training file";
    return cleaned(
        (base.empty() ? path : path.lexically_normal().lexically_relative(base)).string());
}

Table facts(std::string caption)
{
    return {std::move(caption),
            {{"What", Column::Align::Left, 1}, {"Value", Column::Align::Left, 3}},
            {}};
}

std::string valueText(const json& value)
{
    if (value.is_string())
        return cleaned(value.get<std::string>());
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const json& part : value)
            parts.push_back(valueText(part));
        return parts.empty() ? "none" : joined(parts);
    }
    return cleaned(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

Table dataTable(const Study& study, const RunPart& run)
{
    const data::DataSpec& spec = run.recipe.data;
    const fs::path base = baseOf(run.recipe);
    Table table = facts("Data");
    const auto add = [&](const char* what, std::string value) {
        table.rows.push_back({{what}, {std::move(value)}});
    };
    const auto rows = [&](const fs::path& file,
                          const std::vector<data::Example> data::DataSet::*split) {
        const std::string name = shown(file, base);
        return study.data.set
                   ? fmt::format("{}, {}", name,
                                 counted(((*study.data.set).*split).size(), "row", "rows"))
                   : name;
    };
    add("Training", rows(spec.train, &data::DataSet::train));
    add("Validation", rows(spec.validation, &data::DataSet::validation));
    add("Test", rows(spec.test, &data::DataSet::test));
    if (!spec.unlabelled.empty())
        add("Without labels", shown(spec.unlabelled, base));
    add("Labels", study.labels.names.empty()
                      ? std::string("not recorded")
                      : fmt::format("{}, {}", grouped(study.labels.names.size()),
                                    study.labels.kind == data::TaskKind::Multilabel
                                        ? "any number of them for a text"
                                        : "one for each text"));
    add("Fingerprint (SHA-256)", study.data.set ? study.data.set->fingerprint
                                                : fmt::format("absent: {}", study.data.trouble));
    if (study.data.set)
        for (const std::string& note : study.data.set->notes)
            add("Note", cleaned(note));
    add("Longest text", counted(size_t(std::max(run.recipe.maxLength, 0)), "token", "tokens"));
    add("Seed", std::to_string(run.recipe.seed));
    return table;
}

Table machineTable(const RunPart& run)
{
    static const std::map<std::string, const char*, std::less<>> kTitles{
        {"cpu", "Processor"},
        {"cores", "Cores"},
        {"cpuFeatures", "Instructions"},
        {"device", "Trained on"},
        {"lathe", "Lathe"},
        {"libtorch", "LibTorch"},
        {"memoryBytes", "Memory"},
        {"system", "System"},
        {"threads", "Threads"},
        {"torchCapability", "LibTorch uses"}};
    Table table = facts("Environment");
    if (!run.environment.is_object() || run.environment.empty())
        table.rows.push_back({{"Environment"}, {"not recorded"}});
    else
        for (const auto& [key, value] : run.environment.items()) {
            const auto title = kTitles.find(key);
            table.rows.push_back(
                {{title == kTitles.end() ? cleaned(key) : std::string(title->second)},
                 {key == "memoryBytes" && value.is_number()
                      ? fmt::format("{:.0f} GB", value.get<double>() / 1e9)
                      : valueText(value)}});
        }
    return table;
}

} // namespace

void addEnvironment(Document& document, const Study& study)
{
    document.blocks.push_back(Heading{2, "Data and environment"});
    if (study.runs.empty()) {
        document.blocks.push_back(Paragraph{"The runs are no longer in the history."});
        return;
    }
    const RunPart& run = study.runs.front();
    document.blocks.push_back(dataTable(study, run));
    document.blocks.push_back(machineTable(run));
    Table runs{"Runs",
               {{"Run", Column::Align::Left, 2},
                {"Recipe", Column::Align::Left, 2},
                {"Started (UTC)", Column::Align::Left, 2},
                {"Ended as", Column::Align::Left, 1}},
               {}};
    for (const RunPart& part : study.runs)
        runs.rows.push_back({{cleaned(part.row.id)},
                             {cleaned(part.row.name)},
                             {cleaned(part.row.started)},
                             {std::string(runner::toString(part.row.state))}});
    document.blocks.push_back(std::move(runs));
}

void addReproduce(Document& document, const Study& study)
{
    if (study.runs.empty())
        return;
    document.blocks.push_back(Heading{2, "Recipe to reproduce"});
    document.blocks.push_back(Paragraph{"Save this as recipe.json in the folder that the model's "
                                        "and the data's paths start from, and "
                                        "run the command there. The same recipe, data, seed and "
                                        "program give the same models; speed is "
                                        "that of the machine it runs on."});
    for (const RunPart& run : study.runs) {
        if (study.runs.size() > 1)
            document.blocks.push_back(Heading{3, "Run " + cleaned(run.row.id)});
        const auto threads = run.environment.find("threads");
        document.blocks.push_back(
            Code{"lathe-cli run recipe.json" +
                 (threads != run.environment.end() && threads->is_number_integer()
                      ? fmt::format(" --threads {}", threads->get<int64_t>())
                      : std::string())});
        json recipe = recipe::toJson(run.recipe, baseOf(run.recipe));
        recipe.erase("layout"); // of the canvas
        // Beyond ASCII as \u escapes, so that no character of a name can disturb the page.
        document.blocks.push_back(Code{recipe.dump(2, ' ', true, json::error_handler_t::replace)});
    }
}

} // namespace lathe::report
