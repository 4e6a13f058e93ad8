#include "widgets/settings/preferences.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace lathe::widgets {

namespace {
constexpr int kRecentCount = 10;
constexpr int kMostThreads = 1024;
} // namespace

Preferences Preferences::read()
{
    const QSettings settings;
    Preferences result;
    const int theme = settings.value(keys::kTheme, 0).toInt();
    if (theme >= 0 && theme <= int(ThemeChoice::Dark))
        result.theme = ThemeChoice(theme);
    result.language = settings.value(keys::kLanguage).toString();
    if (settings.value(keys::kDevice).toString() == "cuda")
        result.device = "cuda";
    result.threads = std::clamp(settings.value(keys::kThreads, 0).toInt(), 0, kMostThreads);
    result.workspacesFolder = settings.value(keys::kWorkspacesFolder).toString();
    if (result.workspacesFolder.isEmpty())
        result.workspacesFolder =
            QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath("Lathe");
    result.modelsFolder = settings.value(keys::kModelsFolder).toString();
    result.notifies = settings.value(keys::kNotifies, true).toBool();
    result.autosaves = settings.value(keys::kAutosaves, true).toBool();
    result.reopens = settings.value(keys::kReopens, true).toBool();
    return result;
}

void Preferences::write() const
{
    QSettings settings;
    settings.setValue(keys::kTheme, int(theme));
    settings.setValue(keys::kLanguage, language);
    settings.setValue(keys::kDevice, device);
    settings.setValue(keys::kThreads, threads);
    settings.setValue(keys::kWorkspacesFolder, workspacesFolder);
    settings.setValue(keys::kModelsFolder, modelsFolder);
    settings.setValue(keys::kNotifies, notifies);
    settings.setValue(keys::kAutosaves, autosaves);
    settings.setValue(keys::kReopens, reopens);
}

QStringList recent(const char* key)
{
    return QSettings().value(key).toStringList();
}

void remember(const char* key, const QString& path)
{
    QStringList list = recent(key);
    list.removeAll(path);
    list.prepend(path);
    QSettings().setValue(key, list.mid(0, kRecentCount));
}

void forget(const char* key, const QString& path)
{
    QStringList list = recent(key);
    list.removeAll(path);
    QSettings().setValue(key, list);
}

} // namespace lathe::widgets
