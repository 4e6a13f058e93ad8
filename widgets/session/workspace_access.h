#pragma once

#include "core/runner/writer_lock.h"
#include "widgets/session/workspace.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace lathe::widgets {

// Whether this window may write into its workspace. Only one program may; a window that comes second looks on,
// asks again every now and then, and may write once the other one is gone.
class WorkspaceAccess : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceAccess(QObject* parent = nullptr);

    void open(const Workspace& workspace);

    [[nodiscard]] bool isWritable() const { return m_lock != nullptr; }
    // Who has the workspace and since when, as one sentence; empty when it can be written.
    [[nodiscard]] QString holder() const;
    // For the tool tip of an action that writes; empty when it can be written.
    [[nodiscard]] QString whyReadOnly() const;
    // Keeps a run's workspace locked when the window goes on to another.
    [[nodiscard]] std::shared_ptr<const runner::WriterLock> lock() const { return m_lock; }

public Q_SLOTS:
    // True when the workspace can be written now.
    bool tryAgain();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] bool take();

    std::filesystem::path m_history;
    std::shared_ptr<const runner::WriterLock> m_lock;
    std::map<std::filesystem::path, std::weak_ptr<const runner::WriterLock>> m_lent; // perhaps still held by a run
    runner::WriterLock::Attempt m_refusal;
    QTimer m_retry;
};

} // namespace lathe::widgets
