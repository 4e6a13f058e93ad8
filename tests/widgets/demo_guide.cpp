// The guide on the fake engine, to look at: demo_guide PICTURES [light|dark] [LANGUAGE] [PAGE...] writes a picture of each
// page, of a search and of the question marks into PICTURES and quits.

#include "workbench.h"

#include "widgets/guide/guide_window.h"
#include "widgets/settings/languages.h"

#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace lathe::widgets;

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName("lathe-test");
    QApplication::setApplicationName("demo_guide");
    const QStringList arguments = QApplication::arguments();
    const QString pictures = arguments.value(1, "pictures"), theme = arguments.value(2, "light");
    useLanguage(arguments.value(3, "en"), application);
    QDir().mkpath(pictures);
    QSettings().clear();
    QTemporaryDir folder;
    Workbench bench(writeProject(folder.filePath("project").toStdString()));
    bench.themes.setChoice(theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    const auto save = [&](QWidget& widget, QString name) {
        QTest::qWait(100);
        widget.grab().save(QString("%1/%2-%3.png").arg(pictures, name.replace('/', '-'), theme));
    };
    bench.window->openGuide();
    GuideWindow& guide = *bench.window->guide();
    QStringList pages = arguments.mid(4);
    if (pages.isEmpty())
        pages = GuideBook::writtenIds() + QStringList{"methods", "metrics", "shortcuts", "method/prune.structured", "metric/ece"};
    for (const QString& page : pages) {
        guide.openPage(page);
        save(guide, page);
    }
    guide.searchField()->setText("teacher");
    QTest::keyClick(guide.searchField(), Qt::Key_Return);
    save(guide, "search");
    guide.hide();
    bench.window->goTo(MainWindow::Pipeline);
    save(*bench.window, "window");
    return 0;
}
