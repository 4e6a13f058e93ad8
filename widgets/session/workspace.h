#pragma once

#include <QString>

#include <filesystem>
#include <vector>

namespace lathe::widgets {

// A project folder: recipes/*.json, history.db and artifacts/. Nothing in it is made before it is
// needed.
struct Workspace {
    std::filesystem::path folder;
    std::filesystem::path recipe; // to open at the start; may be empty

    [[nodiscard]] std::filesystem::path historyFile() const { return folder / "history.db"; }
    [[nodiscard]] std::filesystem::path recipesFolder() const { return folder / "recipes"; }
    [[nodiscard]] QString name() const;
    // A path as people read it: from the workspace's folder where it lies inside.
    [[nodiscard]] QString shown(const std::filesystem::path& path) const;
    // Sorted by name.
    [[nodiscard]] std::vector<std::filesystem::path> recipes() const;

    // Of a project folder, or of a recipe file: its project is the folder that holds recipes/, or
    // else its own folder. An empty path is the user's own workspace. Throws Error when nothing is
    // there.
    [[nodiscard]] static Workspace of(const QString& path);
};

} // namespace lathe::widgets
