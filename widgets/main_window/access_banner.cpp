#include "widgets/main_window/access_banner.h"

#include <QPushButton>

namespace lathe::widgets {

AccessBanner::AccessBanner(WorkspaceAccess& access, QWidget* parent)
    : Banner(parent), m_access(access), m_tryAgain(addButton(tr("Try again")))
{
    connect(m_tryAgain, &QPushButton::clicked, this, &AccessBanner::tryAgain);
    connect(&m_access, &WorkspaceAccess::changed, this, &AccessBanner::follow);
    follow();
}

void AccessBanner::follow()
{
    m_tryAgain->setVisible(!m_access.isWritable());
    if (!m_access.isWritable())
        showMessage(Tone::Warning, tr("This workspace is open read-only"),
                    tr("%1 Everything can be looked at; running, saving and deleting wait until it is free, which is "
                       "noticed by itself.")
                        .arg(m_access.holder()));
    else if (m_wasReadOnly)
        showMessage(Tone::Good, tr("This workspace can be written again"), {});
    else
        hide();
    m_wasReadOnly = !m_access.isWritable();
}

void AccessBanner::tryAgain()
{
    if (!m_access.tryAgain())
        showMessage(Tone::Warning, tr("This workspace is still open read-only"),
                    tr("%1 Close it there, or open another workspace here.").arg(m_access.holder()));
}

} // namespace lathe::widgets
