// How long the canvas takes for what people do on it, with a recipe of 200 nodes: the edit, validation and
// expansion, the cards, wires, form and notes, and what is painted of it. Median and worst of many, in ms.
//   QT_QPA_PLATFORM=offscreen bench_canvas
#include "tests/pipeline/sample_pipeline.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/theme/theme_manager.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <functional>

using namespace lathe;

static recipe::Recipe bigRecipe()
{
    recipe::Recipe big = sample::recipe();
    big.nodes = {{"n0", "finetune", {}, {{"model", recipe::kSource}}}};
    for (int i = 1; i < 200; ++i)
        big.nodes.push_back({fmt::format("n{}", i),
                             i % 5 ? "prune.structured" : "finetune",
                             {{"learningRate", {i * 1e-6}}},
                             {{"model", fmt::format("n{}", (i - 1) / 3)}}});
    return big;
}

static void report(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-24s %8.1f %8.1f\n", what, times[times.size() / 2], times.back());
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    widgets::ThemeManager theme(application);
    const recipe::Recipe big = bigRecipe();
    std::printf("%-24s %8s %8s\n", "200 nodes, ms", "median", "worst");

    std::vector<double> opening;
    widgets::RecipeDocument document(sample::catalog());
    widgets::PipelineView view(document);
    view.resize(1364, 852);
    view.show();
    QCoreApplication::processEvents();
    const auto timed = [&](const std::function<void()>& what) {
        QElapsedTimer timer;
        timer.start();
        what();
        QCoreApplication::processEvents(); // layouts
        QEvent paint(QEvent::UpdateRequest); // now, not at the next frame
        QApplication::sendEvent(&view, &paint);
        return double(timer.nsecsElapsed()) / 1e6;
    };
    for (int i = 0; i < 5; ++i) {
        document.replace(sample::recipe());
        opening.push_back(timed([&] { document.replace(big); }));
    }
    report("open", opening);

    const auto many = [&](const char* name, int times, const std::function<void(int)>& what) {
        std::vector<double> list;
        for (int i = 0; i < times; ++i)
            list.push_back(timed([&] { what(i); }));
        report(name, list);
    };
    QWidget* viewport = view.canvas()->viewport();
    const auto mouse = [&](QEvent::Type type, QPoint at, Qt::MouseButton button, Qt::MouseButtons held) {
        QMouseEvent event(type, at, viewport->mapToGlobal(at), button, held, Qt::NoModifier);
        QApplication::sendEvent(viewport, &event);
    };
    view.selectNode("n1");
    QPoint at = view.canvas()->mapFromScene(view.scene()->card("n1")->pos() + QPointF(90, 60));
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    many("drag a card, one move", 60, [&](int i) {
        mouse(QEvent::MouseMove, at + QPoint(i, i / 2), Qt::NoButton, Qt::LeftButton);
    });
    many("let it go", 1, [&](int) { mouse(QEvent::MouseButtonRelease, at + QPoint(60, 30), Qt::LeftButton, {}); });
    const auto* from = view.scene()->card("n2");
    at = view.canvas()->mapFromScene(from->mapToScene(from->output().place));
    many("take a wire", 1, [&](int) { mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton); });
    many("drag a wire, one move", 60, [&](int i) {
        mouse(QEvent::MouseMove, at + QPoint(3 * i, 2 * i), Qt::NoButton, Qt::LeftButton);
    });
    view.scene()->cancelDrag();
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, {});
    many("add a stage", 20, [&](int i) {
        document.addNode("quantize.int8", {i * 30.0, -300}, fmt::format("n{}", i + 20));
    });
    many("undo", 20, [&](int) { document.undoStack()->undo(); });
    view.selectNode("n3");
    many("type a value", 30, [&](int i) {
        document.setParam("n3", "recoveryEpochs", {int64_t(1 + i % 9)});
    });
    many("select another card", 30, [&](int i) { view.selectNode(fmt::format("n{}", i + 1)); });
    many("zoom", 40, [&](int i) { view.canvas()->zoomBy(i % 2 ? 1.1 : 1 / 1.1); });
    many("validate alone", 20, [&](int) { (void)recipe::validate(document.recipe(), document.catalog()); });
    many("expand alone", 20, [&](int) { (void)recipe::expand(document.recipe(), document.catalog()); });
    return 0;
}
