// The templates of the gallery, against the stages as they are: each is valid, fits MiniLM-class models and
// what adapted() makes of them fits others.
#include "core/engine/stages/stage.h"
#include "core/recipe/adapt.h"
#include "core/recipe/recipe_file.h"

#include <QDir>
#include <QTest>

using namespace lathe;

class TestTemplates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fit_data();
    void fit();
    void keepWhatTheModelHas();
    void skipTrainingWhereItIsDone();

private:
    static recipe::StageCatalog catalog()
    {
        std::vector<recipe::StageInfo> infos;
        for (const auto& stage : engine::allStages())
            infos.push_back(stage.info);
        return recipe::StageCatalog(infos);
    }
    static recipe::Recipe read(const QString& name)
    {
        recipe::Recipe recipe = recipe::loadRecipe(
            QString(LATHE_SOURCE "/resources/templates/%1.json").arg(name).toStdString());
        recipe.model = "/models/minilm";
        recipe.data.train = "/data/train.tsv";
        return recipe;
    }
    static engine::Architecture architecture(int layers)
    {
        engine::Architecture a;
        a.hiddenSize = 384;
        a.layers.assign(size_t(layers), engine::LayerShape{});
        return a;
    }
};

void TestTemplates::fit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("layers");
    const QStringList files = QDir(LATHE_SOURCE "/resources/templates").entryList({"*.json"});
    QVERIFY(files.size() >= 5);
    for (const QString& file : files)
        for (const int layers : {2, 6, 12})
            QTest::newRow(qPrintable(file + " " + QString::number(layers))) << file.chopped(5) << layers;
}

void TestTemplates::fit()
{
    QFETCH(QString, name);
    QFETCH(int, layers);
    recipe::Surroundings known;
    known.layers = layers;
    const recipe::Recipe recipe = recipe::adapted(read(name), catalog(), known);
    for (const auto& problem : recipe::validate(recipe, catalog()))
        QVERIFY2(problem.severity == recipe::Severity::Advice, problem.text.c_str());
    const recipe::Plan plan = recipe::expand(recipe, catalog());
    QCOMPARE(plan.steps.size(), recipe.nodes.size());
    for (const auto& problem : engine::foreseenProblems(plan, architecture(layers)))
        QFAIL(problem.text.c_str());
}

void TestTemplates::keepWhatTheModelHas()
{
    const auto keeps = [](int layers) -> int64_t {
        recipe::Surroundings known;
        known.layers = layers;
        const recipe::Recipe recipe = recipe::adapted(read("small-and-good"), catalog(), known);
        const auto* node = recipe.node("shallow");
        return node ? std::get<int64_t>(node->params.at("keep").front()) : 0;
    };
    QCOMPARE(keeps(6), int64_t(4));
    QCOMPARE(keeps(12), int64_t(8)); // the same share
    QCOMPARE(keeps(2), int64_t(1));  // never all of them
    QCOMPARE(keeps(1), int64_t(0));  // the stage is gone
}

void TestTemplates::skipTrainingWhereItIsDone()
{
    recipe::Surroundings known;
    known.classifies = true;
    known.maxPositions = 100;
    const recipe::Recipe recipe = recipe::adapted(read("smallest"), catalog(), known);
    QVERIFY(!recipe.node("tuned"));
    QCOMPARE(recipe.node("tight")->inputs.at("model"), std::string(recipe::kSource));
    QCOMPARE(recipe.node("tight")->inputs.at("teacher"), std::string(recipe::kSource));
    QCOMPARE(recipe.maxLength, 100);
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
