#include "widgets/main_window/recovery_banner.h"

#include "widgets/common/format.h"

#include <QPushButton>

namespace lathe::widgets {

RecoveryBanner::RecoveryBanner(Autosave& autosave, QWidget* parent) : Banner(parent), m_autosave(autosave)
{
    connect(addButton(tr("Recover")), &QPushButton::clicked, this, &RecoveryBanner::recoverRequested);
    connect(addButton(tr("Discard")), &QPushButton::clicked, &m_autosave, &Autosave::discard);
    connect(&m_autosave, &Autosave::foundChanged, this, &RecoveryBanner::follow);
    follow();
}

void RecoveryBanner::follow()
{
    const UnsavedWork* work = m_autosave.found();
    if (!work) {
        hide();
        return;
    }
    showMessage(Tone::Warning, tr("Unsaved changes were kept"),
                tr("“%1” was changed and not saved when Lathe ended. Its state of %2 can be opened again.")
                    .arg(QString::fromStdString(work->recipe.name), formatTime(work->time)));
}

} // namespace lathe::widgets
