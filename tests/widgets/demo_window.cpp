// The workbench on the fake engine, to look at: demo_window FOLDER [light|dark] [PICTURES]
// [LANGUAGE]. It makes a project in FOLDER when there is none; with PICTURES it runs the recipe,
// photographs the run in its states and each place, and quits. With --fail a stage fails.

#include "fake_engine.h"
#include "widgets/main_window/main_window.h"
#include "widgets/main_window/screenshots.h"
#include "widgets/settings/languages.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

using namespace lathe::widgets;

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName("lathe-demo");
    const QStringList arguments = QApplication::arguments();
    useLanguage(arguments.value(4, "en"), application);
    const std::filesystem::path folder = arguments.value(1, "demo-project").toStdString();
    if (!std::filesystem::exists(folder / "recipes"))
        writeProject(folder);
    ThemeManager themes(application);
    themes.setChoice(arguments.value(2) == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    FakeEngine::Knobs knobs{std::chrono::milliseconds(600), {}};
    if (arguments.contains("--fail"))
        knobs.failingStage = "distill.logits";
    EngineThread engine([knobs] { return std::make_unique<FakeEngine>(knobs); });
    Session session(engine, Workspace::of(arguments.value(1, "demo-project")));
    MainWindow window(session, themes);
    window.setAtClose(MainWindow::AtClose::StopAndClose);
    window.show();
    const QString pictures = arguments.value(3);
    if (!pictures.isEmpty()) {
        QDir().mkpath(pictures);
        const auto at = [&](int ms, const char* name, auto act) {
            QTimer::singleShot(ms, &window, [&window, &session, pictures, name, act] {
                act();
                QTimer::singleShot(250, &window, [&window, pictures, name] {
                    window.grab().save(QString("%1/%2.png").arg(pictures, name));
                });
            });
        };
        QObject::connect(&session, &Session::runFinished, &window, [&] {
            if (session.queue().waiting().empty())
                takeScreenshots(window, pictures);
        });
        at(1200, "pipeline-before", [&] { window.goTo(MainWindow::Pipeline); });
        at(1800, "empty", [&] { window.goTo(MainWindow::Runs); });
        at(2400, "starting", [&] { window.runOrQueue(); });
        at(4400, "running", [] {});
        at(4900, "queued", [&] {
            window.runOrQueue();
            window.runOrQueue();
        });
        at(5600, "paused", [&] { session.setPaused(true); });
        at(6200, "pipeline-paused", [&] { window.goTo(MainWindow::Pipeline); });
        at(6900, "pipeline-running", [&] {
            session.setPaused(false);
            session.queue().remove(session.queue().waiting().back().id);
            session.queue().remove(session.queue().waiting().back().id);
        });
    }
    return QApplication::exec();
}
