#include "app/workbench/report_command.h"
#include "core/base/error.h"
#include "core/engine/torch_engine.h"
#include "core/recipe/recipe_file.h"
#include "widgets/main_window/main_window.h"
#include "widgets/main_window/screenshots.h"
#include "widgets/settings/languages.h"
#include "widgets/settings/preferences.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
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
    return widgets::Preferences::read().theme;
}

QString languageChoice(const QStringList& arguments)
{
    const qsizetype at = arguments.indexOf("--language");
    if (at >= 0)
        return arguments.value(at + 1);
    for (const QString& argument : arguments)
        if (argument.startsWith("--language="))
            return argument.section('=', 1);
    return widgets::Preferences::read().language;
}

// What was named; otherwise what was open last, while it is there; otherwise the user's own workspace.
widgets::Workspace workspaceChoice(const QString& named)
{
    const QString last = QSettings().value(widgets::keys::kLast).toString();
    if (named.isEmpty() && widgets::Preferences::read().reopens && QFileInfo::exists(last)) {
        try {
            const auto workspace = widgets::Workspace::of(last);
            if (!workspace.recipe.empty())
                (void)recipe::loadRecipe(workspace.recipe); // can it be read?
            return workspace;
        } catch (const Error&) { // nobody asked for it: begin anew
        }
    }
    return widgets::Workspace::of(named);
}

widgets::EngineThread::Factory engineFactory(int threads, const std::string& device)
{
    return [=] { return std::make_unique<engine::TorchEngine>(threads, device); };
}

void followEngineSettings(widgets::MainWindow& window, widgets::EngineThread& engine)
{
    QObject::connect(&window, &widgets::MainWindow::engineSettingsChanged, &engine,
                     [&engine](const widgets::Preferences& preferences) {
                         engine.replaceEngine(
                             engineFactory(preferences.threads, preferences.device.toStdString()));
                     });
    QObject::connect(&engine, &widgets::EngineThread::engineReplaced, &window, [&window] {
        window.inform(QApplication::tr("The new settings for computing are in force"), {});
    });
    QObject::connect(&engine, &widgets::EngineThread::engineRefused, &window,
                     [&window](const widgets::Trouble& trouble) {
                         window.warn(QApplication::tr("The settings for computing could not be changed; those of "
                                                      "before stay in force"),
                                     trouble.text + " " + trouble.remedy);
                     });
}

int runWorkbench(QApplication& application)
{
    widgets::useLanguage(languageChoice(QApplication::arguments()), application);
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
         {"language", QApplication::tr("en or de; otherwise the last choice or the system's."), "CODE"},
         {"threads", QApplication::tr("Threads of the engine; otherwise the last choice."), "N"},
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
    const auto workspace = workspaceChoice(options.positionalArguments().value(0));
    const widgets::Preferences preferences = widgets::Preferences::read();
    const bool asked = options.isSet("device");
    const std::string device =
        (asked ? options.value("device") : preferences.device).toStdString();
    const int threads =
        options.isSet("threads") ? options.value("threads").toInt() : preferences.threads;
    const auto refused = std::make_shared<std::string>(); // why the saved device cannot be used
    widgets::EngineThread engine([=] {
        try {
            return std::make_unique<engine::TorchEngine>(threads, device);
        } catch (const Error& error) { // a GPU that is gone must not keep the window shut
            if (asked)
                throw;
            *refused = error.full();
            return std::make_unique<engine::TorchEngine>(threads);
        }
    });
    widgets::Session session(engine, workspace);
    widgets::MainWindow window(session, themes);
    followEngineSettings(window, engine);
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
    // These need no display.
    const auto showsNothing = [](std::string_view argument) {
        return argument == "--report" || argument == "--help" || argument == "-h" ||
               argument == "--version" || argument == "-v";
    };
    if (std::any_of(argv, argv + argc, showsNothing) &&
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
