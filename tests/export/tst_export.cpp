#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/engine/torch_engine.h"
#include "core/export/record.h"
#include "core/export/zip_file.h"
#include "tests/export/python.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::exports;
namespace fs = std::filesystem;

class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formats()
    {
        runner::ModelFacts facts;
        for (const FormatInfo& info : allFormats()) {
            QCOMPARE(&formatNamed(info.key), &info);
            QVERIFY(!info.title.empty() && !info.summary.empty() && !info.holds.empty());
            QVERIFY(!whyNot(info, facts).empty()); // without a head
            QCOMPARE(whyNot(info, m_engine.inspect(kModel)).empty(), info.format != Format::Gguf);
            for (const std::string& runtime : info.runtimes) {
                QVERIFY(resource(runtimeNamed(runtime).script).find("lathe_bundle.main") != std::string_view::npos);
                QVERIFY(resource(runtimeNamed(runtime).requirements).find("==") != std::string_view::npos);
            }
        }
        QVERIFY_EXCEPTION_THROWN((void)formatNamed("docx"), Error);
    }

    void ggufHolds_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<int>("otherFfn"); // of the second layer
        QTest::addColumn<QString>("why");  // empty: it does
        for (const char* family : {"llama", "mistral", "qwen2", "qwen3", "smollm3", "phi3", "gemma2", "gemma3_text", "gpt2", "gpt_neox"})
            QTest::newRow(family) << family << 64 << "";
        QTest::newRow("unequal layers, llama") << "llama" << 32 << "";
        QTest::newRow("unequal layers, qwen3") << "qwen3" << 32 << "unequal size";
        QTest::newRow("no FFN") << "llama" << 0 << "lost";
        QTest::newRow("opt") << "opt" << 64 << "no OPT";
        QTest::newRow("an encoder") << "roberta" << 64 << "of decoders";
        QTest::newRow("a program") << "TorchScript, opaque" << 64 << "of decoders";
    }
    void ggufHolds()
    {
        QFETCH(QString, family);
        QFETCH(int, otherFfn);
        QFETCH(QString, why);
        runner::ModelFacts facts;
        facts.family = family.toStdString();
        facts.labels.emplace().names = {"a", "b"};
        facts.layers.resize(2);
        for (runner::LayerFacts& layer : facts.layers)
            layer.heads = 4, layer.headSize = 8, layer.ffn = 64;
        facts.layers[1].ffn = otherFfn;
        const QString said = QString::fromStdString(whyNot(formatNamed("gguf"), facts));
        QCOMPARE(said.isEmpty(), why.isEmpty());
        QVERIFY2(said.contains(why) && (why.isEmpty() || said.contains("ONNX")), qPrintable(said));
    }

    void aCompleteFolder()
    {
        const QTemporaryDir place;
        const fs::path out = fs::path(place.path().toStdString()) / "new/onnx";
        const Exported made = exportModel(m_engine, order("onnx", out), {});
        QCOMPARE(made.folder, out);
        QCOMPARE(made.modelBytes, int64_t(fs::file_size(out / "model.onnx")));
        const nlohmann::json info = readJson(out / "bundle.json");
        QCOMPARE(info.at("labels").get<std::vector<std::string>>(), m_engine.decision(kModel).labels.names);
        QCOMPARE(info.at("maxLength").get<int>(), m_engine.inspect(kModel).maxPositions); // fewer than asked for
        QVERIFY(readFile(out / "README.md").find("run_onnxruntime.py --check") != std::string::npos);
        std::istringstream sums(readFile(out / "SHA256SUMS"));
        size_t files = 0;
        for (std::string line; std::getline(sums, line); ++files)
            QCOMPARE(Sha256::ofFile(out / line.substr(66)), line.substr(0, 64));
        QCOMPARE(files + 1, size_t(std::distance(fs::directory_iterator(out), fs::directory_iterator())));
    }

    void everyFormatIsWritten_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("file");
        QTest::newRow("Hugging Face") << "huggingface" << "model.safetensors";
        QTest::newRow("TorchScript") << "torchscript" << "model.pt";
        QTest::newRow("bundle") << "bundle" << "cpp/example.cpp";
    }
    void everyFormatIsWritten()
    {
        QFETCH(QString, key);
        QFETCH(QString, file);
        const QTemporaryDir place;
        const fs::path out = fs::path(place.path().toStdString()) / "export";
        (void)exportModel(m_engine, order(qPrintable(key), out), {});
        QVERIFY(fs::file_size(out / file.toStdString()) > 0 && fs::exists(out / "bundle.json") && fs::exists(out / "tokenizer.json"));
        const QString library = key == "huggingface" ? "transformers" : key == "bundle" ? "onnx" : key; // as Hugging Face calls it
        QVERIFY(QString::fromStdString(readFile(out / "README.md")).startsWith("---\nlibrary_name: " + library + "\n"));
    }

    // What Lathe opens itself answers as the model did, with its labels.
    void openedAgain_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("model");
        for (const char* key : {"huggingface", "torchscript"})
            for (const char* model : {"bert-multiclass", "bert-multilabel-bf16"})
                QTest::addRow("%s, %s", key, model) << key << model;
    }
    void openedAgain()
    {
        QFETCH(QString, key);
        QFETCH(QString, model);
        const QTemporaryDir place;
        const fs::path out = fs::path(place.path().toStdString()) / "export";
        ExportOrder given = order(qPrintable(key), out);
        given.model = kModel.parent_path() / model.toStdString();
        (void)exportModel(m_engine, given, {});
        const std::vector<std::string> texts{"a b c", "hello", "a longer text than those"};
        const runner::Answers before = m_engine.answer({given.model, texts, 64}, {}), after = m_engine.answer({out, texts, 64}, {});
        QCOMPARE(after.labels.names, before.labels.names);
        QVERIFY(after.labels.kind == before.labels.kind);
        QCOMPARE(after.maxLength, before.maxLength);
        QCOMPARE(after.predictions.logits.size(), before.predictions.logits.size());
        const double bound = key == "torchscript" && model.endsWith("bf16") ? 1. / 128 : 1e-5; // there bfloat16 becomes float16
        for (size_t i = 0; i < before.predictions.logits.size(); ++i)
            QVERIFY(std::abs(after.predictions.logits[i] - before.predictions.logits[i]) < bound);
    }

    // TorchScript is proven without Python, by the LibTorch that Lathe has.
    void inLibTorch()
    {
        const QTemporaryDir place;
        ExportOrder given = order("torchscript", fs::path(place.path().toStdString()) / "program");
        given.python = PythonEnvironments(fs::path(place.path().toStdString()) / "none");
        given.reference = someReference();
        given.verify = true;
        const Exported made = exportModel(m_engine, given, {});
        QCOMPARE(made.proofs.size(), size_t(1));
        const Proof& proof = made.proofs.front();
        QVERIFY2(proof.disagreement.empty(), proof.disagreement.c_str());
        QVERIFY(proof.largestDifference < 1e-4 && proof.agreement == 1);
        QVERIFY(proof.title.starts_with("LibTorch 2") && proof.metrics.at("latencyP50Ms") > 0 && proof.metrics.at("throughput") > 0);
        QVERIFY(!fs::exists(fs::path(place.path().toStdString()) / "none"));
    }

    // One zip file with one folder in it, which another program unpacks to what the checksums say.
    void asZip()
    {
        if (!canZip())
            QSKIP("built without libarchive");
        const QString unzip = QStandardPaths::findExecutable("unzip");
        if (unzip.isEmpty())
            QSKIP("unzip is not installed");
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString(), out = folder / "modèle.zip";
        QCOMPARE(exportModel(m_engine, order("bundle", out), {}).folder, out);
        QCOMPARE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
        QVERIFY(!whyNotInto(out).empty());
        QVERIFY_EXCEPTION_THROWN((void)exportModel(m_engine, order("bundle", out), {}), Error);
        QCOMPARE(QProcess::execute(unzip, {"-q", QString::fromStdString(out.string()), "-d", place.path()}), 0);
        const fs::path made = folder / "modèle";
        std::istringstream sums(readFile(made / "SHA256SUMS"));
        size_t files = 0;
        for (std::string line; std::getline(sums, line); ++files)
            QCOMPARE(Sha256::ofFile(made / line.substr(66)), line.substr(0, 64));
        QVERIFY(files > 15 && fs::exists(made / "huggingface/config.json"));
    }

    void stoppedNoZipStays()
    {
        if (!canZip())
            QSKIP("built without libarchive");
        const QTemporaryDir place;
        std::stop_source stop;
        const Task task(stop.get_token(), [&](const Progress& p) {
            if (p.note.starts_with("Packing"))
                stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN((void)exportModel(m_engine, order("onnx", fs::path(place.path().toStdString()) / "x.zip"), task), Cancelled);
        QVERIFY(QDir(place.path()).isEmpty());
    }

    void onlyIntoAnEmptyFolder()
    {
        const QTemporaryDir place;
        const fs::path out = place.path().toStdString();
        QVERIFY(whyNotInto(out).empty() && whyNotInto(out / "new").empty());
        writeFile(out / "mine.txt", "mine");
        QVERIFY_EXCEPTION_THROWN((void)exportModel(m_engine, order("onnx", out), {}), Error);
        QVERIFY_EXCEPTION_THROWN((void)exportModel(m_engine, order("onnx", out / "mine.txt"), {}), Error);
        QCOMPARE(readFile(out / "mine.txt"), std::string("mine"));
        QCOMPARE(std::distance(fs::directory_iterator(out), fs::directory_iterator()), 1);
    }

    // A runtime that is missing and may not be installed is told with the remedy, and nothing stays.
    void asksForPython()
    {
        const QTemporaryDir place;
        ExportOrder given = order("onnx", fs::path(place.path().toStdString()) / "onnx");
        given.python = PythonEnvironments(fs::path(place.path().toStdString()) / "python");
        given.reference = someReference();
        given.verify = true;
        try {
            (void)exportModel(m_engine, given, {});
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY(error.remedy().find("ONNX Runtime") != std::string::npos);
        }
        QVERIFY(QDir(place.path()).isEmpty());
    }

    void stoppedNothingStays()
    {
        const QTemporaryDir place;
        std::stop_source stop;
        const Task task(stop.get_token(), [&](const Progress& p) {
            if (p.fraction > 0.15)
                stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN((void)exportModel(m_engine, order("onnx", fs::path(place.path().toStdString()) / "onnx"), task), Cancelled);
        QVERIFY(QDir(place.path()).isEmpty());
    }

    // Through a script that answers what it is told to: what counts as agreeing, and what the history keeps.
    void proofs_data()
    {
        QTest::addColumn<double>("shift");
        QTest::addColumn<bool>("agrees");
        QTest::newRow("the same") << 0.0 << true;
        QTest::newRow("rounding") << 1e-4 << true;
        QTest::newRow("something else") << 0.5 << false;
    }
    void proofs()
    {
        QFETCH(double, shift);
        QFETCH(bool, agrees);
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString();
        const Reference reference = someReference();
        std::vector<float> logits = reference.predictions.logits;
        logits.front() += float(shift);
        writeFile(folder / "logits", std::string_view(reinterpret_cast<const char*>(logits.data()), logits.size() * sizeof(float)));
        writeFile(folder / "figures", R"({"runtime": "Other 1.0", "latencyP50Ms": 2, "latencyP95Ms": 3, "throughput": 4})");
        fs::create_directories(folder / "onnxruntime/bin");
        const fs::path python = folder / "onnxruntime/bin/python";
        writeFile(python, fmt::format("#!/bin/sh\ncp {0}/figures $5; cp {0}/logits $5.logits\n", folder.string()));
        fs::permissions(python, fs::perms::owner_all);
        const Proof proof = prove(folder, runtimeNamed("onnxruntime"), PythonEnvironments(folder), reference, toleranceOf(Rounding::None), 1, {});
        QCOMPARE(proof.disagreement.empty(), agrees);
        QVERIFY(std::abs(proof.largestDifference - shift) < 1e-6);
        QCOMPARE(proof.metrics.at("throughput"), 4.0);

        runner::Variant exported;
        exported.id = "run-1", exported.runId = "run", exported.original = "run-1", exported.lineage = "Fine-tune";
        exported.facts = m_engine.inspect(kModel);
        const runner::Variant kept = variantOf(exported, exported, formatNamed("onnx"), {folder, 1234, false, {}, {}}, proof);
        QCOMPARE(kept.id, std::string("run-1.onnx.onnxruntime"));
        QCOMPARE(kept.lineage, std::string("Fine-tune → Other 1.0"));
        QCOMPARE(kept.runId, exported.runId);
        QCOMPARE(kept.parent, exported.id);
        QCOMPARE(kept.details.at("runtime").get<std::string>(), std::string("Other 1.0"));
        QCOMPARE(kept.metrics.at("sizeBytes"), 1234.0);
        QCOMPARE(kept.warning.find("answers otherwise") == std::string::npos, agrees);
        QCOMPARE(isFailedExport(kept), !agrees);
        QVERIFY(!isFailedExport(exported));

        // What an analyst would take for another model is another variant; the same again has the same id.
        const runner::Variant halves = variantOf(exported, exported, formatNamed("bundle"), {folder, 617, true, {}, {}}, proof);
        QCOMPARE(halves.id, std::string("run-1.bundle-half.onnxruntime"));
        QCOMPARE(halves.label, std::string("Other 1.0 (bundle, fp16)"));
        QCOMPARE(halves.facts.storage, std::string("fp16"));
        QCOMPARE(kept.facts.storage, std::string("fp32"));
    }

    void inTheRuntime_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("title");
        QTest::newRow("ONNX Runtime") << "onnx" << "onnxruntime" << "ONNX Runtime ";
        QTest::newRow("OpenVINO") << "openvino" << "openvino" << "OpenVINO ";
        QTest::newRow("llama.cpp") << "gguf" << "llamacpp" << "llama.cpp (";
    }
    void inTheRuntime()
    {
        QFETCH(QString, format);
        QFETCH(QString, key);
        QFETCH(QString, title);
        const RuntimeInfo& runtime = runtimeNamed(key.toStdString());
        const QString python = pythonWithRuntimes();
        const bool isInPython = !python.isEmpty() && QProcess::execute(python, {"-c", "import " + (key == "llamacpp" ? QString("xllamacpp") : key)}) == 0;
        if (!isInPython && !runtime.isInLathe)
            QSKIP("no Python with this runtime: packaging/test makes one, or set LATHE_EXPORT_PYTHON");
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString();
        ExportOrder given = order(format.toUtf8(), folder / "made");
        if (format == "gguf")
            given.model = decoder(folder / "model");
        given.python = PythonEnvironments(folder / "python");
        fs::create_directories(given.python.python(runtime).parent_path());
        writeFile(given.python.python(runtime), "#!/bin/sh\nexec " + python.toStdString() + " \"$@\"\n");
        fs::permissions(given.python.python(runtime), fs::perms::owner_all);
        writeFile(given.python.python(runtime).parent_path().parent_path() / "lathe-requirements.txt", resource(runtime.requirements));
        QVERIFY(given.python.isReady(runtime));
        given.reference = someReference(given.model);
        given.verify = true;
        const Exported made = exportModel(m_engine, given, {});
        QCOMPARE(made.proofs.size(), size_t(1));
        const Proof& proof = made.proofs.front();
        QVERIFY2(proof.disagreement.empty(), proof.disagreement.c_str());
        QVERIFY(proof.largestDifference < 1e-4 && proof.agreement == 1);
        QVERIFY(proof.title.starts_with(title.toStdString()) && proof.metrics.at("latencyP50Ms") > 0);
        QVERIFY(!fs::exists(made.folder / "__pycache__"));
        if (isInPython)
            QCOMPARE(QProcess::execute(python, {QString::fromStdString((made.folder / runtime.script).string()), "--check"}), 0);

        if (runtime.isInLathe && isInPython) { // by its C++ library, and by the script that the export brings
            const Proof script = prove(made.folder, runtime, given.python, given.reference, {}, proof.threads, {});
            QVERIFY(script.title.starts_with(title.toStdString()));
            for (size_t i = 0; i < proof.predictions.logits.size(); ++i)
                QVERIFY(std::abs(script.predictions.logits[i] - proof.predictions.logits[i]) < 1e-5f);
        }
    }

private:
    static ExportOrder order(const char* format, const fs::path& folder)
    {
        ExportOrder order;
        order.model = kModel;
        order.format = &formatNamed(format);
        order.folder = folder;
        order.reference.maxLength = 4096;
        return order;
    }
    // A tiny Llama with a tokenizer that knows letters and spaces.
    static fs::path decoder(const fs::path& folder)
    {
        fs::create_directories(folder);
        for (const char* name : {"config.json", "model.safetensors"})
            fs::copy_file(fs::path(LATHE_TEST_DATA "/families/llama") / name, folder / name);
        nlohmann::json vocabulary = {{"\u0120", 40}}; // a space, as byte-level tokenizers write it
        for (char letter = 'a'; letter <= 'z'; ++letter)
            vocabulary[std::string(1, letter)] = letter - 'a' + 10;
        const nlohmann::json words = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}};
        const nlohmann::json tokenizer = {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", nlohmann::json::array()},
                                          {"normalizer", nullptr}, {"pre_tokenizer", words}, {"post_processor", nullptr}, {"decoder", nullptr},
                                          {"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", nlohmann::json::array()}}}};
        writeFile(folder / "tokenizer.json", tokenizer.dump());
        return folder;
    }

    Reference someReference(const fs::path& model = kModel)
    {
        std::vector<data::Example> rows;
        for (int i = 0; i < 12; ++i)
            rows.push_back({std::string(size_t(i + 1), char('a' + i)) + (i == 3 ? " b\u2028c" : " b c"), {i % 2}}); // no end of a line
        return referenceOf(m_engine, model, rows, 16, {});
    }

    static inline const fs::path kModel = LATHE_TEST_DATA "/models/bert-multiclass";
    engine::TorchEngine m_engine{1};
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
