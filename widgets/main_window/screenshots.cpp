#include "widgets/main_window/screenshots.h"

#include "widgets/main_window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>

namespace lathe::widgets {

namespace {

constexpr int kSettleMs = 1500; // for model, data and history to be read and drawn
constexpr int kPlaceMs = 400;

void takeNext(MainWindow& window, const QString& folder, int place)
{
    if (place == MainWindow::PlaceCount) {
        QApplication::exit(0);
        return;
    }
    window.goTo(MainWindow::Place(place));
    QTimer::singleShot(kPlaceMs, &window, [&window, folder, place] {
        const char* names[] = {"data", "pipeline", "runs", "compare", "history"};
        const QString file = QString("%1/%2.png").arg(folder, names[place]);
        if (!window.grab().save(file)) {
            std::fprintf(stderr, "lathe: cannot write %s\n", qPrintable(file));
            QApplication::exit(1);
            return;
        }
        takeNext(window, folder, place + 1);
    });
}

} // namespace

void takeScreenshots(MainWindow& window, const QString& folder)
{
    QDir().mkpath(folder);
    window.resize(1440, 900);
    QTimer::singleShot(kSettleMs, &window, [&window, folder] { takeNext(window, folder, 0); });
}

} // namespace lathe::widgets
