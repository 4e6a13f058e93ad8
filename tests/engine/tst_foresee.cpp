#include "core/base/error.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/stages/stage.h"
#include "core/engine/stages/training/training_memory.h"
#include "core/engine/torch_engine.h"
#include "core/runner/preflight.h"

#include <QTest>

using namespace lathe;
using recipe::Node;
using recipe::Recipe;

Q_DECLARE_METATYPE(std::vector<lathe::recipe::Node>)

// What is said of a recipe before it runs, from the sizes of its model: 3 layers of 4 heads and 64 neurons, 32 wide.
class TestForesee : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void problems_data()
    {
        QTest::addColumn<std::vector<Node>>("nodes");
        QTest::addColumn<QString>("node"); // of the only problem; empty: none
        QTest::addColumn<QString>("text"); // a part of it
        const auto on = [](const char* id, const char* stage, decltype(Node::params) params, const char* model,
                           const char* teacher = nullptr) {
            Node node{id, stage, std::move(params), {{"model", model}}};
            if (teacher)
                node.inputs["teacher"] = teacher;
            return node;
        };
        const Node tune = on("tune", "finetune", {}, "source");
        const Node two = on("two", "prune.layers", {{"keep", {int64_t(2)}}}, "tune");
        const auto row = [](const char* name, const std::vector<Node>& nodes, const char* node, const char* text) {
            QTest::newRow(name) << nodes << QString(node) << QString(text);
        };
        row("fits", {tune, two, on("s", "distill.logits", {{"layers", {int64_t(2)}}}, "two", "tune")}, "", "");
        row("more layers kept than there are", {tune, on("p", "prune.layers", {{"keep", {int64_t(4)}}}, "tune")}, "p",
            "4 layers are to be kept but the model has 3");
        for (const char* stage : {"distill.logits", "distill.hidden", "distill.relations", "distill.student"})
            row(stage, {tune, two, on("s", stage, {{"layers", {int64_t(3)}}}, "two", "tune")}, "s",
                "the student is to have 3 layers but the model has 2");
        row("an untrained student may be deeper",
            {tune, on("s", "distill.student", {{"layers", {int64_t(5)}}, {"init", {std::string("random")}}}, "tune", "tune")},
            "", "");
        row("a wider student",
            {tune, on("s", "distill.student", {{"hiddenSize", {int64_t(64)}}}, "tune", "tune")}, "s",
            "64 hidden dimensions but the model has 32");
        row("a loss of nothing",
            {tune, on("s", "distill.hidden", {{"hiddenWeight", {0.0}}, {"attentionWeight", {0.0}}, {"logitsWeight", {0.0}}},
                      "tune", "tune")},
            "s", "weight 0");
        row("a layer that the teacher has not",
            {tune, two, on("s", "distill.relations", {{"layers", {int64_t(1)}}, {"teacherLayer", {int64_t(3)}}}, "tune", "two")},
            "s", "the first teacher has 2 layers, not 3");
        row("more layers frozen than there are", {tune, two, on("t", "finetune", {{"frozenLayers", {int64_t(3)}}}, "two")}, "t",
            "3 layers are to be frozen but the model has 2");
        row("too narrow", {tune, on("p", "prune.hidden", {{"sparsity", {0.6}}}, "tune")}, "p", "less than 16 of the 32");
        row("half as wide", {tune, on("p", "prune.hidden", {{"sparsity", {0.5}}}, "tune")}, "", "");
        row("no time to remove", {tune, on("p", "prune.movement", {{"dense", {0.6}}, {"cooldown", {0.5}}}, "tune")}, "p",
            "no part of the training");
        for (const char* stage : {"quantize.int8", "quantize.static", "quantize.smoothquant", "quantize.int4",
                                  "quantize.gptq", "quantize.awq", "quantize.half", "quantize.mixed", "quantize.aware"})
            row(stage, {tune, two, on("q", stage, {{"keepFloat", {std::string("layers.2.")}}}, "two")}, "q",
                "no layer's name has 'layers.2.' in it");
        row("one problem for what fails and what comes of it",
            {tune, on("p", "prune.layers", {{"keep", {int64_t(4)}}}, "tune"),
             on("q", "quantize.int8", {{"keepFloat", {std::string("layers.9.")}}}, "p")},
            "p", "4 layers");
    }
    void problems()
    {
        QFETCH(std::vector<Node>, nodes);
        QFETCH(QString, node);
        QFETCH(QString, text);
        Recipe recipe;
        recipe.model = LATHE_TEST_DATA "/models/bert-multiclass";
        recipe.data.train = "train.tsv";
        recipe.nodes = nodes;
        const recipe::Plan plan = recipe::expand(recipe, m_engine.stages());
        const std::vector<recipe::Problem> found = m_engine.foresee(plan, recipe.model);
        QCOMPARE(found.size(), size_t(node.isEmpty() ? 0 : 1));
        const runner::ModelFacts facts = m_engine.inspect(recipe.model);
        if (found.empty()) {
            runner::requireWorks(recipe, plan, m_engine, facts, *facts.labels);
            return;
        }
        QCOMPARE(found[0].node, node.toStdString());
        QVERIFY2(QString::fromStdString(found[0].text).contains(text), found[0].text.c_str());
        QVERIFY_EXCEPTION_THROWN(runner::requireWorks(recipe, plan, m_engine, facts, *facts.labels), Error);
    }

    // The source can teach the labels that it knows, and no others.
    void sourceAsTeacher()
    {
        Recipe recipe;
        recipe.model = LATHE_TEST_DATA "/models/bert-multiclass";
        recipe.data.train = "train.tsv";
        recipe.nodes = {{"s", "distill.logits", {}, {{"model", "source"}, {"teacher", "source"}}}};
        const recipe::Plan plan = recipe::expand(recipe, m_engine.stages());
        const runner::ModelFacts facts = m_engine.inspect(recipe.model);
        data::LabelSet others = *facts.labels;
        others.names.push_back("one more");
        QVERIFY(runner::foreseen(recipe, plan, m_engine, facts, *facts.labels).empty());
        const std::vector<recipe::Problem> found = runner::foreseen(recipe, plan, m_engine, facts, others);
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].node, std::string("s"));
        QVERIFY(QString::fromStdString(found[0].text).contains("asked as a teacher"));
    }

    // Weights, and gradient and two averages of those that are trained: four bytes each. The table of 81 x 32 tokens
    // counts once.
    void trainingHasToFitIntoMemory()
    {
        const engine::Checkpoint model = engine::loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        int64_t all = 0, last = 0; // values
        for (const auto& [name, weight] : model.weights) {
            all += weight.numel();
            last += name.starts_with("layers.2.") || name.starts_with("head.") ? weight.numel() : 0;
        }
        const engine::TrainingOptions whole, frozen{.frozenLayers = 2};
        QCOMPARE(engine::trainingBytes(model.architecture, whole), 4 * (all + 3 * (all - 81 * 32)));
        QCOMPARE(engine::trainingBytes(model.architecture, frozen), 4 * (all + 3 * last));

        Recipe recipe;
        recipe.model = LATHE_TEST_DATA "/models/bert-multiclass";
        recipe.data.train = "train.tsv";
        recipe.nodes = {{"tune", "finetune", {}, {{"model", "source"}}},
                        {"s", "quantize.int8", {}, {{"model", "tune"}}}};
        const recipe::Plan plan = recipe::expand(recipe, m_engine.stages());
        QVERIFY(engine::foreseenProblems(plan, model.architecture).empty());
        QVERIFY(engine::foreseenProblems(plan, model.architecture, uint64_t(1) << 40).empty());
        const std::vector<recipe::Problem> found = engine::foreseenProblems(plan, model.architecture, 1000);
        QCOMPARE(found.size(), size_t(1)); // quantizing trains nothing
        QCOMPARE(found[0].node, std::string("tune"));
        QVERIFY(QString::fromStdString(found[0].text).contains("training takes at least"));
    }

    // Adapters of rank 4 on every matrix of layer 2, with gradient and averages, and the head; the matrices that they are merged
    // into; all else as it is stored, here in half a byte a weight.
    void adaptersTakeLittle()
    {
        const engine::Checkpoint model = engine::loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        int64_t all = 0, head = 0;
        for (const auto& [name, weight] : model.weights) {
            all += weight.numel();
            head += name.starts_with("head.") ? weight.numel() : 0;
        }
        const int64_t adapters = 4 * (4 * (32 + 32) + 2 * (32 + 64)), merged = 4 * 32 * 32 + 2 * 32 * 64;
        const engine::TrainingOptions options{.frozenLayers = 2, .adapterRank = 4};
        QCOMPARE(engine::trainingBytes(model.architecture, options, 0.5), all / 2 + 4 * merged + 16 * (adapters + head));

        Recipe recipe;
        recipe.model = LATHE_TEST_DATA "/models/bert-multiclass";
        recipe.data.train = "train.tsv";
        const auto found = [&](const char* stage, decltype(Node::params) params, double storedBytes) {
            recipe.nodes = {{"t", stage, std::move(params), {{"model", "source"}}}};
            return engine::foreseenProblems(recipe::expand(recipe, m_engine.stages()), model.architecture,
                                            uint64_t(8 * all), storedBytes).size();
        };
        QCOMPARE(found("finetune", {}, 0.5), size_t(1)); // 16 bytes a weight
        QCOMPARE(found("finetune.lora", {{"adapterRank", {int64_t(1)}}, {"frozenLayers", {int64_t(2)}}}, 0.5), size_t(0));
        QCOMPARE(found("finetune.lora", {{"adapterRank", {int64_t(40)}}}, 0.5), size_t(1)); // no matrix has so many rows
        QCOMPARE(found("finetune.lora", {{"frozenLayers", {int64_t(3)}}}, 0.5), size_t(1)); // nothing left to adapt
    }

    // The more layers are trained, the fewer tokens at once; never so few that threads are idle.
    void tokensFollowMemory()
    {
        engine::Architecture model = engine::loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass").architecture;
        // A layer keeps 10 rows of 32, 6 of attention's 32 and 3 of the 64 neurons: 704 floats a token.
        const uint64_t layer = 704 * sizeof(float);
        QCOMPARE(engine::tokensInMemory(model, {}, 3 * layer * 1000), size_t(1000));
        QCOMPARE(engine::tokensInMemory(model, {.frozenLayers = 2}, 3 * layer * 1000), size_t(3000));
        // With adapters also copies and masks of what they read: 5 rows of 32, attention's 32, the 64 neurons.
        QCOMPARE(engine::tokensInMemory(model, {.frozenLayers = 2, .adapterRank = 4}, (layer + 2 * 256 * sizeof(float)) * 1000),
                 size_t(1000));
        QCOMPARE(engine::tokensInMemory(model, {}, layer), size_t(256));
        QCOMPARE(engine::tokensInMemory(model, {}, 0), size_t(4096));
        QCOMPARE(engine::tokensInMemory(model, {}, uint64_t(1) << 40), size_t(4096));
    }

private:
    engine::TorchEngine m_engine{1};
};

QTEST_GUILESS_MAIN(TestForesee)
#include "tst_foresee.moc"
