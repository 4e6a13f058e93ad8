// Help in context, and the links by which its pages act on the window.

#include "widgets/commands/shortcuts_dialog.h"
#include "widgets/compare/compare_place.h"
#include "widgets/data/data_place.h"
#include "widgets/guide/context.h"
#include "widgets/guide/guide_window.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/main_window.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/report/report_place.h"
#include "widgets/runs/runs_place.h"
#include "widgets/settings/languages.h"
#include "widgets/start/start_page.h"
#include "widgets/try/try_place.h"

#include <QApplication>
#include <QDesktopServices>
#include <QMenuBar>

namespace lathe::widgets {

void MainWindow::connectGuide()
{
    const std::pair<QWidget*, const char*> pages[] = {
        {m_start, "first-steps"}, {m_data, "data"},     {m_pipeline, "pipeline"}, {m_runs, "running"},
        {m_compare, "compare"},   {m_report, "report"}, {m_history, "history"},   {m_try, "try"}};
    for (const auto& [place, page] : pages)
        setGuidePage(place, page);
    QDesktopServices::setUrlHandler(kLinkScheme, this, "openLink");
}

void MainWindow::disconnectGuide()
{
    QDesktopServices::unsetUrlHandler(kLinkScheme);
}

void MainWindow::openGuide(const QString& page)
{
    if (!m_guide) {
        GuideBook book(m_session.document().catalog(), shortcutGroups(menuBar(), this), languageInForce(*qApp));
        m_guide = new GuideWindow(std::move(book), this);
    }
    m_guide->openPage(page);
    m_guide->show();
    m_guide->raise();
    m_guide->activateWindow();
}

void MainWindow::openGuideHere()
{
    QWidget* focus = QApplication::focusWidget();
    if (m_guide && m_guide->isActiveWindow())
        return;
    QString page = guidePageOf(focus);
    if (page.isEmpty())
        page = guidePageOf(m_places->currentWidget());
    openGuide(page);
}

std::function<void()> MainWindow::linkAction(const QString& path)
{
    static const QStringList places{"data", "pipeline", "runs", "compare", "report", "history", "try"};
    if (path.startsWith("guide/"))
        return [this, page = path.mid(6)] { openGuide(page); };
    if (const auto at = places.indexOf(path.mid(6)); path.startsWith("place/") && at >= 0)
        return [this, at] {
            goTo(Place(at));
            activateWindow();
        };
    const std::pair<const char*, void (MainWindow::*)()> actions[] = {
        {"sample", &MainWindow::openSample},     {"palette", &MainWindow::openPalette},
        {"settings", &MainWindow::openSettings}, {"start", &MainWindow::showStart},
        {"shortcuts", &MainWindow::showShortcuts}};
    for (const auto& [name, act] : actions)
        if (path == name)
            return [this, act = act] {
                activateWindow();
                (this->*act)();
            };
    if (path == "speed")
        return [this] { measureSpeed(); };
    if (path == "export")
        return [this] { exportModel(); };
    return {};
}

void MainWindow::openLink(const QUrl& link)
{
    if (const auto act = linkAction(link.path()))
        act();
}

} // namespace lathe::widgets
