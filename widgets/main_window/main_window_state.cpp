#include "widgets/main_window/main_window.h"

#include "widgets/common/format.h"
#include "widgets/export/export_window.h"
#include "widgets/settings/preferences.h"
#include "widgets/speed/speed_window.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>

namespace lathe::widgets {

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayStop() || !mayDiscard()) {
        event->ignore();
        return;
    }
    if (m_session.isRunning())
        m_session.cancelRun(); // finished steps are kept
    if (m_speed)
        m_speed->close();
    if (m_export)
        m_export->close(); // which stops it
    rememberPlace();
    event->accept();
}

void MainWindow::rememberPlace() const
{
    QSettings settings;
    settings.setValue(keys::kGeometry, saveGeometry());
    if (!isAtStart())
        settings.setValue(keys::kPlace, int(place()));
    const QString recipe = m_session.document().path();
    settings.setValue(keys::kLast, recipe.isEmpty() ? toQString(m_session.workspace().folder) : recipe);
    int number = 0; // those of a place have no names, and always the same order
    settings.beginGroup(keys::kSplitters);
    for (const auto* splitter : findChildren<QSplitter*>())
        settings.setValue(QString::number(number++), splitter->saveState());
}

void MainWindow::restoreSplitters()
{
    QSettings settings;
    int number = 0;
    settings.beginGroup(keys::kSplitters);
    for (auto* splitter : findChildren<QSplitter*>())
        splitter->restoreState(settings.value(QString::number(number++)).toByteArray());
}

bool MainWindow::mayDiscard()
{
    if (!m_session.document().isModified())
        return true;
    const auto answer = QMessageBox::question(
        this, tr("Unsaved changes"),
        tr("Save the changes to “%1”?")
            .arg(QString::fromStdString(m_session.document().recipe().name)),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard ||
           (answer == QMessageBox::Save && (maySaveTo(m_session.document().path()) ? save() : saveAs()));
}

} // namespace lathe::widgets
