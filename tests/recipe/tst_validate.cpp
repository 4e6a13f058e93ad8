#include "small_catalog.h"

#include <QTest>

using namespace lathe::recipe;

Q_DECLARE_METATYPE(lathe::recipe::Recipe)

class TestValidate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void problems_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<bool>("isError");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("param");
        QTest::addColumn<QString>("text"); // a part of it; empty: no problem at all
        const auto row = [](const char* name, const Recipe& recipe, bool isError, const char* node,
                            const char* param, const char* text) {
            QTest::newRow(name) << recipe << isError << QString(node) << QString(param)
                                << QString(text);
        };
        const Node tune{"tune", "train", {}, {{"model", "source"}}};
        const Node int8{"int8", "quantize.int8", {}, {{"model", "tune"}}};
        const auto with = [](Node node, auto change) {
            change(node);
            return node;
        };
        row("sound", recipeWith({tune, int8}), false, "", "", "");
        row("an int8 teacher",
            recipeWith(
                {tune, int8, {"s", "distill", {}, {{"model", "tune"}, {"teacher", "int8"}}}}),
            false, "", "", "");

        row("no stage", recipeWith({}), false, "", "", "no stage");
        row("unknown stage", recipeWith({{"x", "prun", {}, {}}}), true, "x", "",
            "did you mean 'prune'?");
        row("unknown parameter",
            recipeWith({with(tune, [](Node& n) { n.params["epoch"] = {int64_t(1)}; })}), true,
            "tune", "epoch", "did you mean 'epochs'?");
        row("empty list", recipeWith({with(tune, [](Node& n) { n.params["epochs"] = {}; })}), true,
            "tune", "epochs", "empty list");
        row("out of range",
            recipeWith({with(tune,
                             [](Node& n) {
                                 n.params["epochs"] = {int64_t(1), int64_t(0)};
                             })}),
            true, "tune", "epochs", "epochs must be between 1 and 100, found 0");
        row("below the only limit",
            recipeWith({tune,
                        {"s",
                         "distill",
                         {{"layers", {int64_t(0)}}},
                         {{"model", "tune"}, {"teacher", "tune"}}}}),
            true, "s", "layers", "layers must be at least 1, found 0");
        row("not whole", recipeWith({with(tune, [](Node& n) { n.params["epochs"] = {1.5}; })}),
            true, "tune", "epochs", "epochs must be a whole number, found 1.5");
        row("not a number",
            recipeWith(
                {with(tune, [](Node& n) { n.params["learningRate"] = {std::string("fast")}; })}),
            true, "tune", "learningRate", "found 'fast'");
        row("not finite",
            recipeWith({with(tune, [](Node& n) { n.params["learningRate"] = {std::nan("")}; })}),
            true, "tune", "learningRate", "must be a number");
        row("not a boolean",
            recipeWith({with(tune, [](Node& n) { n.params["early"] = {int64_t(1)}; })}), true,
            "tune", "early", "true or false");
        row("no such choice",
            recipeWith(
                {tune, {"p", "prune", {{"scope", {std::string("head")}}}, {{"model", "tune"}}}}),
            true, "p", "scope", "one of both, heads, ffn, found 'head'; did you mean 'heads'?");
        row("not a text",
            recipeWith(
                {tune,
                 {"s", "distill", {{"note", {true}}}, {{"model", "tune"}, {"teacher", "tune"}}}}),
            true, "s", "note", "must be a text");

        row("port not connected", recipeWith({tune, {"s", "distill", {}, {{"model", "tune"}}}}),
            true, "s", "", "'teacher' is not connected");
        row("unknown port", recipeWith({with(tune, [](Node& n) { n.inputs["modl"] = "source"; })}),
            true, "tune", "", "did you mean 'model'?");
        row("from nowhere",
            recipeWith({tune, with(int8, [](Node& n) { n.inputs["model"] = "tun"; })}), true,
            "int8", "", "did you mean 'tune'?");
        row("circle",
            recipeWith(
                {{"a", "prune", {}, {{"model", "b"}}}, {"b", "prune", {}, {{"model", "a"}}}}),
            true, "a", "", "circle");
        row("own input", recipeWith({{"a", "prune", {}, {{"model", "a"}}}}), true, "a", "",
            "circle");
        row("same id", recipeWith({tune, tune}), true, "tune", "", "several nodes");
        row("reserved id", recipeWith({with(tune, [](Node& n) { n.id = "source"; })}), true,
            "source", "", "cannot be called");
        row("illegal id", recipeWith({with(tune, [](Node& n) { n.id = "a b"; })}), true, "a b", "",
            "may only hold");

        row("training after int8",
            recipeWith({tune, int8, {"t", "train", {}, {{"model", "int8"}}}}), true, "t", "",
            "quantize.int8 gives a packed model that cannot be trained further; train first and quantize last");
        row("pruning after int8", recipeWith({tune, int8, {"p", "prune", {}, {{"model", "int8"}}}}),
            true, "p", "", "packed model");
        row("int8 twice", recipeWith({tune, int8, {"q", "quantize.int8", {}, {{"model", "int8"}}}}),
            true, "q", "", "already quantized");

        const Node after8{"half", "quantize.half", {}, {{"model", "int8"}}};
        row("what takes packed models after int8", recipeWith({tune, int8, after8}), false, "", "", "");
        row("pruning after it", recipeWith({tune, int8, after8, {"p", "prune", {}, {{"model", "half"}}}}), true, "p", "",
            "packed model");
        row("pruning after 16 bits",
            recipeWith({tune, {"half", "quantize.half", {}, {{"model", "tune"}}}, {"p", "prune", {}, {{"model", "half"}}}}),
            false, "", "", "");

        const auto changed = [&](auto change) {
            Recipe recipe = recipeWith({tune});
            change(recipe);
            return recipe;
        };
        row("no model", changed([](Recipe& r) { r.model.clear(); }), true, "source", "",
            "no model");
        row("no data", changed([](Recipe& r) { r.data.train.clear(); }), true, "source", "",
            "no training data");
        row("length", changed([](Recipe& r) { r.maxLength = 2; }), true, "", "", "maxLength");
        row("fraction", changed([](Recipe& r) { r.data.validationFraction = 0.5; }), true, "", "",
            "validationFraction");
        row("batch", changed([](Recipe& r) { r.measure.batch = 0; }), true, "", "",
            "measure.batch");
        row("texts", changed([](Recipe& r) { r.measure.texts = 0; }), true, "", "",
            "measure.texts");
        row("seconds", changed([](Recipe& r) { r.measure.secondsPerVariant = std::nan(""); }), true,
            "", "", "secondsPerVariant");

        row("untrained source", recipeWith({{"p", "prune", {}, {{"model", "source"}}}}), false, "p",
            "", "without training first");
        row("untrained teacher",
            recipeWith({{"s", "distill", {}, {{"model", "source"}, {"teacher", "source"}}}}), false,
            "s", "", "as teacher");
        row("twins", recipeWith({tune, with(tune, [](Node& n) { n.id = "again"; })}), false,
            "again", "", "same work as 'tune'");
        row("a value twice",
            recipeWith({with(tune,
                             [](Node& n) {
                                 n.params["epochs"] = {int64_t(1), int64_t(1)};
                             })}),
            false, "tune", "epochs", "twice");
        row("few texts", changed([](Recipe& r) { r.measure.texts = 8; }), false, "", "",
            "fewer than one batch");
        row("test is train", changed([](Recipe& r) { r.data.test = r.data.train; }), false, "", "",
            "better than it is");
    }

    void problems()
    {
        QFETCH(Recipe, recipe);
        QFETCH(bool, isError);
        QFETCH(QString, node);
        QFETCH(QString, param);
        QFETCH(QString, text);
        const std::vector<Problem> found = validate(recipe, smallCatalog());
        QStringList all;
        bool seen = false, errors = false;
        for (const Problem& problem : found) {
            all << QString::fromStdString(problem.node + "/" + problem.param + ": " + problem.text);
            errors = errors || problem.severity == Severity::Error;
            seen = seen ||
                   (!text.isEmpty() && QString::fromStdString(problem.text).contains(text) &&
                    problem.node == node.toStdString() && problem.param == param.toStdString() &&
                    (problem.severity == Severity::Error) == isError);
        }
        QVERIFY2(seen || (text.isEmpty() && found.empty()), qPrintable(all.join('\n')));
        QCOMPARE(errors, isError);
    }
};

QTEST_GUILESS_MAIN(TestValidate)
#include "tst_validate.moc"
