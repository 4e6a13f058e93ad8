#include "widgets/start/dropped.h"

#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace lathe::widgets {

namespace {

constexpr qint64 kLookBytes = 4096;

QString say(const char* text)
{
    return QCoreApplication::translate("Dropped", text);
}

Dropped nothing(const QString& problem)
{
    Dropped result;
    result.problem = problem + " " +
                     say(QT_TRANSLATE_NOOP("Dropped",
                                           "A model folder, a data file (.csv, .tsv, .jsonl), a recipe (.json) or a "
                                           "workspace folder can be dropped here."));
    return result;
}

Dropped made(Dropped::Kind kind, const QString& path, const QString& hint)
{
    Dropped result;
    result.kind = kind;
    result.path = toPath(path);
    result.hint = hint.arg(QFileInfo(path).fileName());
    return result;
}

bool isData(const QFileInfo& file)
{
    return QStringList{"csv", "tsv", "jsonl", "ndjson"}.contains(file.suffix().toLower());
}

bool isWeights(const QFileInfo& file)
{
    return QStringList{"safetensors", "gguf"}.contains(file.suffix().toLower());
}

bool isModel(const QDir& folder)
{
    for (const char* name : {"config.json", "lathe.json", "tokenizer.json", "tokenizer_config.json"})
        if (folder.exists(name))
            return true;
    return !folder.entryList({"*.safetensors", "*.gguf"}, QDir::Files).isEmpty();
}

bool isRecipe(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray start = file.read(kLookBytes);
    return start.contains("\"formatVersion\"") && (start.contains("\"model\"") || start.contains("\"nodes\""));
}

Dropped dataOf(const QFileInfoList& files)
{
    Dropped result;
    result.kind = Dropped::Kind::Data;
    for (const QFileInfo& file : files) {
        const QString name = file.completeBaseName().toLower();
        const auto path = toPath(file.absoluteFilePath());
        if (name.contains("test") && result.data.test.empty() && files.size() > 1)
            result.data.test = path;
        else if ((name.contains("valid") || name.contains("dev")) && result.data.validation.empty() &&
                 files.size() > 1)
            result.data.validation = path;
        else if (result.data.train.empty() || name.contains("train"))
            result.data.train = path;
    }
    if (result.data.train.empty()) // only test and validation files: one of them has to be learned from
        result.data.train = std::exchange(result.data.validation, {});
    if (result.data.train.empty())
        result.data.train = std::exchange(result.data.test, {});
    result.hint = files.size() == 1
                      ? say(QT_TRANSLATE_NOOP("Dropped", "Use %1 as the recipe's data")).arg(files[0].fileName())
                      : say(QT_TRANSLATE_NOOP("Dropped", "Use these %1 files as the recipe's data")).arg(files.size());
    return result;
}

Dropped folderOf(const QFileInfo& info)
{
    const QString path = info.absoluteFilePath();
    const QDir folder(path);
    if (folder.exists("history.db") || folder.exists("recipes"))
        return made(Dropped::Kind::Workspace, path,
                    say(QT_TRANSLATE_NOOP("Dropped", "Open the workspace %1")));
    if (isModel(folder))
        return made(Dropped::Kind::Model, path,
                    say(QT_TRANSLATE_NOOP("Dropped", "Use %1 as the recipe's model")));
    const QFileInfoList tables = folder.entryInfoList({"*.csv", "*.tsv", "*.jsonl", "*.ndjson"}, QDir::Files);
    if (!tables.isEmpty() && tables.size() <= 4)
        return dataOf(tables);
    return nothing(say(QT_TRANSLATE_NOOP("Dropped", "%1 holds no model, no data and no workspace."))
                       .arg(info.fileName()));
}

} // namespace

Dropped classify(const QStringList& files)
{
    QFileInfoList infos;
    for (const QString& file : files)
        infos.push_back(QFileInfo(file));
    if (infos.isEmpty())
        return nothing(say(QT_TRANSLATE_NOOP("Dropped", "This is no file.")));
    if (std::all_of(infos.begin(), infos.end(), isData))
        return dataOf(infos);
    const QFileInfo& first = infos.front();
    if (infos.size() > 1)
        return nothing(
            say(QT_TRANSLATE_NOOP("Dropped", "These %1 files do not belong together.")).arg(infos.size()));
    if (!first.exists())
        return nothing(say(QT_TRANSLATE_NOOP("Dropped", "%1 is not there any more.")).arg(first.fileName()));
    if (first.isDir())
        return folderOf(first);
    if (first.suffix().toLower() == "json" && isRecipe(first.absoluteFilePath()))
        return made(Dropped::Kind::Recipe, first.absoluteFilePath(),
                    say(QT_TRANSLATE_NOOP("Dropped", "Open the recipe %1")));
    if (isWeights(first) || first.fileName() == "config.json")
        return made(Dropped::Kind::Model, first.absolutePath(),
                    say(QT_TRANSLATE_NOOP("Dropped", "Use %1 as the recipe's model")));
    return nothing(say(QT_TRANSLATE_NOOP("Dropped", "%1 is neither data nor a recipe.")).arg(first.fileName()));
}

} // namespace lathe::widgets
