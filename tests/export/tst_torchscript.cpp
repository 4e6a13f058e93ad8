#include "core/engine/export/torchscript.h"
#include "tests/export/onnx_cases.h"

#include <QTemporaryDir>
#include <QTest>
#include <torch/script.h>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

// Every family as TorchScript, loaded again: the same logits as the transformer, padded together and alone.
class TestTorchScript : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAsHere_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("form");
        for (const auto& path : modelFixtures())
            for (const char* form : {"fp32", "int8", "int4"})
                if (const auto name = path.filename(); form == std::string("fp32") || name == "roberta" || name == "llama" || name == "gpt2")
                    QTest::addRow("%s, %s", name.c_str(), form) << QString::fromStdString(path) << form;
    }
    void answersAsHere()
    {
        QFETCH(QString, folder);
        QFETCH(QString, form);
        const fs::path path = folder.toStdString();
        const auto rows = readJson(path / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        Checkpoint checkpoint = withHead(loadCheckpoint(path));
        if (form == "int8")
            roundLayers(checkpoint.weights);
        else if (form == "int4")
            roundLayersToInt4(checkpoint.weights);
        else
            checkpoint = widened(checkpoint);
        const QTemporaryDir place;
        const fs::path file = fs::path(place.path().toStdString()) / "model.pt";
        writeTorchScript(onnx::modelOf(checkpoint), file);
        torch::jit::Module module = torch::jit::load(file.string());
        const at::NoGradGuard noGrad;
        std::vector<int> all;
        for (size_t i = 0; i < rows.size(); ++i)
            all.push_back(int(i));
        for (const std::vector<int>& which : {all, std::vector<int>{1}}) {
            const PaddedBatch batch = pad(rows, which);
            const at::Tensor mask = batch.mask.defined() ? batch.mask.eq(0).view(batch.ids.sizes()).to(at::kLong) : at::ones_like(batch.ids);
            const at::Tensor found = module.forward({batch.ids, mask}).toTensor(), wanted = logitsOf(checkpoint, rows, which);
            const double difference = (found - wanted).abs().max().item<double>() / std::max(1.0, wanted.abs().max().item<double>());
            const double bound = form == "int8" ? 0.02 : 1e-4; // as in tst_onnx
            QVERIFY2(difference <= bound, qPrintable(QString("%1 texts: %2").arg(which.size()).arg(difference)));
        }
    }
};

QTEST_GUILESS_MAIN(TestTorchScript)
#include "tst_torchscript.moc"
