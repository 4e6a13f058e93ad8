#include "fake_engine.h"
#include "widgets/runs/curve_series.h"
#include "widgets/runs/curves_panel.h"
#include "widgets/runs/estimate_words.h"
#include "widgets/runs/log_panel.h"
#include "widgets/runs/step_model.h"
#include "widgets/session/stop_watch.h"

#include "core/base/process_usage.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

runner::Forecast smallForecast()
{
    runner::Forecast forecast;
    forecast.knowsCache = true;
    forecast.plan.steps = {{"tune", "finetune", {}, {}, "Fine-tune"},
                           {"q", "quantize.int8", {}, {}, "Int8"}};
    forecast.estimate.steps.resize(2);
    forecast.estimate.steps[0].seconds = runner::Seconds{300, 200, 500};
    forecast.estimate.steps[1].seconds = runner::Seconds{60, 60, 60};
    forecast.estimate.seconds = {360, 260, 560};
    forecast.estimate.cached = 1;
    forecast.estimate.memoryBytes = 2'000'000'000;
    forecast.estimate.memoryStep = 0;
    forecast.estimate.diskBytes = 100'000'000;
    forecast.availableMemory = 8'000'000'000;
    forecast.freeDisk = 5'000'000'000;
    return forecast;
}

} // namespace

class TestRunViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thinningKeepsPeaks()
    {
        RunRecord::Curve curve;
        for (int i = 0; i < 10000; ++i)
            curve.emplace_back(i, i == 5003 ? 90.0 : i == 7001 ? -5.0 : 1.0);
        const RunRecord::Curve few = thinned(curve, 200);
        QVERIFY(few.size() <= 200);
        QCOMPARE(few.front().first, 0.0);
        QCOMPARE(few.back().first, 9999.0);
        const auto holds = [&](double x, double y) {
            return std::find(few.begin(), few.end(), std::pair(x, y)) != few.end();
        };
        QVERIFY(holds(5003, 90));
        QVERIFY(holds(7001, -5));
        QVERIFY(std::is_sorted(few.begin(), few.end(),
                               [](const auto& a, const auto& b) { return a.first < b.first; }));
        curve.emplace_back(10000, std::nan(""));
        QCOMPARE(thinned(curve, 200).back().first, 9999.0); // not finite: left out
    }

    // s = 0.5: 4; (0.5 * 2 + 0.5 * 8) / 0.75 with the weights 1/2 and 1/4: (8 / 2 + 4 / 4) / 0.75
    void smoothingIsAMovingAverage()
    {
        const RunRecord::Curve curve{{0, 4}, {1, 8}};
        const RunRecord::Curve smooth = smoothed(curve, 0.5);
        QCOMPARE(smooth[0].second, 4.0);
        QCOMPARE(smooth[1].second, (8.0 / 2 + 4.0 / 4) / 0.75);
        QCOMPARE(smoothed(curve, 0), curve);
    }

    void axisFollowsTheData()
    {
        const RunRecord::Curve low{{0, 0.62}, {1, 0.64}}, flat{{0, 2}, {1, 2}};
        const AxisRange range = rangeOf({&low});
        QVERIFY(range.low > 0.5 && range.low < 0.62);
        QVERIFY(range.high > 0.64 && range.high < 0.7);
        QVERIFY(rangeOf({&flat}).low < 2 && rangeOf({&flat}).high > 2);
        QVERIFY(rangeOf({}).high > rangeOf({}).low);
    }

    void forecastInWords()
    {
        using Tone = PreflightNote::Tone;
        runner::Forecast forecast = smallForecast();
        QCOMPARE(aboutTime(forecast.estimate), QString("~6 min"));
        const auto text = [&] {
            QString all;
            for (const PreflightNote& note : estimateNotes(forecast))
                all += note.text + "\n";
            return all;
        };
        QVERIFY2(text().contains("1 of 2 steps"), qPrintable(text()));
        QVERIFY2(text().contains("About 6 min (4 min to 9 min)"), qPrintable(text()));
        forecast.estimate.steps[1].seconds.reset();
        forecast.estimate.unknown = 1;
        QCOMPARE(aboutTime(forecast.estimate), QString());
        QVERIFY2(text().contains("nothing like Int8"), qPrintable(text()));
        forecast.availableMemory = 1'000'000'000;
        const auto notes = estimateNotes(forecast);
        const auto error = std::find_if(notes.begin(), notes.end(), [](const PreflightNote& note) {
            return note.tone == Tone::Error;
        });
        QVERIFY(error != notes.end());
        QVERIFY2(error->text.contains("batch size"), qPrintable(error->text));
        QCOMPARE(error->node, std::string("tune"));
        forecast.freeDisk = 1'000'000;
        QVERIFY2(text().contains("remove old artifacts"), qPrintable(text()));
    }

    void logIsFiltered()
    {
        using Level = runner::LogLine::Level;
        LogPanel log;
        std::vector<runner::LogLine> lines{{Level::Info, "Int8: started"},
                                           {Level::Warning, "two texts were cut"},
                                           {Level::Error, "Int8: no room"}};
        log.setLog("a", lines);
        QCOMPARE(log.shownText().split('\n').size(), 3);
        log.setLevel(Level::Warning);
        QCOMPARE(log.shownText(), QString("Warning: two texts were cut\nError: Int8: no room"));
        log.setWords("INT8");
        QCOMPARE(log.shownText(), QString("Error: Int8: no room"));
        lines.push_back({Level::Error, "Int8: again"});
        log.setLog("a", lines); // goes on
        QCOMPARE(log.shownText().split('\n').size(), 2);
        log.setLog("b", {{Level::Error, "int8 of another run"}});
        QCOMPARE(log.shownText(), QString("Error: int8 of another run"));
    }

    // 200 steps with 200 variants, told as often as a run does.
    void manySteps()
    {
        FakeEngine engine;
        StepModel model(engine.stages());
        RunRecord record;
        runner::RunStarted started;
        started.runId = "r";
        for (int i = 0; i < 200; ++i)
            started.plan.steps.push_back({"n", "quantize.int8", {}, {}, "Int8"});
        started.cached.assign(200, false);
        started.cached[7] = true;
        record.apply(started);
        for (int i = 0; i < 200; ++i) {
            runner::Variant variant;
            variant.id = "r-" + std::to_string(i + 1);
            variant.metrics = {{"accuracy", 0.5}, {"sizeBytes", 1e6}};
            record.apply(runner::VariantMeasured{variant});
        }
        model.setRecord(record);
        QCOMPARE(model.index(7, StepModel::State).data().toString(), QString("in the cache"));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        record.apply(runner::StepChanged{3, runner::StepState::Running, 0, {}});
        QElapsedTimer timer;
        timer.start();
        model.setRecord(record);
        QVERIFY2(timer.elapsed() < 50, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(changes.count(), 1); // only the row that changed
        QCOMPARE(changes[0][0].toModelIndex().row(), 3);
    }

    void usageOfTheProcess()
    {
        ProcessUsage usage;
        QVERIFY(!usage.cores());
        QElapsedTimer timer;
        timer.start();
        volatile double sum = 0;
        while (timer.elapsed() < 100)
            sum = sum + 1;
        const auto cores = usage.cores();
        QVERIFY(cores && *cores > 0 && *cores < 64);
    }

    void aHeldWatchStands()
    {
        StopWatch watch;
        watch.start();
        watch.hold(true);
        const double seconds = watch.seconds();
        QTest::qWait(20);
        QCOMPARE(watch.seconds(), seconds);
        watch.hold(false);
        QTRY_VERIFY(watch.seconds() > seconds);
    }
};

QTEST_MAIN(TestRunViews)
#include "tst_run_views.moc"
