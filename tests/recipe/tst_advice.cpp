#include "core/recipe/findings.h"

#include <QTest>

using namespace lathe::recipe;

Q_DECLARE_METATYPE(lathe::recipe::Recipe)

// What the real stages have that advice looks at.
static StageCatalog catalog()
{
    using enum ParamType;
    const PortSpec model{"model", PortKind::Model, true, ""}, taught{"teacher", PortKind::Teacher, false, ""},
        second{"teacher2", PortKind::Teacher, false, ""}, asked{"teacher", PortKind::Teacher, true, ""};
    const ParamSpec epochs{"epochs", "Epochs", Number, 2.0, 0, 100, "epochs", {}, ""};
    const ParamSpec rate{"learningRate", "Learning rate", Number, 5e-5, 1e-8, 0.1, "", {}, ""};
    const ParamSpec sparsity{"sparsity", "Sparsity", Number, 0.5, 0, 0.95, "fraction", {}, ""};
    const ParamSpec alpha{"alpha", "Teacher weight", Number, 0.7, 0, 1, "", {}, ""};
    return StageCatalog({
        {"finetune", "Fine-tune", StageFamily::Train, "", "", {epochs, rate, alpha}, {model, taught, second}},
        {"prune.structured", "Heads and FFN", StageFamily::Prune, "", "", {sparsity, epochs, alpha}, {model, taught, second}},
        {"prune.layers", "Layers", StageFamily::Prune, "", "",
         {{"keep", "Layers to keep", Integer, int64_t(3), 1, 200, "layers", {}, ""},
          {"order", "Remove", Choice, std::string("last"), {}, {}, "", {"last", "measured"}, ""}, epochs}, {model, taught}},
        {"prune.wanda", "Wanda mask", StageFamily::Prune, "", "",
         {sparsity, {"pattern", "Pattern", Choice, std::string("anywhere"), {}, {}, "", {"anywhere", "2:4"}, ""}, epochs},
         {model, taught}},
        {"prune.movement", "Movement mask", StageFamily::Prune, "", "", {epochs}, {model, taught}},
        {"prune.vocabulary", "Vocabulary", StageFamily::Prune, "", "",
         {{"occurrences", "Occurrences", Integer, int64_t(1), 1, 1000, "", {}, ""}}, {model}, 1, true},
        {"distill.logits", "Distil logits", StageFamily::Distill, "", "", {epochs}, {model, asked}},
        {"quantize.int8", "Int8", StageFamily::Quantize, "", "", {}, {model}},
        {"quantize.int4", "Int4", StageFamily::Quantize, "", "", {}, {model}},
        {"quantize.gptq", "GPTQ", StageFamily::Quantize, "", "",
         {{"bits", "Bits", Choice, std::string("4"), {}, {}, "", {"4", "8"}, ""}}, {model}},
        {"quantize.half", "Half floats", StageFamily::Quantize, "", "",
         {{"format", "Format", Choice, std::string("fp16"), {}, {}, "", {"fp16", "bf16"}, ""}}, {model}, 1, true, true},
        {"analyze.sensitivity", "Sensitivity", StageFamily::Analyze, "", "", {}, {model}},
    });
}

static Recipe recipeWith(std::vector<Node> nodes)
{
    Recipe recipe;
    recipe.model = "/models/base";
    recipe.data.train = "/data/train.tsv";
    recipe.nodes = std::move(nodes);
    return recipe;
}

class TestAdvice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsAndFixes_data();
    void tellsAndFixes();
    void saysNothingOfGoodRecipes();
    void swapsOrder();
    void keepsOthersWhenSwapping();
    void surroundings();
    void fitsAfter();
};

static const Node kTune{"tune", "finetune", {}, {{"model", kSource}}};

void TestAdvice::tellsAndFixes_data()
{
    QTest::addColumn<Recipe>("recipe");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fix"); // empty: people choose
    const auto row = [](const char* name, std::vector<Node> nodes, const char* node, const char* text,
                        const char* fix) {
        QTest::newRow(name) << recipeWith(std::move(nodes)) << QString(node) << QString(text) << QString(fix);
    };
    const std::map<std::string, std::string, std::less<>> afterTune{{"model", "tune"}};
    const auto text = [](const char* value) { return std::vector<ParamValue>{std::string(value)}; };
    row("2:4", {kTune, {"w", "prune.wanda", {{"pattern", text("2:4")}}, afterTune}}, "w", "2:4 gives no CPU speed",
        "Remove heads and FFN neurons instead");
    row("mask", {kTune, {"w", "prune.wanda", {}, afterTune}}, "w", "neither bytes nor time",
        "Remove heads and FFN neurons instead");
    row("int4", {kTune, {"q", "quantize.int4", {}, afterTune}}, "q", "int4 saves size, not time", "Add Int8 beside it");
    row("gptq 4", {kTune, {"q", "quantize.gptq", {}, afterTune}}, "q", "int4 saves size, not time", "Add Int8 beside it");
    row("fp16", {kTune, {"q", "quantize.half", {}, afterTune}}, "q", "fp16 halves the bytes, not the time",
        "Add Int8 beside it");
    row("distilling int8",
        {kTune, {"q", "quantize.int8", {}, afterTune}, {"d", "distill.logits", {}, {{"model", "q"}, {"teacher", "tune"}}}},
        "d", "QAT", "Put it before the quantization");
    row("pruning after int8", {kTune, {"q", "quantize.int8", {}, afterTune}, {"p", "prune.structured", {}, {{"model", "q"}}}},
        "p", "prune first, quantize last", "Put it before the quantization");
    row("int8 twice", {kTune, {"q", "quantize.int8", {}, afterTune}, {"r", "quantize.int8", {}, {{"model", "q"}}}}, "r",
        "already quantized", "Connect 'tune' instead");
    row("no recovery", {kTune, {"p", "prune.structured", {{"epochs", {0.0}}}, afterTune}}, "p",
        "removes 50 % and trains nothing", "Train 2 epochs");
    row("teacher is itself", {{"tune", "finetune", {}, {{"model", kSource}, {"teacher", kSource}}}}, "tune",
        "teacher is the model itself", "Remove this teacher");
    row("teacher twice", {kTune, {"p", "prune.structured", {}, {{"model", "tune"}, {"teacher", "tune"}, {"teacher2", "tune"}}}},
        "p", "wired twice", "Remove this teacher");
    row("weight of nobody", {kTune, {"p", "prune.structured", {{"alpha", {0.9}}}, afterTune}}, "p",
        "no teacher is wired", "Take 'tune' as teacher");
    row("no teacher", {kTune, {"d", "distill.logits", {}, afterTune}}, "d", "'teacher' is not connected",
        "Take 'tune' as teacher");
    row("vocabulary", {kTune, {"v", "prune.vocabulary", {}, afterTune}}, "v", "never use", "");
    row("rare words", {kTune, {"v", "prune.vocabulary", {{"occurrences", {int64_t(3)}}}, afterTune}}, "v", "never use",
        "Keep every token that occurs");
    row("no table", {kTune, {"l", "prune.layers", {{"order", text("measured")}}, afterTune}}, "l", "table of Sensitivity",
        "Put Sensitivity before");
    row("movement of a tuned model", {kTune, {"m", "prune.movement", {}, afterTune}}, "m", "start from the source",
        "Start from the source");
    row("rate", {{"tune", "finetune", {{"learningRate", {0.01}}}, {{"model", kSource}}}}, "tune", "usually destroys",
        "Reset to 5e-05");
    row("source without head", {{"p", "prune.structured", {}, {{"model", kSource}}}}, "p", "without training first",
        "Put Fine-tune before");
    row("tuned beside", {kTune, {"q", "quantize.int8", {}, {{"model", kSource}}}}, "q", "without training first",
        "Take 'tune' instead");
    row("twins", {kTune, {"again", "finetune", {}, {{"model", kSource}}}}, "again", "same work", "Remove the copy");
    row("out of range", {{"tune", "finetune", {{"epochs", {-3.0}}}, {{"model", kSource}}}}, "tune", "epochs must be",
        "Reset to 2");
}

static const Finding* findingOf(const std::vector<Finding>& findings, const QString& node, const QString& text)
{
    for (const Finding& finding : findings)
        if (finding.problem.node == node.toStdString() &&
            QString::fromStdString(finding.problem.text).contains(text))
            return &finding;
    return nullptr;
}

void TestAdvice::tellsAndFixes()
{
    QFETCH(Recipe, recipe);
    QFETCH(QString, node);
    QFETCH(QString, text);
    QFETCH(QString, fix);
    const StageCatalog stages = catalog();
    const auto findings = examine(recipe, stages);
    const Finding* found = findingOf(findings, node, text);
    QVERIFY2(found, findings.empty() ? "nothing found" : findings[0].problem.text.c_str());
    QCOMPARE(QString::fromStdString(found->fix ? found->fix->title : std::string()), fix);
    if (!found->fix)
        return;
    const Recipe before = recipe;
    found->fix->apply(recipe);
    QVERIFY(!(recipe == before));
    const auto after = examine(recipe, stages);
    // Beside a fast variant the note of a small one stays true; it just has nothing left to offer.
    const Finding* still = findingOf(after, node, text);
    QVERIFY2(!still || !still->fix, still ? still->fix->title.c_str() : "");
    for (const Finding& finding : after)
        QVERIFY2(finding.problem.severity == Severity::Advice, finding.problem.text.c_str());
}

void TestAdvice::saysNothingOfGoodRecipes()
{
    const auto findings = examine(
        recipeWith({kTune,
                    {"cut", "prune.layers", {{"epochs", {0.0}}}, {{"model", "tune"}}}, // recovered one later
                    {"p", "prune.structured", {{"alpha", {0.9}}}, {{"model", "cut"}, {"teacher", "tune"}}},
                    {"q", "quantize.int8", {}, {{"model", "p"}}},
                    {"m", "prune.movement", {}, {{"model", kSource}}}}),
        catalog());
    QVERIFY2(findings.empty(), findings.empty() ? "" : findings[0].problem.text.c_str());
}

void TestAdvice::swapsOrder()
{
    Recipe recipe = recipeWith({kTune,
                                {"q", "quantize.int8", {}, {{"model", "tune"}}},
                                {"p", "prune.structured", {}, {{"model", "q"}, {"teacher", "q"}}},
                                {"v", "prune.vocabulary", {}, {{"model", "p"}}}});
    const auto findings = examine(recipe, catalog());
    findings.front().fix->apply(recipe);
    QCOMPARE(recipe.node("p")->inputs.at("model"), std::string("tune"));
    QCOMPARE(recipe.node("p")->inputs.at("teacher"), std::string("tune"));
    QCOMPARE(recipe.node("q")->inputs.at("model"), std::string("p"));
    QCOMPARE(recipe.node("v")->inputs.at("model"), std::string("q"));
    QCOMPARE(recipe.nodes.size(), size_t(4));
}

void TestAdvice::keepsOthersWhenSwapping()
{
    Recipe recipe = recipeWith({kTune,
                                {"q", "quantize.int8", {}, {{"model", "tune"}}},
                                {"v", "prune.vocabulary", {}, {{"model", "q"}}},
                                {"p", "prune.structured", {}, {{"model", "q"}}}});
    const auto findings = examine(recipe, catalog());
    findings.front().fix->apply(recipe);
    QCOMPARE(recipe.node("v")->inputs.at("model"), std::string("q")); // as it was
    QCOMPARE(recipe.node("q")->inputs.at("model"), std::string("tune"));
    QCOMPARE(recipe.node("p")->inputs.at("model"), std::string("tune"));
    QCOMPARE(recipe.node("q-2")->inputs.at("model"), std::string("p"));
}

void TestAdvice::surroundings()
{
    const Recipe pruned = recipeWith({{"p", "prune.structured", {}, {{"model", kSource}}}});
    Surroundings known;
    known.classifies = true;
    QVERIFY(examine(pruned, catalog(), known).empty()); // a fine-tuned model may be pruned at once
    known.maxPositions = 64;                            // of 128 tokens
    const auto longer = examine(pruned, catalog(), known);
    QVERIFY(findingOf(longer, kSource, "positions for 64 only"));
    Recipe fixed = pruned;
    longer.front().fix->apply(fixed);
    QCOMPARE(fixed.maxLength, 64);

    known.layers = 6; // keeping 3 of 6 is strong, of 4 it is not
    const Recipe cut = recipeWith({kTune, {"l", "prune.layers", {{"epochs", {0.0}}}, {{"model", "tune"}}}});
    QVERIFY(findingOf(examine(cut, catalog(), known), "l", "removes 50 %"));
    known.layers = 4;
    QVERIFY(!findingOf(examine(cut, catalog(), known), "l", "removes"));

    known.fourBitCompute = "int8 x int8";
    QVERIFY(findingOf(examine(recipeWith({kTune, {"q", "quantize.int4", {}, {{"model", "tune"}}}}), catalog(), known),
                      "q", "this CPU computes it as int8 x int8"));
}

void TestAdvice::fitsAfter()
{
    const StageCatalog stages = catalog();
    const Recipe recipe = recipeWith({kTune, {"q", "quantize.int8", {}, {{"model", "tune"}}},
                                      {"v", "prune.vocabulary", {}, {{"model", "q"}}}});
    const auto why = [&](const char* from, const char* stage, const Surroundings& known = {}) {
        return QString::fromStdString(whyNotAfter(recipe, stages, from, *stages.find(stage), known));
    };
    QVERIFY(why("tune", "distill.logits").isEmpty());
    QVERIFY(why("q", "prune.vocabulary").isEmpty());
    QVERIFY(why("v", "prune.structured").contains("prune first"));
    QVERIFY(why("v", "analyze.sensitivity").contains("put it before"));
    Surroundings packed;
    packed.storage = "int8 + fp32";
    QVERIFY(why(kSource, "finetune", packed).contains("stored as int8"));
    QVERIFY(why(kSource, "prune.vocabulary", packed).isEmpty());
}

QTEST_GUILESS_MAIN(TestAdvice)
#include "tst_advice.moc"
