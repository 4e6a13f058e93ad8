#include "core/base/error.h"
#include "core/base/files.h"
#include "core/recipe/recipe_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::recipe;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

Recipe everyField(const fs::path& folder)
{
    Recipe r;
    r.name = "Größe \"und\" Tempo";
    r.description = "two\nlines";
    r.model = folder / "models" / "base";
    r.data = {folder / "train.tsv",
              folder / "validation.tsv",
              "/elsewhere/test.csv",
              "body",
              "tags",
              ";",
              data::TaskKind::Multilabel,
              "/data/unlabelled.tsv",
              true,
              0.2};
    r.maxLength = 96;
    r.seed = 18446744073709551615ull;
    r.measure = {false, 8, 64, 1.5};
    r.nodes = {{"a",
                "train",
                {{"rate", {1.0}}, {"epochs", {int64_t(1), int64_t(2)}}, {"early", {true}}},
                {{"model", "source"}}},
               {"b",
                "prune",
                {{"mode", {std::string("x"), std::string("y")}}},
                {{"model", "a"}, {"teacher", "a"}}}};
    r.layout = {{"source", {1, -2.5}}, {"a", {100, 20}}};
    return r;
}

} // namespace

class TestRecipeFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = fs::path(m_dir.path().toStdString()); }

    void roundTrip()
    {
        const Recipe recipe = everyField(m_folder);
        saveRecipe(recipe, m_folder / "r.json");
        QVERIFY(loadRecipe(m_folder / "r.json") == recipe);
        QVERIFY(fromJson(toJson(recipe), "/nowhere") == recipe); // absolute paths need no base
        QVERIFY(fromJson(toJson(Recipe()), m_folder) == Recipe());
    }

    void pathsBelowTheFileAreRelative()
    {
        const json document = toJson(everyField(m_folder), m_folder);
        QCOMPARE(document["model"].get<std::string>(), std::string("models/base"));
        QCOMPARE(document["data"]["test"].get<std::string>(), std::string("/elsewhere/test.csv"));
        const Recipe moved = fromJson(document, "/moved/here");
        QCOMPARE(moved.model.string(), std::string("/moved/here/models/base"));
        json slash = document;
        slash["model"] = "../models/base/";
        QCOMPARE(fromJson(slash, "/moved/here").model.string(), std::string("/moved/models/base"));
    }

    void scalarAndListReadAlike()
    {
        const json one =
            json::parse(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","params":{"x":2}}]})");
        const json list = json::parse(
            R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","params":{"x":[2]}}]})");
        QVERIFY(fromJson(one, "/") == fromJson(list, "/"));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* text, const char* message) {
            QTest::newRow(text) << QString(text) << QString(message);
        };
        row("[]", "recipe: an object is wanted, found a list");
        row("{}", "formatVersion: is missing");
        row(R"({"formatVersion":"1"})", "formatVersion: a whole number above 0 is wanted");
        row(R"({"formatVersion":0})", "formatVersion: a whole number above 0 is wanted");
        row(R"({"formatVersion":-3})", "formatVersion: a whole number above 0 is wanted");
        row(R"({"formatVersion":2,"future":1})",
            "the recipe has version 2, this program reads versions up to 1. Update Lathe");
        row(R"({"formatVersion":1,"sed":1})", "sed: unknown key; did you mean 'seed'?");
        row(R"({"formatVersion":1,"data":{"tain":""}})",
            "data.tain: unknown key; did you mean 'train'?");
        row(R"({"formatVersion":1,"data":[]})", "data: an object is wanted, found a list");
        row(R"({"formatVersion":1,"data":{"kind":"both"}})",
            "data.kind: 'multiclass' or 'multilabel' is wanted, found 'both'");
        row(R"({"formatVersion":1,"seed":-1})", "seed: a whole number");
        row(R"({"formatVersion":1,"seed":1.5})", "seed: a whole number");
        row(R"({"formatVersion":1,"maxLength":99999999999})",
            "maxLength: a whole number of ordinary size is wanted, found 99999999999");
        row(R"({"formatVersion":1,"maxLength":18446744073709551615})",
            "maxLength: a whole number of ordinary size");
        row(R"({"formatVersion":1,"measure":{"speed":1}})",
            "measure.speed: true or false is wanted, found 1");
        row(R"({"formatVersion":1,"measure":{"secondsPerVariant":"3"}})",
            "measure.secondsPerVariant: a number is wanted");
        row(R"({"formatVersion":1,"nodes":{}})", "nodes: a list is wanted");
        row(R"({"formatVersion":1,"nodes":[{"stage":"s"}]})", "nodes[0].id: is missing");
        row(R"({"formatVersion":1,"nodes":[{"id":1,"stage":"s"}]})",
            "nodes[0].id: a text is wanted, found 1");
        row(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","parms":{}}]})",
            "nodes[0].parms: unknown key; did you mean 'params'?");
        row(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","params":{"x":[1,null]}}]})",
            "nodes[0].params.x[1]: a number, a text");
        row(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","params":{"x":[[1]]}}]})",
            "nodes[0].params.x[0]: a number, a text");
        row(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","params":{"x":18446744073709551615}}]})",
            "nodes[0].params.x: a whole number below 2^63");
        row(R"({"formatVersion":1,"nodes":[{"id":"a","stage":"s","inputs":{"model":7}}]})",
            "nodes[0].inputs.model: a text is wanted");
        row(R"({"formatVersion":1,"layout":{"a":[1]}})",
            "layout.a: a list of two numbers is wanted");
        row("{\"formatVersion\":1,\"model\":\"a\\u0000b\"}",
            "model: a path cannot hold a zero byte");
        row("{\"formatVersion\":1,\n\"name\":}", "r.json, line 2: not valid JSON");
    }

    void refusals()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        writeFile(m_folder / "r.json", text.toStdString());
        try {
            (void)loadRecipe(m_folder / "r.json");
            QFAIL("a broken recipe was read");
        } catch (const Error& error) {
            const QString full = QString::fromStdString(error.full());
            QVERIFY2(full.contains(message) && full.contains("r.json"), qPrintable(full));
        }
    }

    void aNameThatIsNoTextIsRefused()
    {
        Recipe recipe;
        recipe.model = "/models/\xff\xfe";
        QVERIFY_EXCEPTION_THROWN(saveRecipe(recipe, m_folder / "odd.json"), Error);
        QVERIFY(!fs::exists(m_folder / "odd.json"));
    }

private:
    QTemporaryDir m_dir;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(TestRecipeFile)
#include "tst_recipe_file.moc"
