#include "core/base/error.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/frozen_prefix.h"
#include "core/engine/stages/training/trainer.h"
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
