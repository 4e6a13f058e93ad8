#include "widgets/session/workspace_access.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

namespace lathe::widgets {

namespace {
constexpr int kRetryMs = 2000;
}

WorkspaceAccess::WorkspaceAccess(QObject* parent) : QObject(parent)
{
    m_retry.setInterval(kRetryMs);
    connect(&m_retry, &QTimer::timeout, this, &WorkspaceAccess::tryAgain);
}

void WorkspaceAccess::open(const Workspace& workspace)
{
    if (m_lock && workspace.historyFile() == m_history)
        return;
    m_history = workspace.historyFile();
    m_lock.reset();
    if (take())
        m_retry.stop();
    else
        m_retry.start();
    Q_EMIT changed();
}

bool WorkspaceAccess::tryAgain()
{
    if (isWritable())
        return true;
    if (!take())
        return false;
    m_retry.stop();
    Q_EMIT changed();
    return true;
}

bool WorkspaceAccess::take()
{
    if (auto held = m_lent[m_history].lock()) {
        m_lock = std::move(held);
        return true;
    }
    m_refusal = runner::WriterLock::tryTake(m_history, "lathe");
    if (!m_refusal.lock)
        return false;
    m_lock = std::move(m_refusal.lock);
    m_lent[m_history] = m_lock;
    return true;
}

QString WorkspaceAccess::holder() const
{
    if (isWritable())
        return {};
    if (!m_refusal.unwritable.empty())
        return tr("The folder cannot be written: %1.").arg(QString::fromStdString(m_refusal.unwritable));
    const runner::WriterLock::Holder& holder = m_refusal.holder;
    if (holder.program.empty())
        return tr("Another program has it open.");
    if (holder.pid == QCoreApplication::applicationPid() && holder.isThisMachine)
        return tr("Another window of this program has had it open since %1.").arg(formatTime(holder.since));
    const QString program = holder.program == "lathe" ? tr("Another Lathe window")
                                                      : QString::fromStdString(holder.program);
    return holder.isThisMachine
               ? tr("%1 (process %2) has had it open since %3.")
                     .arg(program)
                     .arg(holder.pid)
                     .arg(formatTime(holder.since))
               : tr("%1 on %2 has had it open since %3.")
                     .arg(program, QString::fromStdString(holder.host), formatTime(holder.since));
}

QString WorkspaceAccess::whyReadOnly() const
{
    return isWritable() ? QString() : tr("This workspace is open read-only. %1").arg(holder());
}

} // namespace lathe::widgets
