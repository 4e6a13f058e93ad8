#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/frozen_prefix.h"
#include "core/engine/stages/training/trainer.h"
#include "tests/engine/block_fixture.h"
#include "tests/engine/tiny_task.h"

#include <ATen/core/grad_mode.h>
#include <ATen/TensorOperators.h>
#include <cmath>
#include <fstream>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;

// Training that leaves the embeddings and the first layers as they are.
class TestFrozenLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::ifstream vocabulary(LATHE_TEST_DATA "/models/bert-multiclass/vocab.txt");
        std::vector<std::string> words;
        for (std::string word; std::getline(vocabulary, word);)
            if (!word.empty() && std::isalnum(static_cast<unsigned char>(word.front())))
                words.push_back(word);
        m_set = lathe::tests::tinyTask(data::TaskKind::Multiclass, words);
    }

    // MPNet's layers share their relative bias, which is frozen as soon as one of them is.
    void onlyTheOthersMove_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("bert") << "bert-multiclass";
        QTest::newRow("mpnet") << "mpnet-multiclass";
    }
    void onlyTheOthersMove()
    {
        QFETCH(QString, name);
        const Checkpoint start = open(name);
        const Checkpoint made = trained(start, 1).checkpoint;
        QCOMPARE(made.weights.size(), start.weights.size());
        int moved = 0;
        for (const auto& [key, weight] : start.weights) {
            const bool frozen = key.starts_with("embeddings.") || key.starts_with("layers.0.") ||
                                key.ends_with("relative");
            QVERIFY2(!frozen || weight.equal(made.weights.at(key)), key.c_str());
            moved += !weight.equal(made.weights.at(key));
        }
        QVERIFY(moved > 10);
    }

    void onlyTheHeadMoves()
    {
        const Checkpoint start = open("bert-multiclass");
        const Checkpoint made = trained(start, int(start.architecture.layers.size())).checkpoint;
        for (const auto& [key, weight] : start.weights)
            QVERIFY2(weight.equal(made.weights.at(key)) != key.starts_with("head."), key.c_str());
        QVERIFY_EXCEPTION_THROWN((void)trained(start, int(start.architecture.layers.size()) + 1),
                                 Error);
    }

    // A hook that changes nothing keeps the states from being kept: the losses are those of the
    // kept ones.
    void keptStatesGiveTheSameLosses()
    {
        const Checkpoint start = open("bert-multiclass");
        Method method;
        method.hooks.weight = [](const std::string&, const at::Tensor& weight) { return weight; };
        const auto kept = trained(start, 1).losses, computed = trained(start, 1, method).losses;
        QCOMPARE(kept.size(), size_t(3));
        for (size_t i = 0; i < kept.size(); ++i)
            QVERIFY2(std::abs(kept[i] - computed[i]) < 1e-5,
                     qPrintable(QString("%1, %2").arg(kept[i]).arg(computed[i])));
        QVERIFY(kept[2] < kept[0]);
    }

    void runsWithoutDropout()
    {
        const Transformer model(open("bert-multiclass"), false);
        const PaddedBatch batch = pad(m_ids, {0, 1, 2});
        Dropout dropout(3);
        const at::Tensor plain = model.hidden(batch, 1);
        QVERIFY(plain.equal(model.hidden(batch, 1, {.dropout = &dropout, .frozen = 1})));
        QVERIFY(!plain.equal(model.hidden(batch, 1, {.dropout = &dropout})));
        QVERIFY(
            !model.logits(batch).equal(model.logits(batch, {.dropout = &dropout, .frozen = 1})));
    }

    // Every family, alone and padded together: causal attention, windows, positions that skip padding, the first or the last
    // token read. The states of a text do not depend on its batch, so those kept of it are right in any.
    void everyFamilyFromItsPrefix_data()
    {
        QTest::addColumn<QString>("folder");
        for (const auto& path : lathe::tests::modelFixtures())
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string());
    }
    void everyFamilyFromItsPrefix()
    {
        QFETCH(QString, folder);
        const at::NoGradGuard noGrad;
        const Checkpoint checkpoint = lathe::tests::withHead(loadCheckpoint(folder.toStdString()));
        const auto rows = readJson(std::filesystem::path(folder.toStdString()) / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        const Transformer model(checkpoint, Transformer::Trained{[](const std::string&) { return false; }});
        const at::Tensor wanted = Transformer(checkpoint, false).logits(pad(rows, {0, 1, 2}));
        for (int frozen = 1; frozen <= int(checkpoint.architecture.layers.size()); ++frozen) {
            FrozenPrefix prefix(model, rows, frozen, 1 << 20);
            if (frozen % 2 == 0)
                prefix.fill(at::kCPU, {});
            (void)prefix.of({1}, at::kCPU, {}); // alone
            const at::Tensor below = prefix.of({0, 1, 2}, at::kCPU, {});
            const at::Tensor logits = model.logits(pad(rows, {0, 1, 2}), {.frozen = frozen, .below = below});
            const double off = (logits - wanted).abs().max().item<double>();
            QVERIFY2(off < 1e-5 * std::max(1.0, wanted.abs().max().item<double>()), qPrintable(QString::number(off)));
        }
    }

    // What is frozen of a GGUF file is never multiplied out as a whole, and stays blocks in what comes out.
    void frozenBlocksStayBlocks()
    {
        Checkpoint start = loadCheckpoint(LATHE_TEST_DATA "/families/llama");
        lathe::tests::roundLayersToBlocks(start.weights);
        const data::DataSet set = lathe::tests::tinyTask(data::TaskKind::Multiclass, letters());
        start = withNewHead(start, set, 3);
        TrainingOptions options;
        options.learningRate = 1e-3;
        options.frozenLayers = 1;
        nlohmann::json details;
        const Task task;
        StageContext context{set, 24, 11, task, details};
        const Checkpoint made = train(start, trainingRows(start, context), options, context);
        for (const auto& [name, weight] : start.weights) {
            const bool below = name.starts_with("embeddings.") || name.starts_with("layers.0.");
            if (below)
                QVERIFY2(made.weights.at(name).is_same(weight), name.c_str());
            else if (!isMatrixDetail(name))
                QVERIFY2(made.weights.at(name).scalar_type() == at::kFloat, name.c_str());
        }
        QVERIFY(made.weights.contains("layers.0.ffn.up.weight_gguf"));
        QVERIFY(!made.weights.contains("layers.1.ffn.up.weight_gguf"));
        // The float form of the same model trains to the same losses.
        Checkpoint floats = start;
        floats.weights = withoutBlocks(floats.weights);
        nlohmann::json others;
        StageContext again{set, 24, 11, task, others};
        (void)train(floats, trainingRows(floats, again), options, again);
        for (size_t i = 0; i < details.at("curve").size(); ++i)
            QVERIFY(std::abs(details["curve"][i]["loss"].get<double>() - others["curve"][i]["loss"].get<double>()) < 1e-5);
    }

    // Weights that change behind its back show which states were kept.
    void keepsWhatFits()
    {
        const at::NoGradGuard noGrad;
        Transformer model(open("bert-multiclass"), true);
        const PaddedBatch batch = pad(m_ids, {0, 1, 2});
        const at::Tensor states = model.hidden(batch, 1), logits = model.logits(batch);
        const uint64_t one =
            m_ids[0].size() * uint64_t(model.architecture().hiddenSize) * sizeof(float);
        FrozenPrefix all(model, m_ids, 1, 1 << 20), first(model, m_ids, 1, one),
            none(model, m_ids, 1, 0);
        for (FrozenPrefix* prefix : {&all, &first, &none}) {
            const at::Tensor below = prefix->of({0, 1, 2}, at::kCPU, {});
            QVERIFY((model.logits(batch, {.frozen = 1, .below = below}) - logits)
                        .abs()
                        .max()
                        .item<double>() < 1e-5);
        }
        model.weights().at("embeddings.norm.bias") += 1.0;
        const auto isKept = [&](FrozenPrefix& prefix, int row) {
            const auto tokens = int64_t(m_ids[size_t(row)].size());
            return (prefix.of({row}, at::kCPU, {})[0] - states[row].narrow(0, 0, tokens))
                       .abs()
                       .max()
                       .item<double>() < 1e-5;
        };
        for (const int row : {2, 0, 1}) {
            QVERIFY(isKept(all, row));
            QCOMPARE(isKept(first, row), row == 0);
            QVERIFY(!isKept(none, row));
        }
    }

private:
    static std::vector<std::string> letters()
    {
        std::vector<std::string> list;
        for (char letter = 'a'; letter <= 'z'; ++letter)
            list.emplace_back(1, letter);
        return list;
    }

    struct Trained {
        Checkpoint checkpoint;
        std::vector<double> losses; // of each epoch
    };

    [[nodiscard]] Checkpoint open(const QString& name) const
    {
        return withNewHead(
            loadCheckpoint(std::filesystem::path(LATHE_TEST_DATA "/models") / name.toStdString()),
            m_set, 3);
    }

    [[nodiscard]] Trained trained(const Checkpoint& start, int frozen,
                                  const Method& method = {}) const
    {
        TrainingOptions options;
        options.learningRate = 1e-3;
        options.frozenLayers = frozen;
        nlohmann::json details;
        const Task task;
        StageContext context{m_set, 32, 11, task, details};
        Trained made{train(start, trainingRows(start, context), options, context, method), {}};
        for (const auto& point : details.at("curve"))
            made.losses.push_back(point.at("loss").get<double>());
        return made;
    }

    data::DataSet m_set;
    const std::vector<TokenIds> m_ids{{2, 9, 11, 30, 14, 25, 3}, {2, 8, 17, 3}, {2, 21, 40, 13, 3}};
};

QTEST_GUILESS_MAIN(TestFrozenLayers)
#include "tst_frozen_layers.moc"
