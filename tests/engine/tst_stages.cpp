#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/model/transformer.h"
#include "core/engine/runtime/classifier.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/importance.h"
#include "core/engine/stages/prune/shrink.h"
#include "core/engine/stages/stage.h"
#include "core/engine/torch_engine.h"
#include "tests/engine/tiny_task.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(lathe::data::TaskKind)

// What every stage promises, run over every stage that is listed; and what each is for.
class TestStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::ifstream vocabulary(LATHE_TEST_DATA "/models/bert-multiclass/vocab.txt");
        for (std::string word; std::getline(vocabulary, word);)
            if (!word.empty() && std::isalnum(static_cast<unsigned char>(word.front())))
                m_words.push_back(word);
        QVERIFY(m_words.size() > 10);
    }

    void contract_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<data::TaskKind>("kind");
        for (size_t i = 0; i < allStages().size(); ++i)
            for (const auto kind : {data::TaskKind::Multiclass, data::TaskKind::Multilabel})
                QTest::addRow("%s, %s", allStages()[i].info.id.c_str(), std::string(data::toString(kind)).c_str())
                    << int(i) << kind;
    }

    void contract()
    {
        QFETCH(int, index);
        QFETCH(data::TaskKind, kind);
        const Stage& stage = allStages()[size_t(index)];
        const data::DataSet set = lathe::tests::tinyTask(kind, m_words);
        for (const recipe::ParamSpec& spec : stage.info.params)
            QVERIFY2(spec.problemWith(spec.fallback).empty(), spec.key.c_str());
        QVERIFY(!stage.info.summary.empty() && !stage.info.paper.empty());
        QCOMPARE(stage.info.inputs.front().kind, recipe::PortKind::Model);

        StageInputs inputs;
        for (const recipe::PortSpec& port : stage.info.inputs)
            inputs.emplace(port.name, withNewHead(loadCheckpoint(kModel), set, 3));
        const recipe::Params params = smallParams(stage.info);

        std::vector<double> progress;
        const Task task({}, [&](const Progress& p) { progress.push_back(p.fraction); });
        const Checkpoint first = run(stage, inputs, params, set, task), second = run(stage, inputs, params, set, {});
        QVERIFY(std::is_sorted(progress.begin(), progress.end()));
        QVERIFY(!progress.empty());
        QCOMPARE(first.weights.size(), second.weights.size());
        for (const auto& [name, weight] : first.weights)
            QVERIFY2(weight.equal(second.weights.at(name)), name.c_str());

        // The saved model answers as the one in memory.
        QTemporaryDir folder;
        saveCheckpoint(first, folder.path().toStdString());
        const QualityOf quality(first, set, set.test, 32);
        const auto before = quality.predictions(first, {});
        const auto after = quality.predictions(loadCheckpoint(folder.path().toStdString()), {});
        QCOMPARE(before.logits, after.logits);
        QVERIFY(std::all_of(before.logits.begin(), before.logits.end(), [](float x) { return std::isfinite(x); }));

        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN((void)run(stage, inputs, params, set, Task(stop.get_token())), Cancelled);
    }

    void finetuneLearns_data()
    {
        QTest::addColumn<data::TaskKind>("kind");
        QTest::newRow("multiclass") << data::TaskKind::Multiclass;
        QTest::newRow("multilabel") << data::TaskKind::Multilabel;
    }
    void finetuneLearns()
    {
        QFETCH(data::TaskKind, kind);
        const data::DataSet set = lathe::tests::tinyTask(kind, m_words);
        const Checkpoint tuned = tune(set);
        const double figure = QualityOf(tuned, set, set.test, 32).of(tuned, {});
        QVERIFY2(figure > 0.9, qPrintable(QString::number(figure)));
    }

    // A teacher that has the whole loss is what the model becomes, whatever the labels say.
    void finetuneFollowsItsTeacher()
    {
        data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, m_words);
        const Checkpoint teacher = tune(set);
        const Stage stage = finetuneStage();
        recipe::Params params = smallParams(stage.info);
        params["epochs"] = 12.0;
        params["learningRate"] = 3e-3;
        params["batchSize"] = int64_t(16);
        params["alpha"] = 1.0;
        data::DataSet wrong = set;
        for (data::Example& row : wrong.train)
            row.labels = {0};
        const Checkpoint start = loadCheckpoint(kModel);
        const Checkpoint taught = run(stage, {{"model", start}, {"teacher", teacher}}, params, wrong, {});
        QVERIFY(QualityOf(taught, set, set.test, 32).of(taught, {}) > 0.85);
        const Checkpoint alone = run(stage, {{"model", start}}, params, wrong, {});
        QVERIFY(QualityOf(alone, set, set.test, 32).of(alone, {}) < 0.5);
    }

    // A batch of more tokens than fit at once is computed in parts: the loss of its step is still its mean.
    void largeBatchesAreMeans()
    {
        data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, m_words);
        for (size_t i = 0; set.train.size() < 1000; ++i)
            set.train.push_back(data::Example(set.train[i]));
        const Checkpoint start = tune(set);
        const analysis::Predictions answers = QualityOf(start, set, set.train, 32).predictions(start, {});
        double mean = 0;
        for (size_t i = 0; i < answers.rows(); ++i) {
            const float* row = answers.row(i);
            mean += std::log(std::exp(row[0]) + std::exp(row[1]) + std::exp(row[2])) - row[answers.truth[i][0]];
        }
        mean /= double(answers.rows());

        const Stage stage = finetuneStage();
        recipe::Params params = smallParams(stage.info);
        params["epochs"] = 1.0;
        params["batchSize"] = int64_t(1000);
        params["dropout"] = false;
        nlohmann::json details;
        (void)run(stage, {{"model", start}}, params, set, {}, &details);
        const double loss = details.at("curve").at(0).at("loss").get<double>();
        QVERIFY2(std::abs(loss - mean) < 1e-4 * std::max(1.0, mean), qPrintable(QString("%1, %2").arg(loss).arg(mean)));
    }

    void pruningKeepsWhatMatters()
    {
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, m_words);
        const Checkpoint tuned = tune(set);
        const Stage stage = pruneStructuredStage();
        recipe::Params params = smallParams(stage.info);
        params["sparsity"] = 0.5;
        params["epochs"] = 2.0;
        params["learningRate"] = 3e-3;
        const Checkpoint small = run(stage, {{"model", tuned}, {"teacher", tuned}}, params, set, {});
        int heads = 0, ffn = 0;
        for (const LayerShape& layer : small.architecture.layers)
            heads += layer.heads, ffn += layer.ffn;
        int allHeads = 0, allFfn = 0;
        for (const LayerShape& layer : tuned.architecture.layers)
            allHeads += layer.heads, allFfn += layer.ffn;
        QCOMPARE(heads, allHeads / 2);
        QVERIFY(ffn < allFfn && ffn >= allFfn / 2);
        QVERIFY(QualityOf(small, set, set.test, 32).of(small, {}) > 0.85);
    }

    // Removing a unit gives what the original gives when the unit's gate is zero.
    void shrinkingEqualsGating_data()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("bert") << "models/bert-multiclass";
        QTest::newRow("mpnet with relative bias") << "models/mpnet-multiclass";
        for (const char* grouped : {"llama", "mistral", "qwen2", "qwen3", "gemma2", "phi3"}) // two query heads share a key head
            QTest::newRow(grouped) << QString("families/%1").arg(grouped);
    }
    void shrinkingEqualsGating()
    {
        QFETCH(QString, model);
        const at::NoGradGuard noGrad;
        const Checkpoint whole = loadCheckpoint(fs::path(LATHE_TEST_DATA) / model.toStdString());
        Kept kept;
        Gates gates;
        for (size_t i = 0; i < whole.architecture.layers.size(); ++i) {
            const LayerShape& shape = whole.architecture.layers[i];
            at::Tensor heads = at::zeros({1, shape.heads}, at::kFloat), ffn = at::zeros({1, shape.ffn}, at::kFloat);
            if (shape.group > 1)
                kept.heads.push_back({int64_t(i) % shape.kvHeads()});
            else
                kept.heads.push_back({int64_t(i) % shape.heads, shape.heads - 1});
            kept.ffn.push_back({0, 5, int64_t(i) + 7});
            for (const int64_t unit : kept.heads.back())
                heads[0].narrow(0, unit * shape.group, shape.group).fill_(1);
            for (const int64_t neuron : kept.ffn.back())
                ffn[0][neuron] = 1;
            gates.heads.push_back(heads);
            gates.ffn.push_back(ffn);
        }
        const Checkpoint small = shrink(whole, kept);
        const std::vector<TokenIds> rows{{2, 9, 11, 30, 14, 25, 3}};
        const at::Tensor gated = Transformer(whole, false).logits(pad(rows, {0}), {.gates = &gates});
        const at::Tensor shrunk = Transformer(small, false).logits(pad(rows, {0}));
        for (size_t i = 0; i < small.architecture.layers.size(); ++i)
            QCOMPARE(small.architecture.layers[i].kvHeads(), int(kept.heads[i].size()));
        QVERIFY((gated - shrunk).abs().max().item<double>() < 1e-5 * std::max(1.0, gated.abs().max().item<double>()));
        const std::vector<const TokenIds*> texts{rows.data()};
        QVERIFY((gated - PackedModel(small).logits(texts)).abs().max().item<double>() < 1e-4);
    }

    void keepBestTable()
    {
        const std::vector<std::vector<double>> scores{{5, 1, 3, 4}, {0.1, 0.2, 9, 0.3}};
        using Kept = std::vector<std::vector<int64_t>>;
        QCOMPARE(keepBest(scores, 0, true, 1, 1), (Kept{{0, 1, 2, 3}, {0, 1, 2, 3}}));
        QCOMPARE(keepBest(scores, 0.5, true, 1, 1), (Kept{{0, 2, 3}, {2}}));
        QCOMPARE(keepBest(scores, 0.5, false, 1, 1), (Kept{{0, 3}, {2, 3}}));
        QCOMPARE(keepBest(scores, 0.95, true, 1, 1), (Kept{{0}, {2}}));
        QCOMPARE(keepBest(scores, 0.5, true, 1, 2), (Kept{{0, 1, 2, 3}, {2, 3}}));
    }

    void int8HalvesNothingItShouldNot()
    {
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, m_words);
        const Checkpoint tuned = tune(set);
        const Stage stage = quantizeInt8Stage();
        const Checkpoint packed = run(stage, {{"model", tuned}}, smallParams(stage.info), set, {});
        QCOMPARE(packed.weights.at("layers.0.ffn.up.weight").scalar_type(), at::kChar);
        QCOMPARE(packed.weights.at("embeddings.token").scalar_type(), at::kChar);
        QCOMPARE(packed.weights.at("layers.0.ffn.norm.weight").scalar_type(), at::kFloat);
        const double change = std::abs(QualityOf(packed, set, set.test, 32).of(packed, {}) -
                                       QualityOf(tuned, set, set.test, 32).of(tuned, {}));
        QVERIFY(change <= 0.05);
        QVERIFY_EXCEPTION_THROWN((void)run(stage, {{"model", packed}}, smallParams(stage.info), set, {}), Error);
    }

    void distillTakesTheLayersItSays()
    {
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, m_words);
        const Checkpoint tuned = tune(set);
        const Stage stage = distillLogitsStage();
        recipe::Params params = smallParams(stage.info);
        params["layers"] = int64_t(1);
        params["epochs"] = 6.0;
        params["learningRate"] = 3e-3;
        const Checkpoint student = run(stage, {{"model", tuned}, {"teacher", tuned}}, params, set, {});
        QCOMPARE(student.architecture.layers.size(), size_t(1));
        QVERIFY(QualityOf(student, set, set.test, 32).of(student, {}) > 0.85);
        params["layers"] = int64_t(tuned.architecture.layers.size()) + 1;
        QVERIFY_EXCEPTION_THROWN((void)run(stage, {{"model", tuned}, {"teacher", tuned}}, params, set, {}), Error);
    }

private:
    static constexpr const char* kModel = LATHE_TEST_DATA "/models/bert-multiclass";

    static recipe::Params smallParams(const recipe::StageInfo& info)
    {
        recipe::Params params;
        for (const recipe::ParamSpec& spec : info.params)
            params[spec.key] = spec.fallback;
        if (params.count("epochs"))
            params["epochs"] = 1.0;
        if (params.count("layers"))
            params["layers"] = int64_t(1);
        if (params.count("calibrationRows"))
            params["calibrationRows"] = int64_t(64);
        if (params.count("keep"))
            params["keep"] = int64_t(2);
        if (info.id == "prune.budget")
            params["of"] = std::string("bytes"); // times differ from one measurement to the next
        return params;
    }
    static Checkpoint run(const Stage& stage, const StageInputs& inputs, const recipe::Params& params,
                          const data::DataSet& set, const Task& task, nlohmann::json* told = nullptr)
    {
        nlohmann::json details;
        static QTemporaryDir folders;
        static int count = 0;
        const fs::path folder = fs::path(folders.path().toStdString()) / std::to_string(count++);
        fs::create_directory(folder);
        StageContext context{set, 32, 11, task, details, at::kCPU, folder};
        Checkpoint made = stage.run(inputs, params, context);
        if (told)
            *told = std::move(details);
        return made;
    }
    static Checkpoint tune(const data::DataSet& set)
    {
        const Stage stage = finetuneStage();
        recipe::Params params = smallParams(stage.info);
        params["epochs"] = 12.0;
        params["learningRate"] = 3e-3;
        params["batchSize"] = int64_t(16);
        return run(stage, {{"model", loadCheckpoint(kModel)}}, params, set, {});
    }

    std::vector<std::string> m_words;
};

QTEST_GUILESS_MAIN(TestStages)
#include "tst_stages.moc"
