#pragma once

#include "core/runner/estimate.h"
#include "widgets/session/newest.h"

#include <optional>

namespace lathe::widgets {

// A recipe as it was when it was queued.
struct QueuedRun {
    quint64 id = 0; // within this session
    recipe::Recipe recipe;
    int variants = 0;
    std::optional<runner::Estimate> estimate; // as told when it was queued
};

// The runs that wait for the one in progress, first come first served. It is kept in a file, so
// that it outlives the window; what a file brought back is held until its user lets it go.
class RunQueue : public QObject {
    Q_OBJECT
public:
    explicit RunQueue(QObject* parent = nullptr);
    ~RunQueue() override;

    [[nodiscard]] const std::vector<QueuedRun>& waiting() const { return m_waiting; }
    [[nodiscard]] const QueuedRun* find(quint64 id) const; // null: started or removed meanwhile
    // Held: nothing starts by itself.
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

    quint64 add(const recipe::Recipe& recipe, int variants,
                std::optional<runner::Estimate> estimate = {});
    void remove(quint64 id);
    void move(quint64 id, int places); // negative: towards the front
    void setHeld(bool held);
    [[nodiscard]] std::optional<QueuedRun> takeFirst();

    // Leaves what waits in its file and takes what waits in another one. An unreadable file is told
    // by failed() and left alone.
    void open(const std::filesystem::path& file, const recipe::StageCatalog& catalog);

Q_SIGNALS:
    void changed();
    void failed(const lathe::widgets::Trouble& trouble);

private:
    void note();
    void save();
    void saveNow();

    std::filesystem::path m_file; // empty: not kept
    std::vector<QueuedRun> m_waiting;
    quint64 m_nextId = 1;
    bool m_isHeld = false;
    bool m_isLoading = false;
    bool m_isSaving = false, m_isDirty = false; // one write at a time, the newest state last
    Newest<std::vector<QueuedRun>> m_loadJob{this};
    Newest<bool> m_saveJob{this};
};

} // namespace lathe::widgets
