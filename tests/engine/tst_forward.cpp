#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/measure/facts.h"
#include "core/engine/model/transformer.h"
#include "core/engine/runtime/packed_model.h"

#include <ATen/core/grad_mode.h>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;

// Logits against those that transformers computed: tests/fixtures/make_model_fixtures.py.
class TestForward : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logits_data()
    {
        QTest::addColumn<QString>("folder");
        for (const auto& entry : std::filesystem::directory_iterator(LATHE_TEST_DATA "/models"))
            if (std::filesystem::exists(entry.path() / "expected.json"))
                QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path());
    }

    void logits()
    {
        QFETCH(QString, folder);
        const std::filesystem::path path = folder.toStdString();
        const nlohmann::json expected = readJson(path / "expected.json");
        if (!expected.contains("logits"))
            QSKIP("a model without a head");
        const auto rows = expected["inputs"].get<std::vector<TokenIds>>();
        const auto logits = expected["logits"].get<std::vector<std::vector<double>>>();
        const auto tolerance = expected["tolerance"].get<double>();
        const Checkpoint checkpoint = loadCheckpoint(path);
        // bfloat16 products round their inputs to 8 bits; transformers' logits are of float32 products.
        const bool halves = factsOf(checkpoint).compute.find("bf16") != std::string::npos;
        const double packedTolerance = halves ? std::exp2(-8) * largest(logits) : tolerance;
        const at::NoGradGuard noGrad;
        const Transformer transformer(checkpoint, false);
        const PackedModel packed(checkpoint);

        std::vector<int> all;
        std::vector<const TokenIds*> texts;
        for (size_t i = 0; i < rows.size(); ++i)
            all.push_back(int(i)), texts.push_back(&rows[i]);
        compare(transformer.logits(pad(rows, all)), logits, tolerance); // padded together
        compare(packed.logits(texts), logits, packedTolerance);
        for (size_t i = 0; i < rows.size(); ++i) { // alone
            const std::vector<const TokenIds*> one{texts[i]};
            compare(transformer.logits(pad(rows, {int(i)})), {logits[i]}, tolerance);
            compare(packed.logits(one), {logits[i]}, packedTolerance);
        }
    }

    void refusesBadIds()
    {
        const Checkpoint checkpoint = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        const PackedModel packed(checkpoint);
        const auto ask = [&](const TokenIds& ids) {
            const std::vector<const TokenIds*> one{&ids};
            (void)packed.logits(one);
        };
        const int vocabulary = checkpoint.architecture.vocabularySize;
        QVERIFY_EXCEPTION_THROWN(ask({vocabulary}), Error);
        QVERIFY_EXCEPTION_THROWN(ask({-1}), Error);
        QVERIFY_EXCEPTION_THROWN(ask({}), Error);
        QVERIFY_EXCEPTION_THROWN(ask(TokenIds(size_t(checkpoint.architecture.maxTokens()) + 1, 1)), Error);
        ask(TokenIds(size_t(checkpoint.architecture.maxTokens()), 1));
    }

private:
    static double largest(const std::vector<std::vector<double>>& logits)
    {
        double found = 0;
        for (const auto& row : logits)
            for (const double value : row)
                found = std::max(found, std::abs(value));
        return found;
    }
    static void compare(const at::Tensor& found, const std::vector<std::vector<double>>& expected, double tolerance)
    {
        QCOMPARE(found.size(0), int64_t(expected.size()));
        QCOMPARE(found.size(1), int64_t(expected[0].size()));
        const at::Tensor logits = found.contiguous();
        for (int64_t r = 0; r < logits.size(0); ++r)
            for (int64_t c = 0; c < logits.size(1); ++c) {
                const double value = logits.const_data_ptr<float>()[r * logits.size(1) + c];
                const double wanted = expected[size_t(r)][size_t(c)];
                QVERIFY2(std::abs(value - wanted) <= tolerance,
                         qPrintable(QString("row %1, class %2: %3, expected %4").arg(r).arg(c).arg(value).arg(wanted)));
            }
    }
};

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"
