#include "widgets/history/history_store.h"

#include "widgets/history/history_edits.h"
#include "widgets/session/past_run.h"
#include "widgets/theme/said.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QSettings>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr auto kRemembered = "history/view";

QHash<QString, QString> stageTitles(const recipe::StageCatalog& catalog)
{
    QHash<QString, QString> titles;
    for (const recipe::StageInfo& stage : catalog.all())
        titles.insert(QString::fromStdString(stage.id), said(stage.title));
    return titles;
}

} // namespace

HistoryStore::HistoryStore(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_rows(std::make_shared<const HistoryRows>()),
      m_notes(std::make_shared<const HistoryNotes>()),
      m_found(std::make_shared<const HistoryFound>()),
      m_state(historyStateFrom(
          QJsonDocument::fromJson(QSettings().value(kRemembered).toByteArray()).object()))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &HistoryStore::load);
    const auto loadSoon = [this] { m_soon.start(); };
    connect(&m_session, &Session::workspaceChanged, this, loadSoon);
    connect(&m_session, &Session::historyChanged, this, loadSoon);
    connect(&m_session, &Session::runEvent, this, [loadSoon](const runner::Event& event) {
        if (std::holds_alternative<runner::RunStarted>(event))
            loadSoon();
    });
    const auto followAccess = [this] { setReadOnly(!m_session.access().isWritable()); };
    connect(&m_session.access(), &WorkspaceAccess::changed, this, followAccess);
    followAccess(); // before the first reading, which upgrades and purges what may be written
    connect(&m_writer, &HistoryWriter::failed, this, [this](const Trouble& trouble) {
        m_undo.clear(); // what is shown is not what is written
        Q_EMIT failed(trouble);
        m_refreshesSession = true;
    });
    connect(&m_writer, &HistoryWriter::idle, this, [this] {
        if (std::exchange(m_refreshesSession, false))
            m_session.refreshHistory(); // ends in historyChanged
    });
    m_soon.start();
}

HistoryStore::~HistoryStore()
{
    remember();
}

void HistoryStore::remember() const
{
    QSettings().setValue(kRemembered,
                         QJsonDocument(toJson(m_state)).toJson(QJsonDocument::Compact));
}

void HistoryStore::setReadOnly(bool isReadOnly)
{
    if (isReadOnly == m_isReadOnly)
        return;
    m_isReadOnly = isReadOnly;
    Q_EMIT readOnlyChanged();
}

bool HistoryStore::isEmpty() const
{
    return std::all_of(m_rows->summary.runs.begin(), m_rows->summary.runs.end(),
                       [this](const auto& run) { return m_notes->removed.contains(run.id); });
}

void HistoryStore::load()
{
    const auto file = m_session.workspace().historyFile();
    if (file != m_file) {
        m_file = file;
        m_undo.clear();
        m_selection.clear();
        m_state.search.clear();
        m_state.chosen.clear();
        m_isLoading = true;
        m_rows = std::make_shared<const HistoryRows>();
        m_notes = std::make_shared<const HistoryNotes>();
        m_found = std::make_shared<const HistoryFound>();
        Q_EMIT foundChanged();
        Q_EMIT selectionChanged();
    }
    const bool prepares = !m_isReadOnly && m_prepared != file && !m_session.isRunning();
    m_loadJob.start(
        [file, prepares, isIdle = !m_isReadOnly && !m_session.isRunning(), titles = stageTitles(m_session.document().catalog())](
            const std::stop_token&) -> std::shared_ptr<const HistoryRows> {
            using history::History;
            if (!std::filesystem::exists(file))
                return std::make_shared<const HistoryRows>();
            if (prepares)
                History(file).purgeRemoved(); // of earlier sessions; upgrades it, too
            history::Summary summary = History(file, History::Mode::ReadOnly).summary();
            if (isIdle)
                endCutOff(summary.runs);
            return rowsOf(std::move(summary), titles);
        },
        [this, edits = m_edits, file, prepares](const std::shared_ptr<const HistoryRows>& rows) {
            if (prepares && !rows->summary.runs.empty())
                m_prepared = file;
            if (edits == m_edits && m_writer.isIdle())
                take(rows);
            else // it may lack what is being written
                m_refreshesSession = true, m_writer.write(m_file, [](history::History&) {});
        },
        [this](const Trouble& trouble) {
            m_isLoading = false;
            Q_EMIT failed(trouble);
            Q_EMIT foundChanged();
        });
}

void HistoryStore::take(const std::shared_ptr<const HistoryRows>& rows)
{
    m_rows = rows;
    m_notes = std::make_shared<const HistoryNotes>(notesOf(rows->summary));
    findAgain();
}

void HistoryStore::findAgain()
{
    m_findJob.start(
        [rows = m_rows, notes = m_notes, state = m_state](const std::stop_token& stop) {
            const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
            return std::make_shared<const HistoryFound>(find(*rows, *notes, state, today, stop));
        },
        [this, rows = m_rows](const std::shared_ptr<const HistoryFound>& found) {
            if (rows != m_rows)
                return; // of another history
            m_isLoading = false;
            m_found = found;
            const size_t before = m_selection.size();
            std::erase_if(m_selection, [this](const std::string& id) {
                const auto row = m_rows->rowOf(id);
                return !row || m_notes->removed.contains(m_rows->run(*row).id);
            });
            Q_EMIT foundChanged();
            if (m_selection.size() != before)
                Q_EMIT selectionChanged();
        },
        [this](const Trouble& trouble) { Q_EMIT failed(trouble); });
}

void HistoryStore::setState(HistoryState state)
{
    if (state == m_state)
        return;
    HistoryState looks = state; // as before but for columns
    looks.columns = m_state.columns;
    looks.widths = m_state.widths;
    const bool onlyColumns = looks == m_state;
    m_state = std::move(state);
    Q_EMIT stateChanged();
    if (onlyColumns)
        Q_EMIT foundChanged();
    else
        findAgain();
}

std::optional<RowId> HistoryStore::current() const
{
    return m_selection.empty() ? std::nullopt : m_rows->rowOf(m_selection.front());
}

std::vector<std::string> HistoryStore::selectedRuns() const
{
    std::vector<std::string> runs;
    for (const std::string& id : m_selection)
        if (const auto row = m_rows->rowOf(id))
            if (const std::string& run = m_rows->run(*row).id;
                std::find(runs.begin(), runs.end(), run) == runs.end())
                runs.push_back(run);
    return runs;
}

std::vector<std::string> HistoryStore::selectedVariants() const
{
    std::vector<std::string> variants;
    const auto add = [&](const std::string& id) {
        if (std::find(variants.begin(), variants.end(), id) == variants.end())
            variants.push_back(id);
    };
    for (const std::string& id : m_selection) {
        const auto row = m_rows->rowOf(id);
        if (!row)
            continue;
        if (!row->isRun()) {
            add(id);
            continue;
        }
        for (size_t i = m_rows->firstVariant[size_t(row->run)];
             i < m_rows->firstVariant[size_t(row->run) + 1]; ++i)
            add(m_rows->summary.variants[i].id);
    }
    return variants;
}

void HistoryStore::select(std::vector<std::string> ids)
{
    if (ids == m_selection)
        return;
    m_selection = std::move(ids);
    Q_EMIT selectionChanged();
}

history::Mark HistoryStore::mark(const std::string& id) const
{
    const history::Mark* known = m_notes->mark(id);
    return known ? *known : history::Mark();
}

QStringList HistoryStore::knownTags() const
{
    QStringList tags;
    for (const auto& [id, mark] : m_notes->marks)
        for (const std::string& tag : mark.tags)
            tags += QString::fromStdString(tag);
    tags.removeDuplicates();
    tags.sort(Qt::CaseInsensitive);
    return tags;
}

void HistoryStore::setMark(const std::string& id, const history::Mark& mark, const QString& what)
{
    if (!m_isReadOnly && mark != this->mark(id))
        m_undo.push(new MarkEdit(*this, {{id, mark}}, what));
}

void HistoryStore::setStarred(const std::vector<std::string>& ids, bool isStarred)
{
    Marks marks;
    for (const std::string& id : ids)
        if (history::Mark mark = this->mark(id); mark.isStarred != isStarred) {
            mark.isStarred = isStarred;
            marks.emplace_back(id, std::move(mark));
        }
    if (!m_isReadOnly && !marks.empty())
        m_undo.push(new MarkEdit(*this, std::move(marks), isStarred ? tr("Star") : tr("Unstar")));
}

void HistoryStore::removeRuns(const std::vector<std::string>& runIds)
{
    if (m_isReadOnly || runIds.empty())
        return;
    for (const std::string& id : runIds)
        if (const auto row = m_rows->rowOf(id);
            row && m_rows->run(*row).state == runner::RunState::Running) {
            Q_EMIT failed({tr("A run that is still going on cannot be deleted."),
                           tr("Wait for it to end, or cancel it.")});
            return;
        }
    m_undo.push(new RunRemoval(*this, runIds));
    Q_EMIT runsRemoved(int(runIds.size()));
}

void HistoryStore::applyMarks(const Marks& marks)
{
    HistoryNotes notes = *m_notes;
    for (const auto& [id, mark] : marks) {
        notes.marks.erase(id);
        if (mark != history::Mark())
            notes.marks.emplace(id, mark);
    }
    m_notes = std::make_shared<const HistoryNotes>(std::move(notes));
    ++m_edits;
    m_writer.write(m_file, [marks](history::History& history) {
        for (const auto& [id, mark] : marks)
            history.setMark(id, mark);
    });
    Q_EMIT marksChanged();
    findAgain();
}

void HistoryStore::applyRemoval(const std::vector<std::string>& runIds, bool isRemoved)
{
    HistoryNotes notes = *m_notes;
    for (const std::string& id : runIds) {
        if (isRemoved)
            notes.removed.insert(id);
        else
            notes.removed.erase(id);
    }
    m_notes = std::make_shared<const HistoryNotes>(std::move(notes));
    ++m_edits;
    m_refreshesSession = true;
    m_writer.write(m_file, [runIds, isRemoved](history::History& history) {
        if (isRemoved)
            history.removeRuns(runIds);
        else
            history.restoreRuns(runIds);
    });
    findAgain();
}

} // namespace lathe::widgets
