// How Compare does with many variants: bench_compare [VARIANTS] [FRAMES]. Offscreen, at 1440 x 900.
// Prints medians of the time to fill, to hide a group, to drag a limit and of one frame of a pan.

#include "core/analysis/timing.h"
#include "widgets/compare/advice.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/compare/variant_model.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>

#include <cmath>
#include <cstdio>
#include <functional>
#include <random>

using namespace lathe;
using namespace lathe::widgets;

namespace {

std::vector<runner::Variant> manyVariants(int count)
{
    using recipe::StageFamily;
    const std::vector<std::vector<StageFamily>> families{
        {StageFamily::Prune},
        {StageFamily::Quantize},
        {StageFamily::Distill},
        {StageFamily::Prune, StageFamily::Quantize}};
    std::mt19937 random(5);
    std::uniform_real_distribution<double> draw(0, 1);
    std::vector<runner::Variant> variants;
    for (int i = 0; i < count; ++i) {
        runner::Variant variant;
        variant.runId = "20261101-120000-0001";
        variant.id = variant.runId + "-" + std::to_string(i + 1);
        variant.original = variant.runId + "-1";
        variant.stage = "some.stage";
        variant.families = families[size_t(i) % families.size()];
        variant.lineage = "Fine-tune · 3 epochs → Heads and FFN 0.5 → step " + std::to_string(i);
        const double size = i == 0 ? 1 : 0.03 + 0.97 * draw(random);
        for (const analysis::MetricInfo& metric : analysis::allMetrics())
            variant.metrics[std::string(metric.key)] = draw(random);
        variant.metrics["accuracy"] = 0.9 - 0.02 / size * draw(random);
        variant.metrics["sizeBytes"] = 90e6 * size;
        variant.metrics["latencyP50Ms"] = 16 * std::pow(size, 0.8) * (0.7 + 0.6 * draw(random));
        variants.push_back(std::move(variant));
    }
    return variants;
}

void report(const char* what, int repeats, const std::function<void(int)>& work)
{
    work(-1); // warm-up
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        QElapsedTimer timer;
        timer.start();
        work(i);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    const analysis::Timing found = analysis::timing(times);
    std::printf("%-34s %8.2f ms  (p95 %.2f, 1000/median %.0f a second)\n", what, found.median,
                found.p95, 1000 / found.median);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    const int frames = argc > 2 ? std::atoi(argv[2]) : 100;
    const VariantList pool(manyVariants(count));
    CompareState state = firstState("accuracy"), filtered = state;
    filtered.hidden = {VariantGroup::Pruned};
    auto comparison = std::make_shared<const Comparison>(compare(pool, state));
    ScatterView scatter;
    VariantModel model;
    scatter.resize(740, 440);
    scatter.show();
    std::printf("%d variants, %zu on the front\n", count, comparison->front.size());
    const auto fill = [&](const CompareState& with) {
        comparison = std::make_shared<const Comparison>(compare(pool, with));
        (void)adviceOf(*comparison, with);
        scatter.setComparison(comparison, with);
        model.setComparison(comparison);
    };
    runner::Variant again = pool[pool.size() / 2];
    report("take one that was measured again", 10, [&](int) { (void)pool.with(again); });
    report("fill chart, table, recommendation", 10, [&](int) { fill(state); });
    report("hide a group, show it again (each)", 10,
           [&](int i) { fill(i % 2 ? state : filtered); });
    fill(state);
    report("drag a limit one step", 20, [&](int i) {
        setLimit(state, limitAt("accuracy", 0.95 + 0.001 * i));
        (void)adviceOf(*comparison, state);
        scatter.setLimits(state);
    });
    for (const int scale : {1, 2}) {
        QImage image(scatter.size() * scale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(scale);
        const auto paint = [&] {
            image.fill(Qt::white);
            scatter.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
        };
        report(scale == 1 ? "one frame of a pan, 1x" : "one frame of a pan, 2x", frames,
               [&](int i) {
                   scatter.pan({i % 20 < 10 ? 3.0 : -3.0, 1.0});
                   paint();
               });
        scatter.showAll();
        report(scale == 1 ? "one frame without a pan, 1x" : "one frame without a pan, 2x", frames,
               [&](int) { paint(); });
    }
    return 0;
}
