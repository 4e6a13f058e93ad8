#include "widgets/session/autosave.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/history/process_identity.h"
#include "core/recipe/recipe_file.h"
#include "widgets/common/format.h"

#include <QDateTime>
#include <QStandardPaths>
#include <QUuid>

namespace lathe::widgets {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kDelayMs = 1000;
constexpr auto kFolder = ".autosave";

json toJson(const history::ProcessIdentity& process)
{
    return {{"host", process.host}, {"boot", process.boot}, {"pid", process.pid}, {"start", process.startTicks}};
}

history::ProcessIdentity processFrom(const json& json)
{
    return {json.at("host"), json.at("boot"), json.at("pid"), json.at("start")};
}

// The newest of a workspace that no living process owns: none does in a folder that is locked by us. What cannot be
// read is passed over.
void findNewest(const fs::path& folder, bool isOurs, const fs::path& own, const std::string& workspace,
                std::optional<UnsavedWork>& newest)
{
    std::error_code error; // no folder: nothing
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".json" || entry.path() == own)
            continue;
        try {
            const json content = readJson(entry.path());
            if (content.at("workspace") != workspace ||
                (!isOurs && processFrom(content.at("process")).mayBeAlive()))
                continue;
            UnsavedWork work{entry.path(), recipe::fromJson(content.at("recipe"), "/"),
                             QString::fromStdString(content.at("path")), content.at("time")};
            if (!newest || work.time > newest->time)
                newest = std::move(work);
        } catch (const std::exception&) { // half a disk, another version: no reason to keep the window shut
        }
    }
}

fs::path programFolder()
{
    return toPath(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)) / "autosave";
}

} // namespace

Autosave::Autosave(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &Autosave::save);
    connect(&m_session, &Session::workspaceChanged, this, &Autosave::followWorkspace);
    connect(&m_session.access(), &WorkspaceAccess::changed, this, &Autosave::followWorkspace);
    connect(&m_session.document(), &RecipeDocument::changed, this, &Autosave::followDocument);
    connect(&m_session.document(), &RecipeDocument::modifiedChanged, this, &Autosave::followDocument);
    followWorkspace();
}

Autosave::~Autosave()
{
    m_saveJob.reset(); // waits for a file that is being written
    removeFile();
}

void Autosave::setEnabled(bool enabled)
{
    m_isEnabled = enabled;
    followDocument();
}

fs::path Autosave::ownFolder() const
{
    if (m_session.access().isWritable())
        return m_session.workspace().folder / kFolder;
    return programFolder();
}

void Autosave::followWorkspace()
{
    if (m_folder == ownFolder() && !m_file.empty())
        return;
    removeFile();
    m_folder = ownFolder();
    m_file = m_folder / (QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + ".json");
    search();
    followDocument();
}

void Autosave::search()
{
    if (std::exchange(m_found, std::nullopt))
        Q_EMIT foundChanged();
    m_searchJob.start(
        [own = m_file, isWritable = m_session.access().isWritable(),
         workspace = m_session.workspace().folder](const std::stop_token&) {
            std::optional<UnsavedWork> newest;
            if (isWritable)
                findNewest(workspace / kFolder, true, own, workspace.string(), newest);
            findNewest(programFolder(), false, own, workspace.string(), newest);
            return newest;
        },
        [this](const std::optional<UnsavedWork>& work) {
            m_found = work;
            if (m_found)
                Q_EMIT foundChanged();
        },
        [](const Trouble&) {}); // nothing is found
}

void Autosave::followDocument()
{
    if (m_isEnabled && m_session.document().isModified()) {
        if (!m_delay.isActive()) // not put off by further edits
            m_delay.start();
        return;
    }
    m_delay.stop();
    if (!m_isWriting)
        removeFile();
}

void Autosave::save()
{
    if (m_isWriting) {
        m_delay.start();
        return;
    }
    m_isWriting = true;
    const auto ended = [this, file = m_file] {
        m_isWriting = false;
        if (file != m_file || !m_session.document().isModified()) { // overtaken
            std::error_code ignored;
            fs::remove(file, ignored);
        }
    };
    m_saveJob->start(
        [file = m_file, recipe = m_session.document().recipe(), path = m_session.document().path().toStdString(),
         workspace = m_session.workspace().folder.string()](const std::stop_token&) {
            fs::create_directories(file.parent_path());
            const json content{{"formatVersion", 1},
                               {"workspace", workspace},
                               {"path", path},
                               {"time", QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()},
                               {"process", toJson(history::ProcessIdentity::current())},
                               {"recipe", recipe::toJson(recipe)}};
            writeFile(file, content.dump(2) + "\n");
            return true;
        },
        [this, ended](bool) {
            ended();
            if (!m_superseded.empty()) {
                std::error_code ignored;
                fs::remove(std::exchange(m_superseded, {}), ignored);
            }
            Q_EMIT saved();
        },
        [this, ended](const Trouble& trouble) {
            ended();
            Q_EMIT failed(trouble);
        });
}

void Autosave::removeFile()
{
    if (m_file.empty())
        return;
    std::error_code ignored; // not there, most of the time
    fs::remove(m_file, ignored);
    fs::remove(m_file.parent_path(), ignored); // when empty
}

void Autosave::recover()
{
    if (!m_found)
        return;
    const UnsavedWork work = *std::exchange(m_found, std::nullopt);
    m_superseded = work.file;
    m_session.document().recover(work.recipe, work.path);
    Q_EMIT foundChanged();
}

void Autosave::discard()
{
    if (!m_found)
        return;
    std::error_code ignored; // it is offered again
    fs::remove(m_found->file, ignored);
    m_found.reset();
    Q_EMIT foundChanged();
}

} // namespace lathe::widgets
