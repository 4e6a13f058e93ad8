#include "core/base/error.h"
#include "core/engine/export/huggingface.h"
#include "core/engine/model/matrix.h"
#include "core/engine/torch_engine.h"
#include "core/export/export_model.h"
#include "tests/export/onnx_cases.h"

#include <ATen/ops/tensor.h>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

// Codes in the layout of compressed-tensors, written and opened again by Lathe.
class TestHuggingFace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesComeBack_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("form");
        for (const char* family : {"roberta", "llama", "qwen2"})
            for (const char* form : {"int8", "fixed", "int4"})
                QTest::newRow(qPrintable(QString("%1, %2").arg(family, form))) << family << form;
    }
    void codesComeBack()
    {
        QFETCH(QString, family);
        QFETCH(QString, form);
        Checkpoint checkpoint = withHead(loadCheckpoint(fs::path(LATHE_TEST_DATA "/families") / family.toStdString()));
        if (form == "int4")
            roundLayersToInt4(checkpoint.weights);
        else
            roundLayers(checkpoint.weights);
        if (form == "fixed")
            fixRanges(checkpoint.weights);
        const QTemporaryDir place;
        runner::ExportedForm made;
        writeHuggingFace(checkpoint, place.path().toStdString(), made);
        QVERIFY(!made.isForLatheOnly);
        QVERIFY(readJson(fs::path(place.path().toStdString()) / "config.json").contains("quantization_config"));
        const Checkpoint again = loadCheckpoint(place.path().toStdString());
        size_t compared = 0;
        for (const auto& [name, weight] : checkpoint.weights) {
            QVERIFY2(again.weights.contains(name), name.c_str());
            const at::Tensor& found = again.weights.at(name);
            QVERIFY2(found.scalar_type() == weight.scalar_type() && found.equal(weight), name.c_str());
            compared += weight.scalar_type() == at::kChar || weight.scalar_type() == at::kByte;
        }
        QVERIFY(compared >= 10);
        QCOMPARE(again.weights.size(), checkpoint.weights.size());
        saveCheckpoint(again, place.path().toStdString()); // in Lathe's own form, of which config.json says nothing else
        QVERIFY(!readJson(fs::path(place.path().toStdString()) / "config.json").contains("quantization_config"));
    }

    // transformers reads the layout, and rounds as it says.
    void inTransformers_data()
    {
        QTest::addColumn<QString>("form");
        for (const char* form : {"fp32", "int8", "fixed", "int4"})
            QTest::newRow(form) << form;
    }
    void inTransformers()
    {
        using namespace lathe::exports;
        if (!PythonEnvironments().isReady(runtimeNamed("transformers")))
            QSKIP("no Python with transformers: lathe-cli export --format huggingface --verify --allow-python makes one");
        QFETCH(QString, form);
        Checkpoint checkpoint = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
        if (form == "int4")
            roundLayersToInt4(checkpoint.weights);
        else if (form != "fp32")
            roundLayers(checkpoint.weights);
        if (form == "fixed")
            fixRanges(checkpoint.weights);
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString();
        fs::create_directories(folder / "model");
        saveCheckpoint(checkpoint, folder / "model");
        TorchEngine engine{1};
        ExportOrder order;
        order.model = folder / "model";
        order.format = &formatNamed("huggingface");
        order.folder = folder / "export";
        order.verify = true;
        std::vector<data::Example> rows;
        for (int i = 0; i < 24; ++i)
            rows.push_back({std::string(1, char('a' + i)) + " network process", {i % 3}});
        order.reference = referenceOf(engine, order.model, rows, 16, {});
        const Exported made = exportModel(engine, order, {});
        QCOMPARE(made.proofs.size(), size_t(1));
        QVERIFY2(made.proofs.front().disagreement.empty(), made.proofs.front().disagreement.c_str());
        QVERIFY(made.proofs.front().title.starts_with("transformers 5"));
    }

    // What others write and Lathe has no form for is refused with the tensor's name.
    void whatIsNotRead()
    {
        Checkpoint checkpoint = withHead(loadCheckpoint(LATHE_TEST_DATA "/families/llama"));
        roundLayersToInt4(checkpoint.weights);
        const QTemporaryDir place;
        const fs::path file = fs::path(place.path().toStdString()) / "model.safetensors";
        runner::ExportedForm made;
        writeHuggingFace(checkpoint, place.path().toStdString(), made);
        Tensors tensors;
        for (const auto& [name, tensor] : readSafetensors(file))
            tensors[name] = tensor.clone();
        const std::string module = "model.layers.0.mlp.up_proj.";
        const auto refused = [&](const std::string& changed, const at::Tensor& value, const char* says) {
            Tensors other = tensors;
            other[module + changed] = value;
            writeSafetensors(file, other, {});
            try {
                (void)loadCheckpoint(place.path().toStdString());
            } catch (const Error& error) {
                return QString(error.what()).contains(says) && QString(error.what()).contains(QString::fromStdString(module));
            }
            return false;
        };
        QVERIFY(refused("weight_zero_point", at::tensor({3}), "zero points"));
        QVERIFY(refused("weight_g_idx", at::tensor({3}), "order"));
        QVERIFY(refused("weight_packed", tensors.at(module + "weight_packed").repeat({1, 2}), "number of bits"));
        QVERIFY(refused("weight_scale", at::tensor({3.f}), "fit together"));
        const int64_t rows = tensors.at(module + "weight_packed").size(0);
        QVERIFY(refused("weight_shape", at::tensor({rows + 1, int64_t(16)}), "its parts have"));
        QVERIFY(refused("weight_shape", at::tensor({rows, int64_t(-8)}), "its parts have"));
        QVERIFY(refused("weight_shape", at::tensor({rows, int64_t(0)}), "its parts have"));
    }

private:
    static void fixRanges(Tensors& weights)
    {
        const Tensors codes = weights;
        for (const auto& [name, weight] : codes)
            if (!isMatrixDetail(name) && weight.dim() == 2 && storageOf(codes, name) == Storage::Int8)
                weights[name + "_range"] = at::tensor({0.03f, 117.f});
    }
};

QTEST_GUILESS_MAIN(TestHuggingFace)
#include "tst_huggingface.moc"
