#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/linear_probe.h"
#include "core/engine/stages/stage.h"
#include "tests/engine/model_fixture.h"
#include "tests/engine/tiny_task.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/sign.h>
#include <ATen/Parallel.h>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;

// Linear probes after every layer, and the depth that is chosen by them.
class TestDepth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1); // models as small as these only wait for threads
        for (char letter = 'a'; letter <= 'z'; ++letter)
            m_words.emplace_back(1, letter);
    }

    // The normal equations, solved anew without each row: what the closed form says of rows left out.
    void leavesRowsOut_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("intercept");
        for (const int rows : {9, 40}) // fewer and more than features
            for (const bool intercept : {false, true})
                QTest::addRow("%d rows, %s", rows, intercept ? "with intercept" : "without") << rows << intercept;
    }
    void leavesRowsOut()
    {
        QFETCH(int, rows);
        QFETCH(bool, intercept);
        constexpr int64_t kFeatures = 12, kClasses = 3;
        const at::Generator random = at::detail::createCPUGenerator(4);
        const at::Tensor x = at::randn({rows, kFeatures}, random, at::kDouble) + 0.5;
        const at::Tensor y = at::sign(at::matmul(x, at::randn({kFeatures, kClasses}, random, at::kDouble)) +
                                      at::randn({rows, kClasses}, random, at::kDouble));
        const LinearProbe probe = fitProbe(x.to(at::kFloat), y.to(at::kFloat), intercept);
        const at::Tensor centred = intercept ? x - x.mean(0, true) : x;
        const double lambda = probe.penalty * centred.square().sum().item<double>() / rows;

        // [K or K + 1, C]; the last row is the intercept, which no penalty holds down.
        const auto solved = [&](const at::Tensor& features, const at::Tensor& targets) {
            const at::Tensor design = intercept ? at::cat({features, at::ones({features.size(0), 1}, at::kDouble)}, 1) : features;
            at::Tensor penalty = at::eye(design.size(1), at::kDouble) * lambda;
            if (intercept)
                penalty[kFeatures][kFeatures] = 0;
            return at::linalg_solve(at::matmul(design.t(), design) + penalty, at::matmul(design.t(), targets));
        };
        const at::Tensor whole = solved(x, y);
        QVERIFY((probe.weight.to(at::kDouble) - whole.narrow(0, 0, kFeatures).t()).abs().max().item<double>() < 1e-5);
        const at::Tensor level = intercept ? whole[kFeatures] : at::zeros({kClasses}, at::kDouble);
        QVERIFY((probe.bias.to(at::kDouble) - level).abs().max().item<double>() < 1e-5);
        for (int64_t row = 0; row < rows; ++row) {
            const auto others = [&](const at::Tensor& t) { return at::cat({t.narrow(0, 0, row), t.narrow(0, row + 1, rows - row - 1)}); };
            const at::Tensor fit = solved(others(x), others(y));
            at::Tensor said = at::matmul(x[row], fit.narrow(0, 0, kFeatures));
            if (intercept)
                said = said + fit[kFeatures];
            QVERIFY((probe.leftOut[row].to(at::kDouble) - said).abs().max().item<double>() < 1e-5);
        }
        QVERIFY_EXCEPTION_THROWN((void)fitProbe(x.to(at::kFloat) / 0.0, y.to(at::kFloat), intercept), Error);
    }

    // No other factor of a grid has a lower loss.
    void scalesToTheLeastLoss()
    {
        const at::Generator random = at::detail::createCPUGenerator(5);
        LinearProbe probe;
        probe.leftOut = at::randn({200, 4}, random, at::kFloat);
        const at::Tensor labels = (probe.leftOut + at::randn({200, 4}, random, at::kFloat) > 0).to(at::kFloat);
        const auto loss = [&](double scale) {
            return at::binary_cross_entropy_with_logits(probe.leftOut * scale, labels).item<double>();
        };
        const double scale = probeScale(probe, labels, true);
        for (double other = 0.2; other < 20; other *= 1.1)
            QVERIFY(loss(scale) <= loss(other) + 1e-6);
    }

    // The head is the probe: the model that comes out has the very figure that the table names for its depth. So every
    // depth's states are what a model cut there gives its head.
    void headIsTheProbe_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("kind");
        for (const char* model : {"llama", "gpt2"})
            for (const auto kind : {data::TaskKind::Multiclass, data::TaskKind::Multilabel})
                QTest::addRow("%s, %s", model, std::string(data::toString(kind)).c_str()) << QString(model) << int(kind);
    }
    void headIsTheProbe()
    {
        QFETCH(QString, model);
        QFETCH(int, kind);
        const data::DataSet set = tinyTask(data::TaskKind(kind), m_words);
        const Checkpoint start = loadCheckpoint(LATHE_TEST_DATA "/families/" + model.toStdString());
        const int layers = int(start.architecture.layers.size());
        for (int fewest = 1; fewest <= layers; ++fewest) {
            nlohmann::json details;
            const Checkpoint made = run(start, set, {{"fewest", int64_t(fewest)}, {"tolerance", 1.0}}, details);
            QCOMPARE(int(made.architecture.layers.size()), fewest);
            QCOMPARE(details.at("depth").get<int>(), fewest);
            QCOMPARE(details.at("probe").size(), size_t(layers + 1));
            QVERIFY(made.labels == set.labels);
            const double figure = QualityOf(made, set, set.validation, kLength).of(made, {});
            QVERIFY2(std::abs(figure - details.at("probe").at(size_t(fewest)).at("validation").get<double>()) < 1e-9,
                     qPrintable(QString::number(figure)));
        }
    }

    // The smallest depth within the tolerance of the best.
    void choosesTheDepth_data()
    {
        QTest::addColumn<double>("tolerance");
        for (const double tolerance : {0.0, 0.02, 0.1})
            QTest::addRow("%g", tolerance) << tolerance;
    }
    void choosesTheDepth()
    {
        QFETCH(double, tolerance);
        const data::DataSet set = tinyTask(data::TaskKind::Multiclass, m_words);
        nlohmann::json details;
        const Checkpoint start = loadCheckpoint(LATHE_TEST_DATA "/families/gemma3");
        std::vector<CurvePoint> points;
        const Task task({}, {}, [&](const CurvePoint& point) { points.push_back(point); });
        const Checkpoint made = run(tokenized(start), set, {{"tolerance", tolerance}}, details, task);
        std::vector<double> figures;
        for (const auto& row : details.at("probe"))
            figures.push_back(row.at("validation").get<double>());
        QCOMPARE(points.size(), figures.size());
        for (size_t depth = 0; depth < figures.size(); ++depth) {
            QCOMPARE(points[depth].series, std::string("probe"));
            QCOMPARE(points[depth].y, figures[depth]);
        }
        const double best = *std::max_element(figures.begin() + 1, figures.end());
        const size_t depth = made.architecture.layers.size();
        QVERIFY(figures[depth] >= best - tolerance);
        for (size_t less = 1; less < depth; ++less)
            QVERIFY(figures[less] < best - tolerance);
    }

    // A head with a layer of its own stays; codes and blocks stay what they are.
    void leavesTheRest()
    {
        const data::DataSet set = tinyTask(data::TaskKind::Multiclass, m_words);
        const Checkpoint encoder = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/families/roberta"), set, 3);
        nlohmann::json details;
        const Checkpoint cut = run(encoder, set, {{"tolerance", 1.0}}, details);
        QCOMPARE(cut.architecture.layers.size(), size_t(1));
        QVERIFY(cut.weights.at("head.out.weight").equal(encoder.weights.at("head.out.weight")));

        Checkpoint codes = loadCheckpoint(LATHE_TEST_DATA "/families/llama");
        roundLayersToInt4(codes.weights);
        const Checkpoint made = run(codes, set, {{"tolerance", 1.0}}, details);
        QVERIFY(made.weights.at("layers.0.ffn.up.weight").is_same(codes.weights.at("layers.0.ffn.up.weight")));
        QVERIFY_EXCEPTION_THROWN((void)run(codes, set, {{"fewest", int64_t(4)}}, details), Error);
    }

private:
    static constexpr int kLength = 24;

    // Fixtures of one vocabulary: the tokenizer of one serves them all.
    static Checkpoint tokenized(Checkpoint model)
    {
        model.tokenizer = LATHE_TEST_DATA "/families/llama";
        return model;
    }
    static Checkpoint run(const Checkpoint& start, const data::DataSet& set, const std::map<std::string, recipe::ParamValue>& given,
                          nlohmann::json& details, const Task& task = {})
    {
        const Stage stage = pruneDepthStage();
        recipe::Params params;
        for (const recipe::ParamSpec& spec : stage.info.params)
            params[spec.key] = spec.fallback;
        for (const auto& [key, value] : given)
            params[key] = value;
        StageContext context{set, kLength, 11, task, details};
        return stage.run({{"model", start}}, params, context);
    }

    std::vector<std::string> m_words;
};

QTEST_GUILESS_MAIN(TestDepth)
#include "tst_depth.moc"
