#include "core/base/error.h"
#include "core/base/gguf_file.h"
#include "core/engine/export/gguf.h"
#include "core/engine/export/gguf_target.h"
#include "core/engine/model/families/family.h"
#include "core/export/gguf_limits.h"
#include "core/text/tokenizer.h"
#include "tests/export/gguf_cases.h"
#include "tests/export/python.h"
#include "tests/export/stage_chain.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

const fs::path kGguf = LATHE_TEST_DATA "/gguf", kFamilies = LATHE_TEST_DATA "/families", kKinds = LATHE_TEST_DATA "/text_kinds";

// Files of 32 columns, which blocks can hold.
const char* const kDecoders[] = {"llama", "qwen2", "qwen3", "gemma2", "gemma3", "phi3", "gpt2", "gptneox"};

} // namespace

// Decoders as GGUF files: Lathe reads them back as they were, and llama.cpp answers alike, where there is a Python with
// tests/export/requirements.txt (LATHE_EXPORT_PYTHON, or the one that packaging/test makes).
class TestGgufExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void readBack_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("form");
        for (const char* model : kDecoders)
            for (const char* form : {"blocks", "fp32", "bf16", "int8", "int4"})
                QTest::newRow(qPrintable(QString("%1, %2").arg(model, form))) << QString(model) << QString(form);
    }
    void readBack()
    {
        QFETCH(QString, model);
        QFETCH(QString, form);
        const Checkpoint wanted = inForm(form.toStdString(), loadCheckpoint(kGguf / (model + ".gguf").toStdString()));
        const fs::path file = place("back") / "model.gguf";
        (void)writeGguf(wanted, false, file);
        const Checkpoint found = loadCheckpoint(file);
        QCOMPARE(found.architecture.family, wanted.architecture.family);
        QVERIFY(found.architecture.layers == wanted.architecture.layers);
        QCOMPARE(found.labels->names, wanted.labels->names);
        for (const auto& [name, weight] : wanted.weights) {
            if (isMatrixDetail(name))
                continue;
            const bool matrix = weight.dim() == 2;
            const at::Tensor before = matrix ? floatMatrix(wanted.weights, name) : weight.to(at::kFloat),
                             after = matrix ? floatMatrix(found.weights, name) : found.weights.at(name).to(at::kFloat);
            // Scales of 8-bit codes lose bits beyond the 11th; 1 is added to Gemma's norms and taken away.
            const double bound = weight.scalar_type() == at::kChar ? std::exp2(-11) * before.abs().max().item<double>() : matrix ? 0 : 1e-6;
            const double difference = (before - after).abs().max().item<double>();
            QVERIFY2(difference <= bound, qPrintable(QString("%1: %2").arg(QString::fromStdString(name)).arg(difference)));
        }
    }

    // Layers keep the types that llama.cpp computes with.
    void types_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("type");
        QTest::newRow("int8") << "int8" << "Q8_0";
        QTest::newRow("int4") << "int4" << "Q4_0";
        QTest::newRow("halves") << "halves" << "F16";
    }
    void types()
    {
        QFETCH(QString, form);
        QFETCH(QString, type);
        const fs::path file = place("types") / "model.gguf";
        const auto made = writeGguf(inForm(form.toStdString(), loadCheckpoint(kGguf / "qwen2.gguf")), form == "halves", file);
        QCOMPARE(made.roundsInputs, form != "halves");
        const std::string bytes = readFile(file);
        const GgufHeader header = parseGguf(std::as_bytes(std::span(bytes)));
        for (const GgufTensor& tensor : header.tensors)
            if (tensor.name.starts_with("blk.") && tensor.shape.size() == 2)
                QCOMPARE(std::string(tensor.type->name), type.toStdString());
        QCOMPARE(header.metadata.at("qwen2.pooling_type").get<int>(), 3);
        QCOMPARE(header.metadata.at("qwen2.classifier.output_labels").size(), size_t(3));
        QCOMPARE(header.metadata.at("lathe.classifier.weight").size(), size_t(3 * 32));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("why");
        QTest::newRow("encoder") << "roberta" << "none";
        QTest::newRow("opt") << "opt" << "none";
        QTest::newRow("positions") << "smollm3" << "turn by their position";
        QTest::newRow("biases") << "qwen3" << "no such biases";
        QTest::newRow("missing biases") << "gpt-neox-serial" << "wants biases";
        QTest::newRow("scores") << "gemma2" << "scores of attention are scaled";
        QTest::newRow("activation") << "llama-no-pad" << "activation";
        QTest::newRow("long positions") << "phi3-longrope" << "longrope";
    }
    void refused()
    {
        QFETCH(QString, model);
        QFETCH(QString, why);
        const fs::path file = place("refused") / "model.gguf";
        try {
            (void)writeGguf(withHead(loadCheckpoint(kFamilies / model.toStdString())), false, file);
            QFAIL("it was written");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Unsupported);
            QVERIFY2(QString(error.what()).contains(why), error.what());
            QVERIFY(!error.remedy().empty() && !fs::exists(file));
        }
    }

    // What is offered for a model's facts is what the writer knows, family by family.
    void families()
    {
        int offered = 0, refused = 0;
        for (const Family* family : allFamilies()) {
            Architecture architecture;
            architecture.family = family->id;
            architecture.layers.resize(1);
            runner::ModelFacts facts;
            facts.family = family->id;
            bool isKnown = true;
            try {
                (void)gguf::targetOf(architecture);
            } catch (const Error& error) {
                isKnown = !QString(error.what()).contains("is none");
            }
            QVERIFY2(exports::whyNotGguf(facts).empty() == isKnown, facts.family.c_str());
            ++(isKnown ? offered : refused);
        }
        QVERIFY(offered > 0 && refused > 0);
    }

    void unequalLayersOfOthers()
    {
        Checkpoint checkpoint = loadCheckpoint(kGguf / "qwen3.gguf");
        checkpoint.architecture.layers.front().ffn = 32;
        QVERIFY_EXCEPTION_THROWN((void)writeGguf(checkpoint, false, place("unequal") / "model.gguf"), Error);
    }

    void inLlamaCpp()
    {
        const QString python = pythonWithRuntimes();
        if (python.isEmpty() || QProcess::execute(python, {"-c", "import xllamacpp"}) != 0)
            QSKIP("no Python with llama.cpp: packaging/test makes one, or set LATHE_EXPORT_PYTHON");
        try {
            writeCases();
        } catch (const Error& error) {
            QFAIL(error.full().c_str());
        }
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(python, {LATHE_SOURCE "/tests/export/check_gguf.py", LATHE_SOURCE "/resources/export", QString::fromStdString(cases().string())});
        QVERIFY2(check.waitForFinished(240000), qPrintable(check.errorString()));
        QVERIFY2(check.exitStatus() == QProcess::NormalExit && check.exitCode() == 0, check.readAll().constData());
        const nlohmann::json all = readJson(cases() / "found.json");
        QVERIFY(all.size() >= 50);
        for (const auto& [name, found] : all.items()) {
            const bool wrongIds = !found.value("others", nlohmann::json::array()).empty();
            const bool far = found.value("difference", 0.0) > found.value("bound", 0.0);
            const bool otherShares = found.value("rank", 0.0) > 1e-3; // keys and values in half precision
            if (found.contains("error") || wrongIds || far || otherShares)
                qWarning("%s: %s", name.c_str(), found.dump().c_str());
            m_wrong += found.contains("error") || wrongIds || far || otherShares;
        }
        QCOMPARE(m_wrong, 0);
    }

private:
    fs::path place(const std::string& name) const
    {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / name;
        fs::create_directories(folder);
        return folder;
    }
    fs::path cases() const { return place("cases"); }

    void write(const std::string& name, const Checkpoint& checkpoint, nlohmann::json wanted) const
    {
        const fs::path folder = place("cases/" + name);
        (void)writeGguf(checkpoint, false, folder / "model.gguf");
        const nlohmann::json bundle = {{"labels", checkpoint.labels->names}, {"maxLength", std::min(256, checkpoint.architecture.maxTokens())}};
        writeFile(folder / "bundle.json", bundle.dump());
        writeFile(folder / "case.json", wanted.dump());
    }

    void ask(const std::string& name, Checkpoint checkpoint, std::vector<TokenIds> rows, double bound) const
    {
        checkpoint.tokenizer = place("without a tokenizer"); // ids are asked
        for (TokenIds& row : rows)
            for (int32_t& id : row)
                id %= checkpoint.architecture.vocabularySize;
        const at::NoGradGuard noGrad;
        const Transformer transformer(widened(checkpoint), false);
        Hooks hooks;
        hooks.input = [&](const std::string& layer, const at::Tensor& x) { return roundedInput(checkpoint.weights, layer, x); };
        Pass pass;
        pass.hooks = &hooks;
        std::vector<std::vector<float>> logits;
        for (const TokenIds& row : rows)
            logits.push_back(listOf(transformer.logits(pad({row}, {0}), pass).contiguous()).front());
        const bool rank = checkpoint.architecture.family == "qwen3" && storageOf(checkpoint.weights, "layers.0.ffn.up.weight") == Storage::Float32;
        write(name, checkpoint, {{"rows", rows}, {"logits", logits}, {"bound", bound}, {"rank", rank}});
    }

    void writeCases() const
    {
        constexpr double kExact = 1e-4, kTable = 3e-3; // GELU comes from a table of half precision
        constexpr double kRounded = 0.01; // for each layer: a sum that is off in its last bit may round to the next code
        for (const char* model : kDecoders) {
            const Checkpoint stored = asUsual(loadCheckpoint(kGguf / (std::string(model) + ".gguf")));
            const auto rows = readJson(kGguf / (std::string(model) + ".json")).at("inputs").get<std::vector<TokenIds>>();
            const double exact = stored.architecture.ffn.activation == Activation::Silu ? kExact : kTable;
            for (const char* form : {"fp32", "bf16", "int8", "int4"})
                ask(std::string(model) + ", " + form, inForm(form, stored), rows,
                    std::string(form) == "fp32" ? exact : kRounded * double(stored.architecture.layers.size()));
        }
        for (const char* family : {"llama", "llama-bare-tied", "mistral", "gemma2", "gemma3", "gpt2-f16", "gpt-neox"}) {
            const Checkpoint checkpoint = asUsual(withHead(loadCheckpoint(kFamilies / family)));
            const double bound = checkpoint.architecture.ffn.activation == Activation::Silu ? kExact : kTable;
            ask(std::string(family) + " folder", widened(checkpoint), rowsOf(family), bound);
        }
        Checkpoint smollm3 = asUsual(withHead(loadCheckpoint(kFamilies / "smollm3")));
        for (LayerShape& layer : smollm3.architecture.layers) // fewer than four
            layer.rotary = 0;
        ask("smollm3 folder", widened(smollm3), rowsOf("smollm3"), kExact);
        ask("llama pruned", asUsual(widened(StageChain(kFamilies / "llama", place("scratch")).run({"prune.structured"}))), rowsOf("llama"), kExact);
        ask("qwen2 pruned", pruned(asUsual(inForm("fp32", loadCheckpoint(kGguf / "qwen2.gguf")))),
            readJson(kGguf / "qwen2.json").at("inputs").get<std::vector<TokenIds>>(), kExact);
        tokenizers();
    }

    static std::vector<TokenIds> rowsOf(const std::string& family)
    {
        return readJson(kFamilies / family / "expected.json").at("inputs").get<std::vector<TokenIds>>();
    }

    // llama.cpp finds the tokens that Lathe, and Hugging Face's tokenizers, find.
    void tokenizers() const
    {
        const nlohmann::json texts = {"the cat sat", "don't, we'll 1234 x", "two  spaces\n\tand lines\n", "Größe señor 北京 🎉", "A", "", "I'M 3.14%!?"};
        for (const char* kind : {"gpt2", "smollm", "llama3", "qwen2", "gpt_neox", "llama2", "mistral", "phi3", "gemma", "spm_llama", "spm_gemma"}) {
            Checkpoint checkpoint = loadCheckpoint(kGguf / "llama.gguf");
            checkpoint.tokenizer = kKinds / kind;
            const auto tokenizer = text::loadTokenizer(checkpoint.tokenizer);
            checkpoint.architecture.vocabularySize = tokenizer->vocabularySize() + 3; // tables are often longer
            checkpoint.architecture.padding = -1;
            checkpoint.architecture.positions.longest = 256;
            putFloat(checkpoint.weights, "embeddings.token", at::ones({checkpoint.architecture.vocabularySize, 32}));
            nlohmann::json ids = nlohmann::json::array();
            for (const nlohmann::json& text : texts)
                ids.push_back(tokenizer->encode(text.get<std::string>(), 32).ids);
            write(std::string("tokens of ") + kind, checkpoint, {{"texts", texts}, {"ids", ids}});
        }
    }

    QTemporaryDir m_folder;
    int m_wrong = 0;
};

QTEST_GUILESS_MAIN(TestGgufExport)
#include "tst_gguf_export.moc"
