#include "widgets/main_window/screenshots.h"

#include "widgets/compare/compare_place.h"
#include "widgets/export/export_window.h"
#include "widgets/history/history_place.h"
#include "widgets/main_window/main_window.h"
#include "widgets/speed/speed_setup.h"
#include "widgets/speed/speed_window.h"
#include "widgets/try/try_place.h"
#include "widgets/try/try_store.h"

#include <QApplication>
#include <QDir>
#include <QDoubleSpinBox>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace lathe::widgets {

namespace {

constexpr int kSettleMs = 1500; // for model, data and history to be read and drawn
constexpr int kPlaceMs = 1500; // for the report to be written
constexpr double kSpeedSeconds = 1; // of each model and workload

bool save(QWidget& widget, const QString& file)
{
    if (widget.grab().save(file))
        return true;
    std::fprintf(stderr, "lathe: cannot write %s\n", qPrintable(file));
    return false;
}

// The speed of what Compare shows, once it was measured.
void takeSpeed(MainWindow& window, const QString& folder)
{
    window.measureSpeed();
    SpeedWindow& speed = *window.speedWindow();
    QObject::connect(
        &speed, &SpeedWindow::ended, &speed,
        [&speed, folder] { QApplication::exit(save(speed, folder + "/speed.png") ? 0 : 1); },
        Qt::QueuedConnection);
    speed.setup()->seconds()->setValue(kSpeedSeconds);
    QTimer::singleShot(kPlaceMs, &speed, [&speed] { // its list is filled once it is seen
        speed.start();
        if (!speed.isMeasuring()) { // there is nothing to measure
            std::fprintf(stderr, "lathe: no picture of Speed: %s\n", qPrintable(speed.setup()->problem()));
            QApplication::exit(0);
        }
    });
}

// What Compare shows, about to be exported.
void takeExport(MainWindow& window, const QString& folder)
{
    window.exportModel();
    QTimer::singleShot(kPlaceMs, &window, [&window, folder] {
        (void)save(*window.exportWindow(), folder + "/export.png");
        window.exportWindow()->close();
        takeSpeed(window, folder);
    });
}

// The other pictures of Compare, one after the other; then `then`.
void takeCharts(MainWindow& window, const QString& folder, int view,
                const std::function<void()>& then)
{
    ChartCard& charts = *window.comparePlace()->charts();
    if (view == ChartCard::ViewCount) {
        charts.showView(ChartCard::Scatter);
        then();
        return;
    }
    charts.showView(ChartCard::View(view));
    QTimer::singleShot(kPlaceMs, &window, [&window, folder, view, then] {
        const char* names[] = {"scatter", "parallel", "labels", "texts",
                               "structure", "latency", "sensitivity", "training"};
        (void)save(window, QString("%1/compare-%2.png").arg(folder, names[view]));
        takeCharts(window, folder, view + 1, then);
    });
}

void takeNext(MainWindow& window, const QString& folder, int place);

void takePlace(MainWindow& window, const QString& folder, int place)
{
    if (place == MainWindow::Try && window.tryPlace()->store()->isWaiting()) {
        QTimer::singleShot(kPlaceMs, &window, [&window, folder, place] { takePlace(window, folder, place); });
        return;
    }
    const char* names[] = {"data", "pipeline", "runs", "compare", "report", "history", "try"};
    const QString file = QString("%1/%2.png").arg(folder, names[place]);
    if (!save(window, file)) {
        QApplication::exit(1);
        return;
    }
    const auto next = [&window, folder, place] { takeNext(window, folder, place + 1); };
    if (place == MainWindow::Compare)
        takeCharts(window, folder, ChartCard::Scatter + 1, next);
    else
        next();
}

void takeNext(MainWindow& window, const QString& folder, int place)
{
    if (place == MainWindow::PlaceCount) {
        takeExport(window, folder);
        return;
    }
    window.goTo(MainWindow::Place(place));
    if (place == MainWindow::Try)
        window.tryPlace()->askTestTexts();
    HistoryStore& history = window.historyPlace()->store();
    if (place == MainWindow::History && !history.isEmpty())
        history.select({history.rows()->summary->runs.front().id});
    QTimer::singleShot(kPlaceMs, &window, [&window, folder, place] { takePlace(window, folder, place); });
}

} // namespace

void takeScreenshots(MainWindow& window, const QString& folder)
{
    QDir().mkpath(folder);
    window.resize(1440, 900);
    QTimer::singleShot(kSettleMs, &window, [&window, folder] { takeNext(window, folder, 0); });
}

} // namespace lathe::widgets
