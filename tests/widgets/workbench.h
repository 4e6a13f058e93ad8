#pragma once

#include "fake_engine.h"
#include "widgets/main_window/main_window.h"

#include <QApplication>
#include <QTemporaryDir>

namespace lathe::widgets {

// A window on a project, with an engine that behaves as told.
struct Workbench {
    explicit Workbench(const std::filesystem::path& project, const FakeEngine::Knobs& knobs = {})
        : themes(*qApp), engine([knobs] { return std::make_unique<FakeEngine>(knobs); }),
          session(engine, Workspace::of(QString::fromStdString(project.string()))),
          window(std::make_unique<MainWindow>(session, themes))
    {
        window->show();
    }

    ThemeManager themes;
    EngineThread engine;
    Session session;
    std::unique_ptr<MainWindow> window;
};

} // namespace lathe::widgets
