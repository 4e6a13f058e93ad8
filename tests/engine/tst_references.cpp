#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/quantize/activation_range.h"
#include "core/engine/stages/stage.h"

#include <QTest>
#include <fstream>

using namespace lathe;
using namespace lathe::engine;

// Figures of other tools: tests/fixtures/make_method_fixtures.py.
class TestReferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::ifstream file(LATHE_TEST_DATA "/methods/references.json");
        m_references = nlohmann::json::parse(file);
        m_set.labels = *m_model.labels;
        const nlohmann::json& model = m_references["model"];
        for (size_t i = 0; i < model["texts"].size(); ++i)
            m_set.train.push_back({model["texts"][i].get<std::string>(), {model["labels"][i].get<int>()}});
    }

    void tokensOfTransformers()
    {
        QCOMPARE(trainingRows(m_model, context()).ids, m_references["model"]["ids"].get<std::vector<TokenIds>>());
    }

    // Neurons by torch-pruning's GroupTaylorImportance, heads by transformers' gradients, row by row.
    void taylorOfTorchPruning()
    {
        const Importance found = taylorImportance(m_model, trainingRows(m_model, context()), context());
        compare(found.ffn, m_references["model"]["ffn"]);
        compare(found.heads, m_references["model"]["heads"]);
    }

    void blockInfluenceOfTransformers()
    {
        const Stage stage = pruneLayersStage();
        recipe::Params params;
        for (const recipe::ParamSpec& spec : stage.info.params)
            params[spec.key] = spec.fallback;
        params["keep"] = int64_t(2);
        params["epochs"] = 0.0;
        StageContext own = context();
        (void)stage.run({{"model", m_model}}, params, own);
        compare({m_details.at("blockInfluence").get<std::vector<double>>()}, nlohmann::json::array({m_references["model"]["blockInfluence"]}));
    }

    // Ends within two bins: which edge of the last bin counts is a matter of taste.
    void percentilesOfOnnxRuntime()
    {
        const nlohmann::json& wanted = m_references["histogram"];
        const InputHistogram histogram{wanted["low"], wanted["high"], wanted["counts"], false};
        const double bin = (histogram.high - histogram.low) / double(histogram.counts.size());
        for (const auto& [percentile, ends] : wanted["percentile"].items()) {
            const ActivationRange found = calibratedRange(histogram, "percentile", std::stod(percentile));
            const double low = ends[0], high = ends[1];
            QVERIFY2(std::abs(found.scale * 255 - (high - low)) <= 2 * bin, percentile.c_str());
            QVERIFY2(std::abs(-found.zero * found.scale - low) <= 2 * bin + found.scale / 2, percentile.c_str());
        }
    }

private:
    StageContext context() { return {m_set, 32, 11, m_task, m_details}; }

    static void compare(const std::vector<std::vector<double>>& found, const nlohmann::json& wanted)
    {
        QCOMPARE(found.size(), wanted.size());
        for (size_t layer = 0; layer < found.size(); ++layer) {
            QCOMPARE(found[layer].size(), wanted[layer].size());
            for (size_t i = 0; i < found[layer].size(); ++i) {
                const double own = found[layer][i], other = wanted[layer][i];
                QVERIFY2(std::abs(own - other) <= 1e-5 + 1e-3 * other,
                         qPrintable(QString("layer %1, %2: %3, wanted %4").arg(layer).arg(i).arg(own).arg(other)));
            }
        }
    }

    Checkpoint m_model = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
    data::DataSet m_set;
    nlohmann::json m_references, m_details = nlohmann::json::object();
    Task m_task;
};

QTEST_GUILESS_MAIN(TestReferences)
#include "tst_references.moc"
