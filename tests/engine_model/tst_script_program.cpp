#include "core/base/files.h"
#include "core/engine/runtime/classifier.h"
#include "core/engine/runtime/torch_script_model.h"
#include "core/engine/torch_engine.h"
#include "core/runner/model_export.h"

#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "torchscript";

template <class F> std::string errorOf(const F& f)
{
    try {
        f();
    } catch (const Error& error) {
        return error.full();
    }
    return {};
}

std::string openError(const fs::path& folder)
{
    return errorOf([&] { (void)Classifier(folder); });
}

// A copy of a folder that a test may damage.
class Copy {
public:
    explicit Copy(const char* name)
    {
        fs::copy(kData / name, path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
    [[nodiscard]] fs::path path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

} // namespace

// The programs, and the logits that PyTorch gives with them, come from tests/fixtures/make_torchscript_fixtures.py.
class TestTorchScript : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAsPyTorch_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("traced, a tuple") << "traced";
        QTest::newRow("scripted, a dict, token types first") << "scripted";
    }
    void answersAsPyTorch()
    {
        QFETCH(QString, folder);
        const auto recorded = readJson(kData / folder.toStdString() / "logits.json");
        const auto rows = recorded["ids"].get<std::vector<TokenIds>>();
        const auto logits = recorded["logits"].get<std::vector<std::vector<float>>>();
        const Classifier classifier(kData / folder.toStdString());
        for (const int batch : {1, 2, 32}) {
            const at::Tensor found = predict(classifier.model(), rows, {}, batch);
            QCOMPARE(found.size(1), int64_t(3));
            for (size_t r = 0; r < rows.size(); ++r)
                for (size_t c = 0; c < 3; ++c)
                    QVERIFY(std::abs(found.const_data_ptr<float>()[r * 3 + c] - logits[r][c]) < 1e-5);
        }
    }

    void facts()
    {
        TorchEngine engine(1);
        const runner::ModelFacts traced = engine.inspect(kData / "traced");
        QCOMPARE(traced.name, std::string("traced"));
        QCOMPARE(traced.family, std::string("TorchScript, opaque"));
        // tables (81 + 40 + 2 rows and a norm of 16), a layer (4 x 16x16, 2 x 16x24, biases, two norms), pooler, head
        QCOMPARE(traced.parameters, int64_t((123 + 2) * 16 + 4 * (256 + 16) + 2 * 384 + 24 + 16 + 4 * 16 + 272 + 51));
        QCOMPARE(traced.maxPositions, 40);
        QVERIFY(traced.layers.empty());
        QCOMPARE(traced.labels->names, (std::vector<std::string>{"alpha", "beta", "gamma"}));
        QCOMPARE(traced.weightBytes, int64_t(fs::file_size(kData / "traced" / "classifier.bin.torch")));

        const runner::ModelFacts scripted = engine.inspect(kData / "scripted");
        QCOMPARE(scripted.storage, std::string("TorchScript with 4 tensors of F32"));
        QCOMPARE(scripted.parameters, int64_t(128 * 8 + 2 * 8 + 8 * 3 + 3));
        QCOMPARE(scripted.labels->names, (std::vector<std::string>{"LABEL_0", "LABEL_1", "LABEL_2"}));
        QCOMPARE(scripted.maxPositions, 512);
        QVERIFY(engine.fingerprint(kData / "scripted", {}) != engine.fingerprint(kData / "traced", {}));
    }

    void isMeasured()
    {
        TorchEngine engine(1);
        data::DataSet set;
        set.labels = engine.decision(kData / "traced").labels;
        set.validation = {{"a b", {0}}, {"c", {1}}};
        set.test = {{"b b a c", {2}}};
        const runner::Evaluation found = engine.evaluate(kData / "traced", set, 16, {});
        QCOMPARE(found.test.logits, engine.predict(kData / "traced", {"b b a c"}, 16, {}).logits);
        QCOMPARE(found.validation.logits.size(), size_t(6));
        QCOMPARE(found.validation.truth, (std::vector<std::vector<int>>{{0}, {1}}));
        QCOMPARE(engine.answer({.model = kData / "traced", .texts = {"b b a c"}, .maxLength = 16}, {}).predictions.logits,
                 found.test.logits);

        const runner::BenchReport report = engine.bench({.models = {kData / "traced", kData / "scripted"}, .shapes = {{2, 5}, {1, 9}}, .texts = {}, .threads = 1},
                                                        {.seconds = 0.05, .precision = 0, .profile = true}, {}, {});
        for (const runner::BenchModel& model : report.models) {
            QCOMPARE(model.kernels, std::string("TorchScript"));
            QCOMPARE(model.figures.size(), size_t(2));
            QVERIFY(model.figures[0].throughput > 0 && model.figures[1].call.median > 0);
            QCOMPARE(model.profile.size(), size_t(1));
        }
        QVERIFY(errorOf([&] { (void)engine.bench({.models = {kData / "traced"}, .shapes = {{1, 41}}, .texts = {}}, {}, {}, {}); }).find("1 to 40") !=
                std::string::npos);
    }

    void isNotChanged()
    {
        TorchEngine engine(1);
        recipe::Plan plan;
        plan.steps.push_back({.node = "p", .stage = "prune.structured", .params = {}, .inputs = {{"model", recipe::kSourceStep}}, .label = ""});
        const auto problems = engine.foresee(plan, kData / "traced");
        QCOMPARE(problems.size(), size_t(1));
        QCOMPARE(problems[0].node, std::string("p"));
        QVERIFY2(QString::fromStdString(problems[0].text).contains("those of a TorchScript program are not known"),
                 problems[0].text.c_str());
        for (const auto* name : {"traced", "scripted"}) {
            const std::string error = errorOf([&] { (void)loadCheckpoint(kData / name); });
            QVERIFY2(error.find("is a TorchScript program, not a file of weights") != std::string::npos, error.c_str());
        }
    }

    // Half the bytes of the matrices, answers of float32 arithmetic with rounded weights.
    void isStoredInHalfFloats()
    {
        TorchEngine engine(1);
        recipe::Plan plan;
        plan.steps.push_back({.node = "h", .stage = "quantize.half", .params = {{"keepFloat", std::string()}},
                              .inputs = {{"model", recipe::kSourceStep}}, .label = ""});
        QVERIFY(engine.foresee(plan, kData / "traced").empty());
        plan.steps[0].params["keepFloat"] = std::string("layers.0");
        QCOMPARE(engine.foresee(plan, kData / "traced").size(), size_t(1));

        const auto exact = engine.predict(kData / "traced", {"b b a c"}, 16, {}).logits;
        for (const auto& [format, bound] : {std::pair{"fp16", 0.01}, std::pair{"bf16", 0.1}}) {
            QTemporaryDir folder;
            runner::StepRequest request;
            request.stage = "quantize.half";
            request.params = {{"format", std::string(format)}, {"keepFloat", std::string()}};
            request.inputs = {{"model", kData / "traced"}};
            request.output = folder.path().toStdString();
            (void)engine.runStep(request, {});
            const auto logits = engine.predict(request.output, {"b b a c"}, 16, {}).logits;
            QVERIFY(logits != exact);
            for (size_t c = 0; c < 3; ++c)
                QVERIFY(std::abs(logits[c] - exact[c]) < bound);
            const runner::ModelFacts facts = engine.inspect(request.output);
            QVERIFY(facts.storage.ends_with(std::string(", matrices kept in ") + (format == std::string("fp16") ? "F16" : "BF16")));
            QVERIFY(facts.weightBytes < engine.inspect(kData / "traced").weightBytes - 4000); // 4,064 matrix values, 2 bytes each; padding
        }
    }

    void refuses()
    {
        const auto says = [](const std::string& error, const std::vector<std::string>& parts) {
            for (const std::string& part : parts)
                if (error.find(part) == std::string::npos)
                    return QByteArray("\"" + QByteArray::fromStdString(error) + "\" lacks " + part.c_str());
            return QByteArray();
        };
        QCOMPARE(says(openError(kData / "fixed"), {"fixed/model.pt: the program fails on 1 text of 3 tokens: ", "trace it again"}), QByteArray());
        QCOMPARE(says(openError(kData / "throws"), {"throws/model.pt: the program fails", "this program answers nothing"}), QByteArray());

        QCOMPARE(says(openError(kData / "writes"), {"writes/model.pt: code/__torch__.py uses save, which reaches files"}), QByteArray());

        const Copy cut("scripted");
        const std::string whole = readFile(cut.path() / "model.ts");
        for (const size_t bytes : {size_t(4), whole.size() / 2, whole.size() - 1}) {
            writeFile(cut.path() / "model.ts", whole.substr(0, bytes));
            QCOMPARE(says(openError(cut.path()), {"model.ts: ", "damaged"}), QByteArray());
        }

        writeFile(cut.path() / "model.ts", whole);
        QCOMPARE(openError(cut.path()), std::string());

        const Copy two("throws");
        fs::copy(kData / "traced" / "classifier.bin.torch", two.path() / "other");
        QCOMPARE(says(openError(two.path()), {"holds 2 TorchScript programs", "Leave only the one"}), QByteArray());

        const Copy labels("traced");
        writeFile(labels.path() / "config.json", R"({"id2label": {"0": "a", "1": "b"}})");
        QCOMPARE(says(openError(labels.path()), {"config.json: ", "classifier's 3 outputs"}), QByteArray());
    }

    // Damage anywhere is an Error or harmless, whatever the archive says.
    void survivesDamage()
    {
        const Copy copy("scripted");
        const std::string whole = readFile(copy.path() / "model.ts");
        std::mt19937 random(5);
        int refused = 0;
        for (int round = 0; round < 150; ++round) {
            std::string damaged = whole;
            for (int byte = 0; byte < 4; ++byte)
                damaged[random() % damaged.size()] = char(random());
            writeFile(copy.path() / "model.ts", damaged);
            refused += int(!openError(copy.path()).empty());
        }
        QVERIFY2(refused > 15, qPrintable(QString::number(refused)));
    }
};

QTEST_GUILESS_MAIN(TestTorchScript)
#include "tst_script_program.moc"
