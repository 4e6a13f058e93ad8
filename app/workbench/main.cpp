#include "app/workbench/report_command.h"
#include "core/base/error.h"
#include "core/engine/torch_engine.h"
#include "widgets/main_window/main_window.h"
#include "widgets/main_window/screenshots.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace lathe;

namespace {

widgets::ThemeChoice themeChoice(const QCommandLineParser& options)
{
    const QString wanted = options.value("theme");
    if (wanted == "light")
        return widgets::ThemeChoice::Light;
    if (wanted == "dark")
        return widgets::ThemeChoice::Dark;
    if (!wanted.isEmpty())
        throw Error(ErrorKind::BadInput, "--theme " + wanted.toStdString() + " is not known.",
                    "Use light or dark.");
    const int saved = QSettings().value("theme", 0).toInt();
    return saved >= 0 && saved <= 2 ? widgets::ThemeChoice(saved) : widgets::ThemeChoice::System;
}

int runWorkbench(QApplication& application)
{
    QCommandLineParser options;
    options.setApplicationDescription(
        QApplication::tr("Compression experiments on transformer text classifiers."));
    options.addHelpOption();
    options.addVersionOption();
    options.addOptions(
        {{"theme", QApplication::tr("light or dark; otherwise as the system or the last choice."),
          "light|dark"},
         {"device",
          QApplication::tr("Where training runs: cpu or cuda; otherwise the last choice."),
          "cpu|cuda"},
         {"screenshot-dir", QApplication::tr("Writes a picture of each place into DIR and quits."),
          "DIR"}});
    options.addPositionalArgument("PROJECT", QApplication::tr("A project folder or a recipe file."),
                                  "[PROJECT_FOLDER | RECIPE.json]");
    addReportOptions(options);
    options.process(application);
    if (options.isSet("report")) {
        writeReport(options);
        return 0;
    }

    widgets::ThemeManager themes(application);
    themes.setChoice(themeChoice(options));
    const auto workspace = widgets::Workspace::of(options.positionalArguments().value(0));
    const bool asked = options.isSet("device");
    const std::string device =
        (asked ? options.value("device") : QSettings().value("device", "cpu").toString())
            .toStdString();
    const auto refused = std::make_shared<std::string>(); // why the saved device cannot be used
    widgets::EngineThread engine([=] {
        try {
            return std::make_unique<engine::TorchEngine>(0, device);
        } catch (const Error& error) { // a GPU that is gone must not keep the window shut
            if (asked)
                throw;
            *refused = error.full();
            return std::make_unique<engine::TorchEngine>();
        }
    });
    widgets::Session session(engine, workspace);
    widgets::MainWindow window(session, themes);
    window.show();
    (void)engine.catalog(); // the engine is made
    if (!refused->empty())
        window.warn(QApplication::tr("The GPU cannot be used; this session runs on the CPU"),
                    QString::fromStdString(*refused));
    if (options.isSet("screenshot-dir"))
        widgets::takeScreenshots(window, options.value("screenshot-dir"));
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    // A report is written where there is no display, too.
    if (std::any_of(argv, argv + argc,
                    [](const char* a) { return std::string_view(a) == "--report"; }) &&
        !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName("lathe");
    QApplication::setApplicationDisplayName("Lathe");
    QApplication::setOrganizationName("lathe");
    QApplication::setApplicationVersion(LATHE_VERSION);
    try {
        return runWorkbench(application);
    } catch (const Error& error) {
        std::fprintf(stderr, "lathe: %s\n", error.full().c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lathe: %s\n", error.what());
    }
    return 2;
}
