#pragma once

#include "core/base/files.h"
#include "core/engine/torch_engine.h"
#include "widgets/main_window/main_window.h"

#include <fmt/format.h>

#include <QApplication>

namespace lathe::widgets {

// A window on a workspace with the real engine, as the program opens it.
struct RealWorkbench {
    explicit RealWorkbench(const QString& folder)
        : themes(*qApp), engine([] { return std::make_unique<engine::TorchEngine>(); }),
          session(engine, Workspace::of(folder)), window(session, themes)
    {
        window.resize(1440, 900);
        window.show();
    }
    ~RealWorkbench() { session.document().undoStack()->setClean(); } // nobody is asked to save

    ThemeManager themes;
    EngineThread engine;
    Session session;
    MainWindow window;
};

// Texts of three topics that the vocabulary of the fixture can tell apart, as a TSV file.
inline void writeTopics(const std::filesystem::path& file, int rows)
{
    const char* topics[] = {"file", "network", "process"};
    std::string text = "text\tlabel\n";
    for (int i = 0; i < rows; ++i) {
        const std::string topic = topics[i % 3];
        text += fmt::format("the {} and {} {}\t{}\n", topic, topic, i, topic);
    }
    writeFile(file, text);
}

} // namespace lathe::widgets
