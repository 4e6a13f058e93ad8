#include "sample_pipeline.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/param_text.h"
#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/run_tracker.h"
#include "tests/sanitized.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace lathe;
using recipe::kSource;
using recipe::ParamValue;
using widgets::RecipeDocument;

namespace {

// A chain of `count` nodes, each pruned three ways at most once, and every third joined by a
// teacher.
recipe::Recipe bigRecipe(int count)
{
    recipe::Recipe big = sample::recipe();
    big.nodes = {{"n0", "finetune", {}, {{"model", kSource}}}};
    for (int i = 1; i < count; ++i) {
        const std::string before = fmt::format("n{}", (i - 1) / 2);
        recipe::Node node{
            fmt::format("n{}", i), "finetune", {{"learningRate", {i * 1e-6}}}, {{"model", before}}};
        if (i % 3 == 0) {
            node.stage = "distill.logits";
            node.params = {{"temperature", {1 + i * 0.01}}};
            node.inputs["teacher"] = "n0";
        }
        big.nodes.push_back(node);
    }
    return big;
}

std::string anyNode(const RecipeDocument& document, std::mt19937& random)
{
    const auto& nodes = document.recipe().nodes;
    const size_t pick = random() % (nodes.size() + 1);
    return pick == nodes.size() ? kSource : nodes[pick].id;
}

void randomEdit(RecipeDocument& document, std::mt19937& random)
{
    const std::string a = anyNode(document, random);
    const std::string b = anyNode(document, random);
    switch (random() % 12) {
    case 0:
        document.addNode("quantize.int8", {double(random() % 900), 40}, a);
        break;
    case 1:
        document.remove({a});
        break;
    case 2:
        document.connectPorts(a, b, random() % 2 ? "model" : "teacher");
        break;
    case 3:
        document.disconnectPort(b, "model");
        break;
    case 4:
        document.setParam(a, "sparsity",
                          {ParamValue(0.1 * double(random() % 9)), ParamValue(0.05)});
        break;
    case 5:
        document.setParam(a, "epochs", {ParamValue(int64_t(random() % 4 + 1))});
        break;
    case 6:
        document.moveNodes({{a, {double(random() % 500), double(random() % 500)}}});
        break;
    case 7:
        document.setSeed(random());
        break;
    case 8:
        document.duplicate({a, b});
        break;
    case 9:
        document.paste(document.copyNodes({a, b}), {100, 100});
        break;
    case 10:
        document.setName(QString::number(random() % 5));
        break;
    default:
        document.arrange();
    }
}

} // namespace

class TestRecipeDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void undoGivesBackTheOriginal_data();
    void undoGivesBackTheOriginal();
    void editsMerge();
    void refusesWhatDoesNotFit();
    void pasteKeepsInnerWires();
    void pasteRefusesForeignText();
    void savesAndLoads();
    void countsVariants();
    void bigRecipeEditsQuickly();
    void layoutHasNoOverlaps();
    void layoutSurvivesCycles();
    void parsesValues_data();
    void parsesValues();
    void runStates();
};

void TestRecipeDocument::undoGivesBackTheOriginal_data()
{
    QTest::addColumn<uint>("seed");
    for (uint seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRecipeDocument::undoGivesBackTheOriginal()
{
    QFETCH(uint, seed);
    std::mt19937 random(seed);
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    const recipe::Recipe original = document.recipe();
    for (int i = 0; i < 60; ++i)
        randomEdit(document, random);
    const recipe::Recipe edited = document.recipe();
    QVERIFY(!(edited == original));
    QVERIFY(document.isModified());
    while (document.undoStack()->canUndo())
        document.undoStack()->undo();
    QVERIFY(document.recipe() == original);
    QVERIFY(!document.isModified());
    while (document.undoStack()->canRedo())
        document.undoStack()->redo();
    QVERIFY(document.recipe() == edited);
}

void TestRecipeDocument::editsMerge()
{
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    for (const double value : {0.1, 0.12, 0.125})
        QVERIFY(document.setParam("prune", "sparsity", {value}));
    QCOMPARE(document.undoStack()->count(), 1);
    document.endMerge();
    QVERIFY(document.setParam("prune", "sparsity", {0.2}));
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QVERIFY(document.values("prune", "sparsity") == std::vector<ParamValue>{0.125});

    document.setName(document.recipe().name == "x" ? "y" : "x");
    const int count = document.undoStack()->count();
    document.setName("x"); // says nothing new
    QCOMPARE(document.undoStack()->count(), count);
}

void TestRecipeDocument::refusesWhatDoesNotFit()
{
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    const recipe::Recipe original = document.recipe();
    QVERIFY(!document.connectPorts("int8", "tune", "model"));    // a circle
    QVERIFY(!document.connectPorts("prune", "prune", "model"));  // into itself
    QVERIFY(!document.connectPorts("tune", "prune", "teacher")); // no such port
    QVERIFY(!document.connectPorts("tune", kSource, "model"));
    QVERIFY(!document.connectPorts("nobody", "prune", "model"));
    QVERIFY(document.whyNotConnect("int8", "tune", "model").contains("circle"));
    QVERIFY(!document.setParam("prune", "sparsity", {0.5, 1.5}));
    QVERIFY(!document.setParam("prune", "colour", {0.5}));
    QVERIFY(!document.setParam("nobody", "sparsity", {0.5}));
    QVERIFY_EXCEPTION_THROWN((void)document.addNode("no.such.stage", {}), Error);
    QVERIFY(document.recipe() == original);
    QVERIFY(!document.undoStack()->canUndo());

    QVERIFY(document.setParam("prune", "sparsity", {0.5})); // the default is not written down
    QVERIFY(document.recipe().node("prune")->params.empty());
}

void TestRecipeDocument::pasteKeepsInnerWires()
{
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    const auto ids = document.paste(document.copyNodes({"distill", "int4"}), {480, 720});
    QCOMPARE(ids.size(), size_t(2));
    const auto* distill = document.recipe().node(ids[0]);
    const auto* int4 = document.recipe().node(ids[1]);
    QVERIFY(distill && int4);
    QCOMPARE(int4->inputs.at("model"), ids[0]);
    QCOMPARE(distill->inputs.at("teacher"), std::string("tune")); // from outside, still there
    QVERIFY(int4->params == document.recipe().node("int4")->params);
    QCOMPARE(document.position(ids[0]).x, 480.0);

    RecipeDocument other(sample::catalog());
    const auto there = other.paste(document.copyNodes({"distill", "int4"}), {0, 0});
    QVERIFY(other.recipe().node(there[0])->inputs.empty()); // nothing to be wired to
    QCOMPARE(other.recipe().node(there[1])->inputs.at("model"), there[0]);
}

void TestRecipeDocument::pasteRefusesForeignText()
{
    RecipeDocument document(sample::catalog());
    for (const char* text : {"", "hello", "[1, 2]", "{\"nodes\": 3}", "{\"formatVersion\": 99}"})
        QVERIFY_EXCEPTION_THROWN((void)document.paste(text, {}), Error);
    QVERIFY(!document.undoStack()->canUndo());
}

void TestRecipeDocument::savesAndLoads()
{
    QTemporaryDir folder;
    const QString file = folder.filePath("recipe.json");
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    document.arrange();
    QSignalSpy modified(&document, &RecipeDocument::modifiedChanged);
    document.save(file);
    QVERIFY(!document.isModified());
    QCOMPARE(modified.count(), 1);
    QCOMPARE(document.path(), file);

    RecipeDocument again(sample::catalog());
    again.load(file);
    QVERIFY(again.recipe() == document.recipe());
    QVERIFY_EXCEPTION_THROWN(again.load(folder.filePath("missing.json")), Error);
    QVERIFY(again.recipe() == document.recipe());
    QCOMPARE(again.path(), file);
}

void TestRecipeDocument::countsVariants()
{
    RecipeDocument document(sample::catalog());
    document.replace(sample::recipe());
    QVERIFY(document.canRun());
    // tune 1, static 1, prune 3, distill 1, int8 after prune 3, int4 2
    QCOMPARE(document.variantCount(), 11);
    QCOMPARE(document.variantCount("int8"), 3);
    QSignalSpy problems(&document, &RecipeDocument::problemsChanged);
    document.disconnectPort("distill", "teacher");
    QCOMPARE(problems.count(), 1);
    QVERIFY(!document.canRun());
    QCOMPARE(document.problems().front().node, std::string("distill"));
    QCOMPARE(document.variantCount(), 0);
    QCOMPARE(document.variantCount("prune"), 3);
    document.moveNodes({{"prune", {5, 5}}});
    QCOMPARE(problems.count(), 1); // places are no content
}

void TestRecipeDocument::bigRecipeEditsQuickly()
{
    RecipeDocument document(sample::catalog());
    document.replace(bigRecipe(200));
    QVERIFY2(document.canRun(),
             document.problems().empty() ? "" : document.problems()[0].text.c_str());
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= 20; ++i) {
        document.endMerge();
        QVERIFY(document.setParam("n0", "epochs", {int64_t(i)}));
    }
    // A keystroke that takes a tenth of a second is felt; busy machines slow down.
    QVERIFY2(kSanitized || timer.elapsed() < 20 * 100, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(document.variantCount(), 200);
}

void TestRecipeDocument::layoutHasNoOverlaps()
{
    for (const auto& recipe : {sample::recipe(), bigRecipe(60)}) {
        const auto places = widgets::layeredLayout(recipe);
        QCOMPARE(places.size(), recipe.nodes.size() + 1);
        for (const auto& [a, pa] : places)
            for (const auto& [b, pb] : places)
                if (a < b)
                    QVERIFY2(std::abs(pa.x - pb.x) >= 176 || std::abs(pa.y - pb.y) >= 100,
                             (a + " " + b).c_str());
        for (const auto& node : recipe.nodes)
            for (const auto& [port, from] : node.inputs)
                QVERIFY(places.at(from).x < places.at(node.id).x);
    }
}

void TestRecipeDocument::layoutSurvivesCycles()
{
    recipe::Recipe circle;
    circle.nodes = {{"a", "finetune", {}, {{"model", "b"}}},
                    {"b", "finetune", {}, {{"model", "a"}}},
                    {"c", "finetune", {}, {{"model", "nobody"}}}};
    QCOMPARE(widgets::layeredLayout(circle).size(), size_t(4));
    circle.layout["a"] = {10, 10};
    const auto places = widgets::completedLayout(circle);
    QCOMPARE(places.size(), size_t(4));
    QCOMPARE(places.at("a").x, 10.0);
}

void TestRecipeDocument::parsesValues_data()
{
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("readBack"); // empty: refused
    QTest::newRow("one") << "prune.structured"
                         << "sparsity"
                         << "0.3"
                         << "0.3";
    QTest::newRow("three") << "prune.structured"
                           << "sparsity"
                           << " 0.3,0.50 , .7"
                           << "0.3, 0.5, 0.7";
    QTest::newRow("small") << "finetune"
                           << "learningRate"
                           << "0.00003"
                           << "3e-5";
    QTest::newRow("out of range") << "prune.structured"
                                  << "sparsity"
                                  << "0.3, 1.5"
                                  << "";
    QTest::newRow("hole") << "prune.structured"
                          << "sparsity"
                          << "0.3,,0.5"
                          << "";
    QTest::newRow("nothing") << "prune.structured"
                             << "sparsity"
                             << ""
                             << "";
    QTest::newRow("nan") << "prune.structured"
                         << "sparsity"
                         << "nan"
                         << "";
    QTest::newRow("fraction of a whole") << "finetune"
                                         << "epochs"
                                         << "2.5"
                                         << "";
    QTest::newRow("choices") << "quantize.int8"
                             << "activations"
                             << "dynamic, static"
                             << "dynamic, static";
    QTest::newRow("no such choice") << "quantize.int8"
                                    << "activations"
                                    << "lucky"
                                    << "";
    QTest::newRow("text with commas") << "distill.logits"
                                      << "layers"
                                      << "0, 2; 0, 3"
                                      << "0, 2; 0, 3";
    QTest::newRow("flags") << "quantize.int8"
                           << "embeddings"
                           << "on, OFF"
                           << "on, off";
}

void TestRecipeDocument::parsesValues()
{
    QFETCH(QString, stage);
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QString, readBack);
    const auto catalog = sample::catalog();
    const auto* spec = catalog.find(stage.toStdString())->param(key.toStdString());
    const auto parsed = widgets::parseValues(text, *spec);
    QCOMPARE(parsed.problem.isEmpty(), !readBack.isEmpty());
    QCOMPARE(parsed.values.empty(), readBack.isEmpty());
    if (readBack.isEmpty())
        return;
    QCOMPARE(widgets::textOf(parsed.values, *spec), readBack);
    QVERIFY(widgets::parseValues(readBack, *spec).values == parsed.values);
}

void TestRecipeDocument::runStates()
{
    using runner::StepState;
    const recipe::Plan plan = recipe::expand(sample::recipe(), sample::catalog());
    const auto prune = plan.byNode.at("prune");
    widgets::RunTracker tracker;
    runner::RunStarted started;
    started.plan = plan;
    tracker.on(started);
    const auto state = [&](const char* node) { return tracker.node(node)->state; };
    QVERIFY(state("prune") == StepState::Waiting);
    tracker.on(runner::StepChanged{prune[0], StepState::Done, 3, {}});
    tracker.on(runner::StepChanged{prune[1], StepState::Running, 0, {}});
    QVERIFY(tracker.on(runner::StepProgress{prune[1], {0.5, "epoch 1"}, 0.2, {}}) ==
            std::vector<std::string>{"prune"});
    QVERIFY(state("prune") == StepState::Running);
    QCOMPARE(tracker.node("prune")->fraction, 0.5); // (1 + 0.5 + 0) / 3
    QCOMPARE(tracker.node("prune")->text(), QString("2 of 3 · epoch 1"));
    tracker.on(runner::StepChanged{prune[1], StepState::Failed, 1, "no memory"});
    tracker.on(runner::StepChanged{prune[2], StepState::Done, 2, {}});
    QVERIFY(state("prune") == StepState::Failed);
    QVERIFY(tracker.node("prune")->text().contains("no memory"));
    tracker.on(runner::StepChanged{9999, StepState::Done, 2, {}}); // not of this plan
    tracker.on(runner::RunEnded{runner::RunState::Cancelled, {}, 9});
    QVERIFY(state("tune") == StepState::Cancelled);
    QVERIFY(state("prune") == StepState::Failed);
}

QTEST_GUILESS_MAIN(TestRecipeDocument)
#include "tst_recipe_document.moc"
