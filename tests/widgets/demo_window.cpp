// The workbench on the fake engine, to look at: demo_window FOLDER [light|dark] [PICTURES]. It
// makes a project in FOLDER when there is none; with PICTURES it runs the recipe, photographs each
// place and quits.

#include "fake_engine.h"
#include "widgets/main_window/main_window.h"
#include "widgets/main_window/screenshots.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

using namespace lathe::widgets;

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName("lathe-demo");
    const QStringList arguments = QApplication::arguments();
    const std::filesystem::path folder = arguments.value(1, "demo-project").toStdString();
    if (!std::filesystem::exists(folder / "recipes"))
        writeProject(folder);
    ThemeManager themes(application);
    themes.setChoice(arguments.value(2) == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    EngineThread engine([] {
        return std::make_unique<FakeEngine>(FakeEngine::Knobs{std::chrono::milliseconds(300), {}});
    });
    Session session(engine, Workspace::of(arguments.value(1, "demo-project")));
    MainWindow window(session, themes);
    window.show();
    const QString pictures = arguments.value(3);
    if (!pictures.isEmpty()) {
        QDir().mkpath(pictures);
        QObject::connect(&session, &Session::runFinished, &window,
                         [&] { takeScreenshots(window, pictures); });
        QTimer::singleShot(1200, &window, [&] {
            window.goTo(MainWindow::Runs);
            window.runOrCancel();
        });
        QTimer::singleShot(2600, &window, [&] {
            window.grab().save(pictures + "/running.png");
            window.goTo(MainWindow::Pipeline);
        });
        QTimer::singleShot(3300, &window,
                           [&] { window.grab().save(pictures + "/pipeline-running.png"); });
    }
    return QApplication::exec();
}
