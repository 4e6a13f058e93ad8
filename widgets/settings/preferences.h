#pragma once

#include "widgets/theme/theme_manager.h"

#include <QString>
#include <QStringList>

namespace lathe::widgets {

// Every key that the workbench keeps in QSettings.
namespace keys {
constexpr auto kTheme = "theme";
constexpr auto kLanguage = "language";
constexpr auto kDevice = "device";
constexpr auto kThreads = "threads";
constexpr auto kWorkspacesFolder = "folders/workspaces";
constexpr auto kModelsFolder = "folders/models";
constexpr auto kNotifies = "notifications";
constexpr auto kAutosaves = "autosave";
constexpr auto kReopens = "reopenLast";
constexpr auto kLast = "window/last"; // recipe or workspace
constexpr auto kGeometry = "window/geometry";
constexpr auto kPlace = "window/place";
constexpr auto kSplitters = "window/splitters";
constexpr auto kRecentRecipes = "recentRecipes";
constexpr auto kRecentWorkspaces = "recentWorkspaces";
constexpr auto kRecentModels = "recentModels";
} // namespace keys

// What the user decides for good.
struct Preferences {
    ThemeChoice theme = ThemeChoice::System;
    QString language; // "de"; empty: the system's
    QString device = "cpu"; // where training runs: cpu or cuda
    int threads = 0; // of the engine; 0: one for each core
    QString workspacesFolder; // where new workspaces are made
    QString modelsFolder;     // where the choice of a model begins; may be empty
    bool notifies = true; // on the desktop, when a run has ended
    bool autosaves = true;
    bool reopens = true; // the last workspace at the start

    bool operator==(const Preferences&) const = default;

    [[nodiscard]] static Preferences read();
    void write() const;
};

// A list of the newest paths in QSettings, each once.
[[nodiscard]] QStringList recent(const char* key);
void remember(const char* key, const QString& path);
void forget(const char* key, const QString& path);

} // namespace lathe::widgets
