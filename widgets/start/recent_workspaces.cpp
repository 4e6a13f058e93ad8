#include "widgets/start/recent_workspaces.h"

#include "core/base/error.h"
#include "core/history/history.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

namespace lathe::widgets {

namespace fs = std::filesystem;

namespace {

WorkspaceFacts factsOf(const fs::path& folder)
{
    WorkspaceFacts facts;
    facts.folder = folder;
    std::error_code error;
    facts.isThere = fs::is_directory(folder, error);
    if (!facts.isThere)
        return facts;
    const Workspace workspace{folder, {}};
    facts.recipes = int(workspace.recipes().size());
    if (!fs::exists(workspace.historyFile(), error))
        return facts;
    try {
        const auto runs = history::History(workspace.historyFile(), history::History::Mode::ReadOnly).runs();
        facts.runs = int(runs.size());
        if (!runs.empty())
            facts.lastRun = runs.front().started;
    } catch (const Error&) { // one that cannot be read is said to be so, and the others still shown
        facts.runs = -1;
    }
    return facts;
}

QString say(const char* text)
{
    return QCoreApplication::translate("WorkspaceFacts", text);
}

} // namespace

std::vector<WorkspaceFacts> readFacts(const QStringList& folders, const std::stop_token& stop)
{
    std::vector<WorkspaceFacts> result;
    for (const QString& folder : folders)
        if (!stop.stop_requested())
            result.push_back(factsOf(toPath(folder)));
    return result;
}

QString describe(const WorkspaceFacts& facts)
{
    if (!facts.isThere)
        return say(QT_TRANSLATE_NOOP("WorkspaceFacts", "The folder is not there (moved, or on a disk that is away)"));
    QStringList parts;
    if (facts.recipes == 0 && facts.runs == 0)
        return say(QT_TRANSLATE_NOOP("WorkspaceFacts", "Nothing in it yet"));
    parts << (facts.recipes == 1 ? say(QT_TRANSLATE_NOOP("WorkspaceFacts", "1 recipe"))
                                 : say(QT_TRANSLATE_NOOP("WorkspaceFacts", "%1 recipes")).arg(facts.recipes));
    if (facts.runs < 0)
        parts << say(QT_TRANSLATE_NOOP("WorkspaceFacts", "its history cannot be read"));
    else if (facts.runs == 0)
        parts << say(QT_TRANSLATE_NOOP("WorkspaceFacts", "no runs yet"));
    else
        parts << (facts.runs == 1 ? say(QT_TRANSLATE_NOOP("WorkspaceFacts", "1 run, on %1"))
                                  : say(QT_TRANSLATE_NOOP("WorkspaceFacts", "%1 runs, the last on %2"))
                                        .arg(formatCount(facts.runs)))
                     .arg(formatTime(facts.lastRun));
    return parts.join(" · ");
}

} // namespace lathe::widgets
