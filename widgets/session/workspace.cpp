#include "widgets/session/workspace.h"

#include "core/base/error.h"
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <algorithm>

namespace lathe::widgets {

namespace fs = std::filesystem;

QString Workspace::name() const
{
    return toQString(folder.filename());
}

QString Workspace::shown(const fs::path& path) const
{
    const fs::path inside = path.lexically_relative(folder);
    const bool isInside = !inside.empty() && *inside.begin() != "..";
    return toQString(isInside ? inside : path);
}

std::vector<fs::path> Workspace::recipes() const
{
    std::vector<fs::path> result;
    std::error_code error; // no folder: no recipes
    for (const auto& entry : fs::directory_iterator(recipesFolder(), error))
        if (entry.path().extension() == ".json")
            result.push_back(entry.path());
    std::sort(result.begin(), result.end());
    return result;
}

Workspace Workspace::of(const QString& path)
{
    if (path.isEmpty()) {
        const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
        return {toPath(data) / "workspace", {}};
    }
    const fs::path given = fs::absolute(toPath(path)).lexically_normal();
    if (fs::is_directory(given)) {
        Workspace workspace{given.has_filename() ? given : given.parent_path(), {}};
        const auto recipes = workspace.recipes();
        if (!recipes.empty())
            workspace.recipe = recipes.front();
        return workspace;
    }
    if (!fs::exists(given))
        throw Error(ErrorKind::BadInput, "There is no file or folder " + given.string() + ".",
                    "Give a project folder or a recipe file (.json).");
    const fs::path folder = given.parent_path();
    return {folder.filename() == "recipes" ? folder.parent_path() : folder, given};
}

} // namespace lathe::widgets
