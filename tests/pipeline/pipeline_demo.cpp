// Shows the pipeline view with a recipe in the middle of a run, in a window or as a picture:
//   pipeline_demo [--dark] [--select NODE] [--idle] [--show empty|errors|forty|templates] [--grab FILE.png]
#include "sample_pipeline.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/pipeline/template_gallery.h"
#include "widgets/theme/theme_manager.h"

#include <QApplication>
#include <QCommandLineParser>

#include <fmt/format.h>

using namespace lathe;

static void play(widgets::PipelineView& view, const recipe::Plan& plan)
{
    using runner::StepState;
    runner::RunStarted started;
    started.plan = plan;
    view.onRunEvent(started);
    const auto first = [&](const char* node) { return plan.byNode.at(node).front(); };
    view.onRunEvent(runner::StepChanged{first("tune"), StepState::Done, 161, {}});
    runner::VariantMeasured measured;
    measured.variant.id = "1";
    measured.variant.node = "tune";
    measured.variant.metrics = {{"accuracy", 0.852}};
    view.onRunEvent(measured);
    view.onRunEvent(runner::StepChanged{first("static"), StepState::Reused, 0, {}});
    view.onRunEvent(runner::StepChanged{first("prune"), StepState::Done, 40, {}});
    view.onRunEvent(runner::StepChanged{plan.byNode.at("prune")[1], StepState::Running, 0, {}});
    view.onRunEvent(
        runner::StepProgress{plan.byNode.at("prune")[1], {0.7, "epoch 2 of 2"}, 0.4, 18.0});
    view.onRunEvent(runner::StepChanged{first("distill"), StepState::Failed, 3,
                                        "distill.logits: the loss is not finite after 12 steps"});
}

static recipe::Recipe shownRecipe(const QString& what)
{
    recipe::Recipe recipe = sample::recipe();
    if (what == "empty")
        recipe.nodes.clear();
    if (what == "errors") {
        recipe.nodes[2].params["sparsity"] = {0.3, 7.0};
        recipe.nodes[3].inputs.erase("teacher");
        recipe.nodes.push_back({"late", "prune.structured", {}, {{"model", "static"}}});
        recipe.nodes.push_back({"lost", "quantize.int3", {}, {{"model", "tune"}}});
    }
    if (what == "forty")
        for (int i = 0; i < 34; ++i)
            recipe.nodes.push_back({fmt::format("n{}", i), i % 3 ? "prune.structured" : "finetune",
                                    {{"learningRate", {(i + 1) * 1e-6}}},
                                    {{"model", i < 4 ? "tune" : fmt::format("n{}", i / 2 - 1)}}});
    return recipe;
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{"dark", "Dark theme"},
                       {"idle", "Without a run"},
                       {"show", "Another picture", "what"},
                       {"select", "Select a node", "node"},
                       {"grab", "Write a picture and leave", "file"}});
    parser.process(application);
    widgets::ThemeManager theme(application);
    theme.setChoice(parser.isSet("dark") ? widgets::ThemeChoice::Dark
                                         : widgets::ThemeChoice::Light);

    widgets::RecipeDocument document(sample::catalog());
    const QString what = parser.value("show");
    document.replace(shownRecipe(what));
    widgets::PipelineView view(document);
    view.setModelSummary("90.9 MB fp32", "BERT 6 × 384");
    view.setPreflight({{widgets::PreflightNote::Tone::Good,
                        "2 of 11 steps are in the cache from earlier runs",
                        {}},
                       {widgets::PreflightNote::Tone::Advice,
                        "41 test rows are longer than 128 tokens and will be cut off",
                        {}}});
    view.resize(1364, 852);
    view.show();
    QCoreApplication::processEvents();
    view.canvas()->fit();
    if (!parser.isSet("idle") && document.canRun() && what != "empty")
        play(view, recipe::expand(document.recipe(), document.catalog()));
    if (parser.isSet("select"))
        view.selectNode(parser.value("select").toStdString());
    if (!parser.isSet("grab"))
        return QApplication::exec();
    if (what == "templates") {
        widgets::TemplateGallery gallery(document, false);
        gallery.show();
        QCoreApplication::processEvents();
        return gallery.grab().save(parser.value("grab")) ? 0 : 1;
    }
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    return view.grab().save(parser.value("grab")) ? 0 : 1;
}
