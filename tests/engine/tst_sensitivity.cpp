#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/analyze/changes.h"
#include "core/engine/stages/analyze/sensitivity_table.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/stage.h"
#include "tests/engine/tiny_task.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/linalg_svd.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/randn.h>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <set>

using namespace lathe;
using namespace lathe::engine;
using nlohmann::json;

Q_DECLARE_METATYPE(lathe::data::TaskKind)

// The table of what each change would do, against the changes done here.
class TestSensitivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1); // tensors this small only wait for each other
        std::ifstream vocabulary(LATHE_TEST_DATA "/models/bert-multiclass/vocab.txt");
        for (std::string word; std::getline(vocabulary, word);)
            if (!word.empty() && std::isalnum(static_cast<unsigned char>(word.front())))
                m_words.push_back(word);
        m_set = tests::tinyTask(data::TaskKind::Multiclass, m_words);
        m_model = tuned(m_set);
        m_table = tableOf(m_model, m_set, {});
    }

    void everyChangeHasItsRow()
    {
        std::map<std::string, int> rows; // by part and method
        std::set<std::string> all;
        for (const json& row : m_table) {
            ++rows[row["part"].get<std::string>() + " " + row["method"].get<std::string>()];
            all.insert(row["part"].dump() + row["method"].dump() + row["layer"].dump());
            QVERIFY(row["kl"].get<double>() >= 0 && !row.contains("quality"));
            QVERIFY(row["bytesSaved"].get<int64_t>() > 0);
            QCOMPARE(row["layer"].is_null(), row["part"] == "embeddings" || row["part"] == "head");
        }
        const std::map<std::string, int> expected{
            {"attention int8", 3},     {"ffn int8", 3},           {"embeddings int8", 1},
            {"attention int4", 3},     {"ffn int4", 3},           {"embeddings int4", 1},
            {"attention heads 50 %", 3}, {"ffn ffn 50 %", 3},     {"attention low-rank 50 %", 3},
            {"ffn low-rank 50 %", 3},  {"embeddings low-rank 50 %", 1}, {"layer drop layer", 3},
            {"head int8", 1},          {"head int4", 1}};
        QVERIFY(rows == expected);
        QCOMPARE(all.size(), m_table.size());
    }

    void theModelGoesOnUnchanged()
    {
        json details;
        const Checkpoint same = run(m_model, m_set, {}, details);
        QCOMPARE(same.weights.size(), m_model.weights.size());
        for (const auto& [name, weight] : m_model.weights)
            QVERIFY(same.weights.at(name).is_same(weight));
        QVERIFY(details["sensitivity"] == m_table);
    }

    void bytesInClosedForm()
    {
        // H 32, F 64, A 32; float32 against codes and one float32 scale per row, or 4 bits and a float16 per group.
        QCOMPARE(row(m_table, 1, "ffn", "int8")["bytesSaved"].get<int64_t>(), int64_t(2 * 32 * 64 * 3 - (64 + 32) * 4));
        QCOMPARE(row(m_table, 1, "ffn", "int4")["bytesSaved"].get<int64_t>(),
                 int64_t(2 * 32 * 64 * 4 - 32 * 64 - 2 * (64 * 1 + 32 * 1)));
        // Two of four heads: 16 of 32 rows or columns of four matrices, and three biases.
        QCOMPARE(row(m_table, 2, "attention", "heads 50 %")["bytesSaved"].get<int64_t>(),
                 int64_t(4 * (4 * 16 * 32 + 3 * 16)));
        // Rank 10 of [64, 32] and [32, 64].
        QCOMPARE(row(m_table, 0, "ffn", "low-rank 50 %")["bytesSaved"].get<int64_t>(),
                 int64_t(4 * 2 * (64 * 32 - 10 * (64 + 32))));
    }

    void moreDamageMovesTheAnswersFurther()
    {
        double int8 = 0, int4 = 0;
        for (const json& row : m_table) {
            int8 += row["method"] == "int8" ? row["kl"].get<double>() : 0;
            int4 += row["method"] == "int4" ? row["kl"].get<double>() : 0;
        }
        QVERIFY2(int8 > 0 && int8 < 0.5 * int4, qPrintable(QString("%1 %2").arg(int8).arg(int4)));
        const json most = tableOf(m_model, m_set, {{"share", 0.75}});
        double half = 0, more = 0;
        for (int layer = 0; layer < 3; ++layer) {
            half += row(m_table, layer, "ffn", "ffn 50 %")["kl"].get<double>();
            more += row(most, layer, "ffn", "ffn 75 %")["kl"].get<double>();
        }
        QVERIFY(half < more);
    }

    // The divergence of one row, by hand from the logits of a model that is changed here.
    void divergenceEqualsLoops_data()
    {
        QTest::addColumn<data::TaskKind>("kind");
        QTest::newRow("multiclass") << data::TaskKind::Multiclass;
        QTest::newRow("multilabel") << data::TaskKind::Multilabel;
    }
    void divergenceEqualsLoops()
    {
        QFETCH(data::TaskKind, kind);
        const data::DataSet set = tests::tinyTask(kind, m_words);
        const Checkpoint model = tuned(set);
        const json table = tableOf(model, set, {{"quality", true}});

        const json found = row(table, 1, "layer", "drop layer");
        Checkpoint changed = model; // layer 1 out, layer 2 in its place
        changed.architecture.layers.pop_back();
        for (const auto& [name, weight] : model.weights)
            if (name.starts_with("layers.2.")) {
                changed.weights["layers.1." + name.substr(9)] = weight;
                changed.weights.erase(name);
            }
        data::DataSet rows = set; // all of the training split: there are fewer than 256
        const QualityOf training(model, rows, rows.train, 32), validation(model, set, set.validation, 32);
        const std::vector<float> p = training.predictions(model, {}).logits;
        const std::vector<float> q = training.predictions(changed, {}).logits;
        double sum = 0;
        for (size_t i = 0; i < p.size(); i += 3)
            sum += kind == data::TaskKind::Multiclass ? divergence(&p[i], &q[i]) : meanBinary(&p[i], &q[i]);
        const double expected = sum / (double(p.size()) / 3);
        QVERIFY2(std::abs(found["kl"].get<double>() - expected) < 1e-5 * std::max(1.0, expected),
                 qPrintable(QString("%1 %2").arg(found["kl"].get<double>()).arg(expected)));
        QCOMPARE(found["quality"].get<double>(), validation.of(changed, {}) - validation.of(model, {}));
    }

    void theLeastImportantUnitsGo()
    {
        Importance importance;
        importance.heads = {{1, 2, 3, 4}, {4, 3, 2, 1}, {1, 9, 1, 9}};
        importance.ffn.assign(3, std::vector<double>(64, 1));
        const Task task;
        json details;
        const StageContext context{m_set, 32, 11, task, details};
        ChangeOptions options{false, false, true, false, false, false};
        const std::vector<Change> changes = changesOf(m_model, options, importance, context);
        QCOMPARE(changes.size(), size_t(3));
        const std::vector<std::vector<int64_t>> expected{{2, 3}, {0, 1}, {1, 3}};
        for (size_t i = 0; i < 3; ++i) {
            const Checkpoint cut = changes[i].apply(m_model);
            for (size_t other = 0; other < 3; ++other)
                QCOMPARE(cut.architecture.layers[other].heads, other == i ? 2 : 4);
            const std::string name = fmt::format("layers.{}.attention.query.weight", i);
            for (size_t head = 0; head < 2; ++head)
                QVERIFY(cut.weights.at(name).slice(0, int64_t(head) * 8, int64_t(head) * 8 + 8).equal(
                    m_model.weights.at(name).slice(0, expected[i][head] * 8, expected[i][head] * 8 + 8)));
        }
    }

    // The squared error of the best rank-R form is the sum of the squares of the singular values left out.
    void factorsAreTheBest_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("tall") << 40 << 12;
        QTest::newRow("wide") << 12 << 40;
    }
    void factorsAreTheBest()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const at::Tensor matrix = at::randn({rows, columns}, at::detail::createCPUGenerator(3), at::kFloat);
        const auto [left, right] = bestFactors(matrix, 5);
        QCOMPARE(left.size(1), int64_t(5));
        const double error = (matrix - at::matmul(left, right)).square().sum().item<double>();
        const at::Tensor values = std::get<1>(at::linalg_svd(matrix.to(at::kDouble), false));
        const double least = values.slice(0, 5).square().sum().item<double>();
        QVERIFY2(std::abs(error - least) < 1e-4 * least, qPrintable(QString("%1 %2").arg(error).arg(least)));
    }

    void onlyWhatIsAskedFor()
    {
        recipe::Params params;
        for (const char* other : {"int8", "heads", "ffn", "lowRank", "dropLayer"})
            params[other] = false;
        const json table = tableOf(m_model, m_set, params);
        QCOMPARE(table.size(), size_t(8));
        for (const json& entry : table) {
            QVERIFY(entry["method"] == "int4");
            QVERIFY(entry == row(m_table, entry["layer"], entry["part"], "int4"));
        }
    }

    // Layers without heads, and matrices that are two factors already.
    void modelsThatWereCutBefore()
    {
        Kept kept;
        for (size_t i = 0; i < 3; ++i) {
            kept.heads.push_back(i == 0 ? std::vector<int64_t>{} : std::vector<int64_t>{0, 1, 2});
            kept.ffn.push_back({0, 1, 2, 3, 4, 5, 6, 7});
        }
        Checkpoint model = shrink(m_model, kept);
        const std::string up = "layers.1.ffn.up.weight";
        const auto [left, right] = bestFactors(model.weights.at(up), 4);
        putFactors(model.weights, up, left, right);
        const json table = tableOf(model, m_set, {});
        for (const json& entry : table)
            QVERIFY(std::isfinite(entry["kl"].get<double>()) && !(entry["layer"] == 0 && entry["part"] == "attention"));
        QCOMPARE(table.size(), m_table.size() - 4);
    }

    // Columns of the right factor and rows of the left one go: what is computed stays the same.
    void unitsOfFactorsGo()
    {
        Checkpoint factored = m_model, whole = m_model;
        for (const char* name : {"layers.1.ffn.up.weight", "layers.1.ffn.down.weight", "layers.1.attention.output.weight"}) {
            const auto [left, right] = bestFactors(m_model.weights.at(name), 6);
            putFactors(factored.weights, name, left, right);
            putFloat(whole.weights, name, floatMatrix(factored.weights, name));
        }
        const Kept kept{{{0, 1}, {0, 3}, {2, 3}}, {{0, 1, 2, 3}, {5, 6, 7, 8}, {9, 10, 11, 12}}};
        const Checkpoint small = shrink(factored, kept), expected = shrink(whole, kept);
        QVERIFY(storageOf(small.weights, "layers.1.ffn.up.weight") == Storage::Factors);
        const data::DataSet set = m_set;
        const QualityOf validation(m_model, set, set.validation, 32);
        const std::vector<float> a = validation.predictions(small, {}).logits, b = validation.predictions(expected, {}).logits;
        for (size_t i = 0; i < a.size(); ++i)
            QVERIFY(std::abs(a[i] - b[i]) < 1e-4F);
    }

    void theTableTravelsWithTheModel()
    {
        json details;
        const Checkpoint measured = run(m_model, m_set, {}, details);
        const QTemporaryDir folder;
        saveCheckpoint(measured, folder.path().toStdString());
        QVERIFY(loadCheckpoint(folder.path().toStdString()).sensitivity == m_table);
        QVERIFY(measuredDivergence(measured, 1, "ffn", "int4") == row(m_table, 1, "ffn", "int4")["kl"].get<double>());
        QVERIFY(!measuredDivergence(measured, 7, "ffn", "int4") && !measuredDivergence(m_model, 1, "ffn", "int4"));
        Checkpoint broken = m_model;
        broken.sensitivity = {1, {{"layer", "x"}}, {{"layer", 1}, {"part", 3}, {"method", "int4"}, {"kl", "none"}}};
        QVERIFY(!measuredDivergence(broken, 1, "ffn", "int4"));
    }

    void mixedPrecisionTakesTheTable()
    {
        json details;
        Checkpoint measured = run(m_model, m_set, {}, details);
        (void)runStage(quantizeMixedStage(), measured, m_set, {}, details, {});
        QCOMPARE(details["measuredBy"].get<std::string>(), std::string("analyze.sensitivity"));
        for (const json& part : details["parts"])
            if (part["part"] == "layers.1.ffn")
                QVERIFY(part["divergence"]["int4"] == row(m_table, 1, "ffn", "int4")["kl"]);
        for (const auto& [key, value] : recipe::Params{
                 {"group", int64_t(32)}, {"search", false}, {"keepFloat", std::string("layers.0.")}}) { // rounds otherwise
            (void)runStage(quantizeMixedStage(), measured, m_set, {{key, value}}, details, {});
            QCOMPARE(details["measuredBy"].get<std::string>(), std::string("quantize.mixed"));
        }
        measured.sensitivity.erase(measured.sensitivity.size() - 1); // a part is missing: measured anew
        (void)runStage(quantizeMixedStage(), measured, m_set, {}, details, {});
        QCOMPARE(details["measuredBy"].get<std::string>(), std::string("quantize.mixed"));
    }

    void layersGoByTheTable()
    {
        json details;
        Checkpoint measured = run(m_model, m_set, {}, details);
        for (json& entry : measured.sensitivity)
            if (entry["method"] == "drop layer")
                entry["kl"] = entry["layer"] == 1 ? 0.1 : 0.2;
        const recipe::Params params{{"keep", int64_t(2)}, {"order", std::string("measured")}, {"epochs", 0.0}};
        const Checkpoint cut = runStage(pruneLayersStage(), measured, m_set, params, details, {});
        QVERIFY(details["keptLayers"] == json({0, 2}));
        QVERIFY(cut.sensitivity.empty());
        QVERIFY_EXCEPTION_THROWN((void)runStage(pruneLayersStage(), m_model, m_set, params, details, {}), Error);
    }

    void refusesWhatItCannotMeasure()
    {
        json details;
        Checkpoint int8 = m_model;
        const std::string up = "layers.1.ffn.up.weight";
        putInt8(int8.weights, up, at::randn({64, 32}).to(at::kChar), at::randn({64}));
        QVERIFY_EXCEPTION_THROWN((void)run(int8, m_set, {}, details), Error);
        QVERIFY_EXCEPTION_THROWN((void)run(loadCheckpoint(kModel), m_set, {}, details), Error);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN((void)run(m_model, m_set, {}, details, Task(stop.get_token())), Cancelled);
        QVERIFY(!details.contains("sensitivity"));
    }

private:
    static constexpr const char* kModel = LATHE_TEST_DATA "/models/bert-multiclass";

    static double divergence(const float* p, const float* q)
    {
        double sums[2] = {0, 0}, total = 0;
        for (int c = 0; c < 3; ++c)
            sums[0] += std::exp(double(p[c])), sums[1] += std::exp(double(q[c]));
        for (int c = 0; c < 3; ++c) {
            const double left = double(p[c]) - std::log(sums[0]), right = double(q[c]) - std::log(sums[1]);
            total += std::exp(left) * (left - right);
        }
        return total;
    }
    static double meanBinary(const float* p, const float* q)
    {
        return (binary(p[0], q[0]) + binary(p[1], q[1]) + binary(p[2], q[2])) / 3;
    }
    static double binary(double p, double q)
    {
        const double a = 1 / (1 + std::exp(-p)), b = 1 / (1 + std::exp(-q));
        return a * std::log(a / b) + (1 - a) * std::log((1 - a) / (1 - b));
    }
    static json row(const json& table, const json& layer, const json& part, const json& method)
    {
        for (const json& entry : table)
            if (entry["layer"] == layer && entry["part"] == part && entry["method"] == method)
                return entry;
        return {};
    }
    static Checkpoint runStage(const Stage& stage, const Checkpoint& model, const data::DataSet& set,
                               const recipe::Params& given, json& details, const Task& task)
    {
        recipe::Params params = given;
        for (const recipe::ParamSpec& spec : stage.info.params)
            params.emplace(spec.key, spec.fallback);
        StageContext context{set, 32, 11, task, details};
        return stage.run({{"model", model}}, params, context);
    }
    static Checkpoint run(const Checkpoint& model, const data::DataSet& set, const recipe::Params& params,
                          json& details, const Task& task = {})
    {
        return runStage(sensitivityStage(), model, set, params, details, task);
    }
    static json tableOf(const Checkpoint& model, const data::DataSet& set, const recipe::Params& params)
    {
        json details;
        (void)run(model, set, params, details);
        return details["sensitivity"];
    }
    static Checkpoint tuned(const data::DataSet& set)
    {
        json details;
        const recipe::Params params{{"epochs", 6.0}, {"learningRate", 3e-3}};
        return runStage(finetuneStage(), loadCheckpoint(kModel), set, params, details, {});
    }

    std::vector<std::string> m_words;
    data::DataSet m_set;
    Checkpoint m_model;
    json m_table;
};

QTEST_GUILESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
