#include "widgets/session/queue_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/recipe/json_reader.h"
#include "core/recipe/recipe_file.h"

namespace lathe::widgets {

using nlohmann::json;

namespace {
constexpr int kFormatVersion = 1;
}

std::vector<recipe::Recipe> loadQueue(const std::filesystem::path& file)
{
    if (!std::filesystem::exists(file))
        return {};
    const json content = readJson(file);
    try {
        const recipe::JsonReader reader(content, "", {"formatVersion", "runs"});
        if (reader.integer("formatVersion", 0) > kFormatVersion)
            throw Error(ErrorKind::Unsupported, "it was written by a newer Lathe",
                        "Use that one, or remove the file");
        const json& runs = reader.require("runs");
        if (!runs.is_array())
            throw badInput("runs must be a list");
        std::vector<recipe::Recipe> recipes;
        for (const json& run : runs)
            recipes.push_back(recipe::fromJson(run, "/"));
        return recipes;
    } catch (const Error& error) { // where it came from goes in front
        throw error.in(file.string());
    }
}

void saveQueue(const std::vector<recipe::Recipe>& recipes, const std::filesystem::path& file)
{
    if (recipes.empty()) {
        std::error_code ignored; // a file that stays brings back what has run, held
        std::filesystem::remove(file, ignored);
        return;
    }
    json runs = json::array();
    for (const recipe::Recipe& recipe : recipes)
        runs.push_back(recipe::toJson(recipe));
    std::error_code ignored; // writing tells
    std::filesystem::create_directories(file.parent_path(), ignored);
    writeFile(file,
              json{{"formatVersion", kFormatVersion}, {"runs", std::move(runs)}}.dump(2) + "\n");
}

} // namespace lathe::widgets
