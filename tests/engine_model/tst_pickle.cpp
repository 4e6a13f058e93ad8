#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/tensors/pickle.h"
#include "core/engine/tensors/pickle_machine.h"
#include "tests/engine_model/model_folder.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/sum.h>
#include <fstream>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "pickles";

std::string errorOf(const fs::path& file)
{
    try {
        (void)readPickled(file);
    } catch (const Error& error) {
        return error.full();
    }
    return {};
}

std::string buildError(const std::string& program)
{
    try {
        (void)pickle::build(std::as_bytes(std::span(program)));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

// The files come from tests/fixtures/make_pickle_fixtures.py.
class TestPickle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTorchSaved_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("state dict") << "good.pt";
        QTest::newRow("state dict inside another dict") << "training.pt";
    }
    void readsWhatTorchSaved()
    {
        QFETCH(QString, file);
        const Tensors tensors = readPickled(kData / file.toStdString());
        const Tensors expected = readSafetensors(kData / "good.safetensors");
        QCOMPARE(tensors.size(), expected.size());
        for (const auto& [name, tensor] : expected) {
            QVERIFY2(tensors.contains(name), name.c_str());
            QVERIFY(tensors.at(name).scalar_type() == tensor.scalar_type());
            QVERIFY2(at::equal(tensors.at(name), tensor), name.c_str());
            QVERIFY2(tensors.at(name).is_contiguous(), name.c_str());
        }
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("call.pt") << "names posix.getcwd, which a file of tensors has no need for";
        QTest::newRow("call_late.pt") << "eval, which a file of tensors has no need for";
        QTest::newRow("stack_global.pt") << "names posix.getcwd";
        QTest::newRow("object.pt") << "names pathlib.PosixPath";
        QTest::newRow("cut.pt") << "ends in the middle of an instruction";
        QTest::newRow("empty_stack.pt") << "byte 2: takes a value where there is none";
        QTest::newRow("protocol_0.pt") << "uses the instruction 0x";
        QTest::newRow("inst.pt") << "byte 3: uses the instruction 0x53";
        QTest::newRow("large.pt") << "tensor a: its storage claims 1099511627776 values";
        QTest::newRow("beyond.pt") << "tensor a: reaches beyond the 4 values of its storage";
        QTest::newRow("stride.pt") << "tensor a: reaches beyond the 4 values of its storage";
        QTest::newRow("negative.pt") << "tensor a: has the size 2 and the stride -1 in dimension 0";
        QTest::newRow("overflow.pt") << "tensor a: has the size";
        QTest::newRow("outside.pt") << "holds no record data/../../../../etc/passwd";
        QTest::newRow("bomb.pt") << "is compressed";
        QTest::newRow("no_dict.pt") << "holds no dict of tensors";
        QTest::newRow("no_tensors.pt") << "holds no tensors";
        QTest::newRow("legacy.pt") << "before PyTorch 1.6";
        QTest::newRow("no_archive.pt") << "is not a file that torch.save wrote";
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, message);
        const fs::path file = kData / QTest::currentDataTag();
        const auto error = QString::fromStdString(errorOf(file));
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY(error.startsWith(QString::fromStdString(file.string())));
        QVERIFY(error.count(". ") > 0); // what is wrong, and what to do
    }

    void floodsAreStopped()
    {
        const std::string start = "\x80\x02";
        const std::string deep = start + std::string(200'000, '(') + std::string(200'000, 't') + ".";
        QCOMPARE(buildError(deep), std::string()); // 200,000 tuples in each other: built flat, freed flat
        QVERIFY(QString(buildError(start + std::string(1'000'001, 'N') + ".").c_str()).contains("more than 1000000"));
        QVERIFY(QString(buildError(start + "}j\xff\xff\xff\xff.").c_str()).contains("recalls value 4294967295"));
        std::string recalls = start + std::string("}q\0", 3);
        for (int i = 0; i < 1'000'001; ++i)
            recalls.append("h\0", 2);
        QVERIFY(QString(buildError(recalls + ".").c_str()).contains("recalls too many"));
        QVERIFY(QString(buildError(start + "X\xff\xff\xff\x7fabc").c_str()).contains("in the middle of an instruction"));
    }

    // Wherever a good file is cut, and whichever byte is another, it opens or an Error says why.
    void noDamageDoesHarm()
    {
        const std::string whole = readFile(kData / "good.pt");
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.pt";
        int opened = 0, refused = 0;
        const auto attempt = [&](const std::string& bytes) {
            std::ofstream(file, std::ios::binary) << bytes;
            try {
                double sum = 0;
                for (const auto& [name, tensor] : readPickled(file))
                    sum += tensor.to(at::kDouble).sum().item<double>(); // reads every byte
                ++opened;
            } catch (const Error&) {
                ++refused;
            }
        };
        for (size_t length = 0; length < whole.size(); length += 7)
            attempt(whole.substr(0, length));
        for (size_t at = 0; at < whole.size(); at += 3)
            for (const int flip : {0x01, 0x80}) {
                std::string damaged = whole;
                damaged[at] = char(damaged[at] ^ flip);
                attempt(damaged);
            }
        QVERIFY(opened > 100 && refused > 100);
    }

    void aModelFolderMayHoldOne()
    {
        const ModelFolder model("bert-multiclass");
        fs::remove(model.path() / "model.safetensors");
        fs::copy_file(kData / "model.bin", model.path() / "pytorch_model.bin");
        const Checkpoint pickled = loadCheckpoint(model.path()),
                         plain = loadCheckpoint(ModelFolder::original("bert-multiclass"));
        QCOMPARE(pickled.weights.size(), plain.weights.size());
        for (const auto& [name, weight] : plain.weights)
            QVERIFY2(at::equal(pickled.weights.at(name), weight), name.c_str());
        QVERIFY(pickled.labels == plain.labels);
        const std::string before = fingerprint(model.path());
        fs::rename(model.path() / "pytorch_model.bin", model.path() / "other.pt");
        QCOMPARE(loadCheckpoint(model.path()).weights.size(), plain.weights.size());
        QVERIFY(fingerprint(model.path()) != before);
    }

    void partsAreListedInAnIndex()
    {
        const ModelFolder model("bert-multiclass");
        const Tensors tensors = readSafetensors(model.path() / "model.safetensors");
        fs::remove(model.path() / "model.safetensors");
        fs::copy_file(kData / "model.bin", model.path() / "pytorch_model-00001-of-00001.bin");
        nlohmann::json map;
        for (const auto& [name, tensor] : tensors)
            map[name] = "pytorch_model-00001-of-00001.bin";
        const fs::path index = model.path() / "pytorch_model.bin.index.json";
        writeFile(index, nlohmann::json{{"weight_map", map}}.dump());
        QCOMPARE(model.error(), std::string());
        map.begin().value() = "../x.bin";
        writeFile(index, nlohmann::json{{"weight_map", map}}.dump());
        QVERIFY(QString(model.error().c_str()).contains("must name a .bin file in the same folder"));
    }
};

QTEST_GUILESS_MAIN(TestPickle)
#include "tst_pickle.moc"
