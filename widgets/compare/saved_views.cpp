#include "widgets/compare/saved_views.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <algorithm>

namespace lathe::widgets {

using nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;

} // namespace

SavedViews SavedViews::read(const std::filesystem::path& file)
{
    SavedViews views;
    views.m_file = file;
    if (!std::filesystem::exists(file))
        return views;
    const json content = readJson(file);
    const json version = content.is_object() ? content.value("formatVersion", json()) : json();
    if (!version.is_number_integer())
        throw Error(ErrorKind::BadInput, file.string() + ": holds no saved views",
                    "Move the file away to start anew");
    if (version > kFormatVersion)
        throw Error(ErrorKind::BadInput, file.string() + ": was written by a newer Lathe",
                    "Open the project with that version, or move the file away");
    const json list = content.value("views", json::array());
    for (const json& entry : list)
        if (entry.is_object() && entry.value("name", json()).is_string())
            views.m_views.push_back({entry["name"], stateFrom(entry.value("state", json()))});
    return views;
}

const SavedView* SavedViews::find(std::string_view name) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [&](const SavedView& view) { return view.name == name; });
    return found == m_views.end() ? nullptr : &*found;
}

void SavedViews::save(const std::string& name, const CompareState& state)
{
    std::vector<SavedView> views = m_views;
    SavedView view{name, state};
    view.state.run.clear();
    const auto same = std::find_if(views.begin(), views.end(),
                                   [&](const SavedView& other) { return other.name == name; });
    if (same == views.end())
        views.push_back(std::move(view));
    else
        *same = std::move(view);
    write(std::move(views));
}

void SavedViews::rename(std::string_view from, const std::string& to)
{
    std::vector<SavedView> views = m_views;
    if (from != to)
        std::erase_if(views, [&](const SavedView& view) { return view.name == to; });
    for (SavedView& view : views)
        if (view.name == from)
            view.name = to;
    write(std::move(views));
}

void SavedViews::remove(std::string_view name)
{
    std::vector<SavedView> views = m_views;
    std::erase_if(views, [&](const SavedView& view) { return view.name == name; });
    write(std::move(views));
}

void SavedViews::write(std::vector<SavedView> views)
{
    json list = json::array();
    for (const SavedView& view : views)
        list.push_back({{"name", view.name}, {"state", toJson(view.state)}});
    writeFile(m_file, json{{"formatVersion", kFormatVersion}, {"views", list}}.dump(2) + "\n");
    m_views = std::move(views);
}

} // namespace lathe::widgets
