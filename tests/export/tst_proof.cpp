#include "core/base/files.h"
#include "core/engine/model/matrix.h"
#include "core/engine/torch_engine.h"
#include "core/export/proof.h"
#include "tests/engine/model_fixture.h"

#include <ATen/TensorOperators.h>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::exports;
using namespace lathe::engine;
namespace fs = std::filesystem;

// What an export that went wrong would answer, given by models in which one thing is wrong.
class TestProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_right = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        tests::roundLayers(m_right.weights);
    }

    void wrongOnes_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("agrees");
        QTest::newRow("nothing") << "" << true;
        QTest::newRow("a layer's inputs in another order") << "shuffled" << false;
        QTest::newRow("a scale too large") << "scaled" << false;
        QTest::newRow("a bias left out") << "bias" << false;
        QTest::newRow("labels in another order") << "labels" << false;
        QTest::newRow("no number") << "nan" << false;
    }
    void wrongOnes()
    {
        QFETCH(QString, what);
        QFETCH(bool, agrees);
        const Reference reference = answersOf(m_right);
        const Reference other = answersOf(changed(what));
        for (const Rounding rounding : {Rounding::None, Rounding::Halves, Rounding::ByToken, Rounding::ByBatch}) {
            const Proof proof = judge(other.predictions, reference, toleranceOf(rounding));
            QVERIFY2(proof.disagreement.empty() == agrees, qPrintable(QString("rounding %1: largest %2, typical %3, decisions %4")
                                                                          .arg(int(rounding))
                                                                          .arg(proof.largestDifference)
                                                                          .arg(proof.typicalDifference)
                                                                          .arg(proof.agreement)));
        }
    }

    // What rounding by batch makes of a model is no wrong export; without rounding it would be one.
    void roundingIsAllowed()
    {
        const Reference reference = answersOf(m_right);
        Checkpoint floats = m_right;
        for (const auto& [name, weight] : m_right.weights)
            if (!isMatrixDetail(name) && weight.dim() == 2 && storageOf(m_right.weights, name) == Storage::Int8)
                putFloat(floats.weights, name, floatMatrix(m_right.weights, name));
        const Reference unrounded = answersOf(floats);
        QVERIFY(judge(unrounded.predictions, reference, toleranceOf(Rounding::ByToken)).disagreement.empty());
        QVERIFY(!judge(unrounded.predictions, reference, toleranceOf(Rounding::None)).disagreement.empty());
    }

    // Multilabel answers are judged by label: a row with many labels differs in one of them soon.
    void multilabelDecisions()
    {
        Reference reference;
        reference.predictions.kind = data::TaskKind::Multilabel;
        reference.predictions.classes = 40;
        for (int i = 0; i < 100 * 40; ++i)
            reference.predictions.logits.push_back(i % 3 ? -4 : i % 40 == 0 ? 0.01f : 4);
        reference.predictions.truth.resize(100);
        reference.thresholds.assign(40, 0.5);
        analysis::Predictions found = reference.predictions;
        for (float& logit : found.logits)
            logit -= 0.02f; // the labels at 0.01 are lost, in every third row
        const Proof proof = judge(found, reference, toleranceOf(Rounding::ByToken));
        QVERIFY2(proof.disagreement.empty(), proof.disagreement.c_str());
        QVERIFY(std::abs(proof.agreement - 0.66) < 0.02);
        for (size_t i = 0; i < found.logits.size(); i += 9)
            found.logits[i] = -found.logits[i];
        QVERIFY(!judge(found, reference, toleranceOf(Rounding::ByBatch)).disagreement.empty());
    }

private:
    [[nodiscard]] Checkpoint changed(const QString& what) const
    {
        Checkpoint wrong = m_right;
        Tensors& weights = wrong.weights;
        const auto mirrored = [&](const std::string& name, int64_t dim) { weights[name] = weights.at(name).flip(dim).contiguous(); };
        if (what == "shuffled")
            mirrored("layers.1.ffn.down.weight", 1);
        else if (what == "scaled")
            weights["layers.1.ffn.down.weight_scale"] = weights.at("layers.1.ffn.down.weight_scale") * 2;
        else if (what == "bias")
            weights["head.out.bias"] = weights.at("head.out.bias") * 0;
        else if (what == "labels")
            for (const char* name : {"head.out.weight", "head.out.bias"})
                mirrored(name, 0);
        else if (what == "nan")
            weights["head.out.bias"] = weights.at("head.out.bias") * std::nan("");
        return wrong;
    }

    Reference answersOf(const Checkpoint& checkpoint)
    {
        const QTemporaryDir place;
        saveCheckpoint(checkpoint, place.path().toStdString());
        std::vector<data::Example> rows;
        for (int i = 0; i < 60; ++i)
            rows.push_back({std::string(1, char('a' + i % 26)) + " " + std::string(1, char('a' + i % 7)) + (i % 3 ? " file" : " network"), {i % 3}});
        return referenceOf(m_engine, place.path().toStdString(), rows, 16, {});
    }

    Checkpoint m_right;
    TorchEngine m_engine{1};
};

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
