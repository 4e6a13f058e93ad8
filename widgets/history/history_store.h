#pragma once

#include "widgets/history/history_find.h"
#include "widgets/history/history_writer.h"
#include "widgets/session/session.h"

#include <QUndoStack>

namespace lathe::widgets {

// What all views of History share: the rows, the notes people made, what is asked for with what was
// found, and the selection. Reading, searching and writing happen on other threads; an edit shows
// at once and is written behind it.
class HistoryStore : public QObject {
    Q_OBJECT
public:
    explicit HistoryStore(Session& session, QObject* parent = nullptr);
    ~HistoryStore() override;

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] const HistoryState& state() const { return m_state; }
    [[nodiscard]] std::shared_ptr<const HistoryRows> rows() const { return m_rows; }
    [[nodiscard]] std::shared_ptr<const HistoryNotes> notes() const { return m_notes; }
    [[nodiscard]] std::shared_ptr<const HistoryFound> found() const { return m_found; }
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    [[nodiscard]] bool isEmpty() const; // no runs that are not removed
    [[nodiscard]] bool isReadOnly() const { return m_isReadOnly; }
    void setReadOnly(bool isReadOnly);

    void setState(HistoryState state);

    // Ids of runs and variants, the one that details are about first.
    [[nodiscard]] const std::vector<std::string>& selection() const { return m_selection; }
    [[nodiscard]] std::optional<RowId> current() const;
    [[nodiscard]] std::vector<std::string> selectedRuns() const; // each once
    // The selected variants; for a selected run, all of its.
    [[nodiscard]] std::vector<std::string> selectedVariants() const;
    void select(std::vector<std::string> ids);

    [[nodiscard]] history::Mark mark(const std::string& id) const;
    // Each is one step that can be undone.
    void setMark(const std::string& id, const history::Mark& mark, const QString& what);
    void setStarred(const std::vector<std::string>& ids, bool isStarred);
    void removeRuns(const std::vector<std::string>& runIds);
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }
    [[nodiscard]] QStringList knownTags() const;

Q_SIGNALS:
    void foundChanged(); // other rows, another order, or other columns
    void marksChanged(); // stars, tags, notes
    void selectionChanged();
    void stateChanged();
    void runsRemoved(int count);
    void readOnlyChanged();
    void failed(const lathe::widgets::Trouble& trouble);

private:
    friend class MarkEdit;
    friend class RunRemoval;
    using Marks = std::vector<std::pair<std::string, history::Mark>>;
    void applyMarks(const Marks& marks);
    void applyRemoval(const std::vector<std::string>& runIds, bool isRemoved);
    void openFile();
    void load();
    void take(const std::shared_ptr<const HistoryRows>& rows);
    void findAgain();
    void remember() const;

    Session& m_session;
    std::filesystem::path m_file;
    std::shared_ptr<const HistoryRows> m_rows;
    std::shared_ptr<const HistoryNotes> m_notes;
    std::shared_ptr<const HistoryFound> m_found;
    HistoryState m_state;
    std::vector<std::string> m_selection;
    bool m_isLoading = false;
    bool m_isReadOnly = false;
    bool m_refreshesSession = false; // once all is written
    quint64 m_edits = 0;
    quint64 m_readEdits = 0; // when the session began to read
    bool m_readAll = true;   // and whether all of them were written by then
    QUndoStack m_undo;
    HistoryWriter m_writer;
    Newest<std::shared_ptr<const HistoryRows>> m_loadJob{this};
    Newest<std::shared_ptr<const HistoryFound>> m_findJob{this};
};

} // namespace lathe::widgets
