// How History does with many variants: bench_history [VARIANTS] [FOLDER]. Offscreen, at 1440 x 900.
// Writes a history as runs write it (into FOLDER, where it is kept and used again; else into a
// temporary one). Prints median and worst of the time from opening to the first painted rows, of
// searches, filters, sorts, of one scrolled page, and the longest time the interface stood still.

#include "core/analysis/timing.h"
#include "tests/widgets/fake_engine.h"
#include "widgets/history/history_model.h"
#include "widgets/history/history_place.h"
#include "widgets/history/history_table.h"
#include "widgets/theme/theme_manager.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTreeView>

#include <cstdio>
#include <functional>
#include <random>

using namespace lathe;
using namespace lathe::widgets;

namespace {

constexpr int kPerRun = 10;

runner::Variant variantOf(const std::string& run, int step, std::mt19937& random)
{
    using recipe::StageFamily;
    std::uniform_real_distribution<double> draw(0, 1);
    runner::Variant v;
    v.runId = run;
    v.id = run + "-" + std::to_string(step);
    v.parent = step ? run + "-" + std::to_string(step / 2) : "";
    v.original = run + "-0";
    v.node = step ? "node" + std::to_string(step) : recipe::kSource;
    v.stage = step == 0       ? ""
              : step % 3 == 0 ? "quantize.int8"
              : step % 3 == 1 ? "prune.structured"
                              : "distill.logits";
    if (step)
        v.families = {StageFamily::Train, step % 3 ? StageFamily::Prune : StageFamily::Quantize};
    v.label = "Step " + std::to_string(step);
    v.lineage = "Fine-tune · 3 epochs → Heads and FFN 0.5 → step " + std::to_string(step);
    v.params = {{"epochs", 3.0},
                {"learningRate", 2e-4},
                {"batchSize", int64_t(32)},
                {"sparsity", draw(random)},
                {"way", std::string("taylor")},
                {"early", true}};
    v.model = std::filesystem::path("artifacts") / v.id;
    v.facts.family = "bert";
    v.facts.name = "all-minilm-l6-v2";
    v.facts.layers.assign(6, {12, 32, 1536, 2'400'000, 4'700'000});
    for (int layer = 0; layer < 6; ++layer)
        for (const char* part : {"query + key + value", "output", "ffn.up", "ffn.down"})
            v.facts.kernels.push_back({"layers." + std::to_string(layer) + "." + part, "int8",
                                       "int8 x int8", "Lathe int8 (avx512_vnni)", 1536, 384});
    v.facts.storage = step % 3 ? "fp32" : "int8";
    v.facts.compute = v.facts.storage;
    v.facts.labels = data::LabelSet{data::TaskKind::Multiclass, {"admin", "devel", "games"}};
    v.kernels = "Lathe " + v.facts.storage;
    v.details["perClass"] = nlohmann::json::array();
    for (int label = 0; label < 20; ++label)
        v.details["perClass"].push_back({{"label", label}, {"f1", draw(random)}, {"support", 42}});
    for (const analysis::MetricInfo& metric : analysis::allMetrics())
        if (analysis::appliesTo(metric, data::TaskKind::Multiclass))
            v.metrics[std::string(metric.key)] = draw(random);
    v.metrics["sizeBytes"] = 90e6 * (0.05 + 0.95 * draw(random));
    v.metrics["latencyP50Ms"] = 1 + 15 * draw(random);
    return v;
}

void writeHistory(const std::filesystem::path& file, int variants)
{
    std::mt19937 random(5);
    history::History history(file);
    for (int run = 0; run * kPerRun < variants; ++run) {
        history::Recorder recorder(history);
        runner::RunStarted started;
        started.runId = "2026" + std::to_string(100000000 + run);
        started.recipe.name = "Recipe " + std::to_string(run % 37);
        started.recipe.model = "/models/all-minilm-l6-v2";
        started.recipe.data.train = "/data/set" + std::to_string(run % 5) + ".tsv";
        started.environment = {{"cpu", "AMD EPYC"}, {"threads", 2}, {"lathe", "0.1.0"}};
        recorder.onEvent(started);
        for (int step = 0; step < kPerRun; ++step)
            recorder.onEvent(runner::VariantMeasured{variantOf(started.runId, step, random)});
        recorder.onEvent(runner::RunEnded{
            run % 11 ? runner::RunState::Succeeded : runner::RunState::Failed, "", 90});
        if (run % 20 == 0)
            history.setMark(started.runId, {run % 40 == 0, {"prod"}, "kept for the report"});
    }
}

// Runs the event loop until `isDone`; returns its milliseconds and notes the longest stall.
double waitFor(const std::function<bool()>& isDone, double& longestStall)
{
    QElapsedTimer whole;
    whole.start();
    while (!isDone() && whole.elapsed() < 60000) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        longestStall = std::max(longestStall, double(turn.nsecsElapsed()) / 1e6);
    }
    if (!isDone())
        std::printf("NOT ANSWERED for a minute:\n");
    return double(whole.nsecsElapsed()) / 1e6;
}

void report(const char* what, std::vector<double> times, double stall)
{
    const analysis::Timing found = analysis::timing(times);
    std::printf("%-34s median %7.1f ms  worst %7.1f  longest stall %6.1f\n", what, found.median,
                *std::max_element(times.begin(), times.end()), stall);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName("lathe-bench");
    QSettings().clear(); // a view that an earlier run remembered would leave nothing to change
    const ThemeManager themes(application);
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    const QTemporaryDir temporary;
    const std::filesystem::path folder =
        argc > 2 ? argv[2] : temporary.path().toStdString().c_str();
    if (!std::filesystem::exists(folder / "history.db")) {
        QElapsedTimer timer;
        timer.start();
        writeHistory(folder / "history.db", count);
        std::printf("wrote %d variants in %.1f s\n", count, double(timer.elapsed()) / 1e3);
    }
    EngineThread engine([] { return std::make_unique<FakeEngine>(); });

    std::vector<double> opening, queries;
    double stall = 0;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer query;
        query.start();
        (void)history::History(folder / "history.db", history::History::Mode::ReadOnly).summary();
        queries.push_back(double(query.nsecsElapsed()) / 1e6);
    }
    report("summary query alone", queries, 0);
    Workspace nothing;
    nothing.folder = folder / "none";
    Session session(engine, nothing); // reads nothing else beside
    HistoryPlace place(session);
    place.resize(1440, 900);
    place.show();
    HistoryStore& store = place.store();
    waitFor([&] { return !store.isLoading(); }, stall);
    stall = 0;
    for (int i = 0; i < 5; ++i) {
        Workspace workspace;
        workspace.folder = i % 2 ? nothing.folder : folder;
        session.openWorkspace(workspace);
        QElapsedTimer timer;
        timer.start();
        const size_t wanted = i % 2 ? 0 : size_t(count);
        waitFor(
            [&] {
                return store.rows()->summary->variants.size() == wanted && !store.isLoading() &&
                       (wanted == 0) == store.found()->groups.empty();
            },
            stall);
        (void)place.grab();
        if (wanted)
            opening.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    report("open to first rows painted", opening, stall);
    const auto measure = [&](const char* what,
                             const std::function<void(HistoryState&, int)>& edit) {
        std::vector<double> times;
        double longest = 0;
        for (int i = 0; i < 10; ++i) {
            HistoryState state = store.state();
            edit(state, i);
            const auto before = store.found();
            QElapsedTimer timer;
            timer.start();
            store.setState(state);
            waitFor([&] { return store.found() != before; }, longest);
            QElapsedTimer paint;
            paint.start();
            (void)place.grab();
            longest = std::max(longest, double(paint.nsecsElapsed()) / 1e6);
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        report(what, times, longest);
    };
    measure("filter: one storage, all", [](HistoryState& s, int i) {
        s.chosen.clear();
        if (i % 2 == 0)
            s.chosen[Facet::Storage] = {"int8"};
    });
    measure("search: a word",
            [](HistoryState& s, int i) { s.search = i % 2 ? QString() : QString("step 7"); });
    measure("search: acc>0.9 size<30MB", [](HistoryState& s, int i) {
        s.search = i % 2 ? QString() : QString("acc>0.9 size<30MB");
    });
    measure("sort by accuracy, up and down", [](HistoryState& s, int i) {
        s.sort = "accuracy";
        s.isDescending = i % 2;
    });
    measure("variants only, runs", [](HistoryState& s, int i) { s.isFlat = i % 2 == 0; });
    measure("differences only", [](HistoryState& s, int i) { s.onlyDifferences = i % 2 == 0; });
    HistoryState flat = store.state();
    flat.isFlat = true;
    const auto before = store.found();
    store.setState(flat);
    waitFor([&] { return store.found() != before; }, stall);
    std::vector<double> frames;
    for (int i = 0; i < 200; ++i) {
        QElapsedTimer timer;
        timer.start();
        place.table()->view()->verticalScrollBar()->setValue(i * 97 % count);
        (void)place.table()->view()->grab();
        frames.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    report("one scrolled page", frames, *std::max_element(frames.begin(), frames.end()));
    return 0;
}
