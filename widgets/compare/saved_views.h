#pragma once

#include "widgets/compare/compare_state.h"

#include <filesystem>

namespace lathe::widgets {

struct SavedView {
    std::string name;
    CompareState state; // without a run
};

// The named views of a workspace, in views.json beside its history, in the order of their making.
class SavedViews {
public:
    // An empty list where there is no file. Throws Error when the file is not a list of views or is
    // newer than this program.
    [[nodiscard]] static SavedViews read(const std::filesystem::path& file);

    [[nodiscard]] const std::vector<SavedView>& all() const { return m_views; }
    [[nodiscard]] const SavedView* find(std::string_view name) const;

    // Each writes the file at once and throws Error when that fails; the list then stays as it was.
    void save(const std::string& name, const CompareState& state); // replaces one of that name
    void rename(std::string_view from, const std::string& to);     // replaces one of the new name
    void remove(std::string_view name);

private:
    void write(std::vector<SavedView> views);

    std::filesystem::path m_file;
    std::vector<SavedView> m_views;
};

} // namespace lathe::widgets
