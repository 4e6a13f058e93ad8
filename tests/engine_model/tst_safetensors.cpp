#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/widen_f8.h"
#include "core/engine/tensors/dtype.h"
#include "core/engine/tensors/safetensors.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>
#include <cstring>
#include <fstream>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

// A file of the format: 8 bytes of header length, the header, the data.
std::string fileOf(const std::string& header, const std::string& data)
{
    const uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), sizeof length) + header + data;
}

std::string errorOf(const fs::path& file)
{
    try {
        (void)readSafetensors(file);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

// Where the kernel says the memory at this address comes from.
std::string mappingOf(const void* address)
{
    const auto wanted = reinterpret_cast<uintptr_t>(address);
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        uintptr_t begin = 0;
        uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx", &begin, &end) == 2 && begin <= wanted &&
            wanted < end)
            return line.substr(std::min(line.size(), line.find('/')));
    }
    return {};
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void widensEightBitFloats()
    {
        // E4M3: 38 is 1, C0 is -2, 7E is 448, its largest; E5M2: 3C is 1, C0 is -2, 7B is 57344, its largest.
        using namespace std::string_literals;
        write(fileOf(R"({"a":{"dtype":"F8_E4M3","shape":[3],"data_offsets":[0,3]},)"
                     R"("b":{"dtype":"F8_E5M2","shape":[3],"data_offsets":[3,6]}})",
                     "\x38\xc0\x7e"s + "\x3c\xc0\x7b"s));
        const Tensors tensors = widenF8(readSafetensors(m_file));
        QVERIFY(tensors.at("a").scalar_type() == at::kBFloat16);
        QVERIFY(at::equal(tensors.at("a").to(at::kFloat), at::tensor({1.0F, -2.0F, 448.0F})));
        QVERIFY(at::equal(tensors.at("b").to(at::kFloat), at::tensor({1.0F, -2.0F, 57344.0F})));
    }

    void eightBitFloatsMayHaveScales_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<double>>("factors"); // of the matrix 1, -2, 1; -2, 1, -2
        const QList<double> rows{2, 2, 2, 3, 3, 3};
        QTest::newRow("one") << "_scale" << QList<int>{} << QList<double>{2, 2, 2, 2, 2, 2};
        QTest::newRow("rows") << "_scale" << QList<int>{2} << rows;
        QTest::newRow("rows as a column") << "_scale" << QList<int>{2, 1} << rows;
        QTest::newRow("blocks of 1 x 2") << "_scale_inv" << QList<int>{2, 2} << QList<double>{2, 2, 3, 4, 4, 5};
        QTest::newRow("neither") << "_scale" << QList<int>{5} << QList<double>{};
    }
    void eightBitFloatsMayHaveScales()
    {
        QFETCH(QString, suffix);
        QFETCH(QList<int>, shape);
        QFETCH(QList<double>, factors);
        std::vector<int64_t> sizes(shape.begin(), shape.end());
        const at::Tensor values = at::tensor({1.0F, -2.0F, 1.0F, -2.0F, 1.0F, -2.0F}).view({2, 3});
        int64_t count = 1;
        for (const int64_t size : sizes)
            count *= size;
        const Tensors tensors{{"w", values.to(at::ScalarType::Float8_e4m3fn)},
                              {"w" + suffix.toStdString(), at::arange(2, 2 + count, at::kFloat).view(sizes)}};
        if (factors.isEmpty()) {
            QVERIFY_THROWS_EXCEPTION(Error, widenF8(tensors));
            return;
        }
        const std::vector<float> expected(factors.begin(), factors.end());
        QVERIFY(at::equal(widenF8(tensors).at("w"), values * at::tensor(expected).view({2, 3})));
    }

    void readsBytesOfKnownMeaning()
    {
        // 1.0 and -2.0: float32 3F800000 C0000000, float16 3C00 C000, bfloat16 3F80 C000.
        using namespace std::string_literals;
        const std::string data = "\x00\x00\x80\x3f\x00\x00\x00\xc0"s + "\x00\x3c\x00\xc0"s +
                                 "\x80\x3f\x00\xc0"s + "\x01\xfe"s;
        write(fileOf(R"({"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},)"
                     R"("b":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},)"
                     R"("c":{"dtype":"BF16","shape":[2],"data_offsets":[12,16]},)"
                     R"("d":{"dtype":"I8","shape":[2,1],"data_offsets":[16,18]},)"
                     R"("__metadata__":{"format":"pt"}}  )",
                     data));
        const Tensors tensors = readSafetensors(m_file);
        QCOMPARE(tensors.size(), size_t{4});
        QCOMPARE(tensors.at("a").scalar_type(), at::kFloat);
        QCOMPARE(tensors.at("a").sizes().vec(), (std::vector<int64_t>{1, 2}));
        QCOMPARE(tensors.at("b").scalar_type(), at::kHalf);
        QCOMPARE(tensors.at("c").scalar_type(), at::kBFloat16);
        for (const char* name : {"a", "b", "c"}) {
            const at::Tensor values = tensors.at(name).to(at::kFloat).flatten();
            QCOMPARE(values[0].item<float>(), 1.0f);
            QCOMPARE(values[1].item<float>(), -2.0f);
        }
        QCOMPARE(tensors.at("d").scalar_type(), at::kChar);
        QCOMPARE(tensors.at("d")[1].item<int>(), -2);
    }

    void everyDtypeSurvivesARoundTrip_data()
    {
        QTest::addColumn<int>("type");
        for (const auto type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong,
                                at::kInt, at::kShort, at::kChar, at::kByte, at::kBool})
            QTest::newRow(c10::toString(type)) << static_cast<int>(type);
    }
    void everyDtypeSurvivesARoundTrip()
    {
        QFETCH(int, type);
        const auto dtype = static_cast<at::ScalarType>(type);
        const Tensors written{{"matrix", at::arange(6).view({2, 3}).to(dtype)},
                              {"transposed", at::arange(6).view({2, 3}).to(dtype).t()},
                              {"none", at::zeros({0, 3}, dtype)},
                              {"scalar", at::arange(1, 2).to(dtype)[0]}};
        writeSafetensors(m_file, written);
        const Tensors read = readSafetensors(m_file);
        QCOMPARE(read.size(), written.size());
        for (const auto& [name, tensor] : written) {
            QCOMPARE(read.at(name).scalar_type(), dtype);
            QCOMPARE(read.at(name).sizes().vec(), tensor.sizes().vec());
            QVERIFY(at::equal(read.at(name), tensor));
        }
    }

    void tensorsLieInTheMappingAndOutliveTheFile()
    {
        writeSafetensors(m_file, {{"w", at::arange(1024).to(at::kFloat)}});
        at::Tensor tensor;
        {
            const Tensors read = readSafetensors(m_file);
            tensor = read.at("w");
        }
        QCOMPARE(mappingOf(tensor.const_data_ptr()), m_file.string());
        fs::remove(m_file);
        QCOMPARE(tensor[1023].item<float>(), 1023.0f);
    }

    void writingToATensorLeavesTheFileAlone()
    {
        writeSafetensors(m_file, {{"w", at::arange(4).to(at::kFloat)}});
        readSafetensors(m_file).at("w").fill_(7);
        QCOMPARE(readSafetensors(m_file).at("w")[1].item<float>(), 1.0f);
    }

    void unalignedTensorsAreCopied()
    {
        write(fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                     R"("b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})",
                     std::string("\x05\x00\x00\x80\x3f", 5)));
        const at::Tensor tensor = readSafetensors(m_file).at("b");
        QCOMPARE(tensor.item<float>(), 1.0f);
        QCOMPARE(reinterpret_cast<uintptr_t>(tensor.const_data_ptr()) % 4, uintptr_t{0});
    }

    void writtenBytesAreStableAndAligned()
    {
        const Tensors tensors{{"a", at::zeros({3}, at::kChar)}, {"b", at::zeros({2}, at::kFloat)}};
        writeSafetensors(m_file, tensors, {{"format", "pt"}});
        const std::string content = readFile(m_file);
        uint64_t length = 0;
        std::memcpy(&length, content.data(), sizeof length);
        QCOMPARE(length % 8, uint64_t{0});
        const auto header = nlohmann::json::parse(content.substr(8, length));
        const auto expected = nlohmann::json::parse(
            R"({"__metadata__":{"format":"pt"},
                "a":{"dtype":"I8","shape":[3],"data_offsets":[8,11]},
                "b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})");
        QCOMPARE(header.dump(), expected.dump());
        QCOMPARE(content.size(), 8 + length + 11);
        writeSafetensors(m_file, tensors, {{"format", "pt"}});
        QVERIFY(readFile(m_file) == content);
    }

    void aFailedWriteLeavesNothing()
    {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / "occupied";
        fs::create_directories(folder / "model.safetensors"); // a folder where the file should go
        QVERIFY_THROWS_EXCEPTION(
            Error, writeSafetensors(folder / "model.safetensors", {{"w", at::zeros({2})}}));
        QVERIFY_THROWS_EXCEPTION(
            Error,
            writeSafetensors(folder / "complex", {{"w", at::zeros({2}, at::kComplexFloat)}}));
        const auto items = std::distance(fs::directory_iterator(folder), {});
        QCOMPARE(items, std::ptrdiff_t{1});
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& content, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(content) << QString(message);
        };
        const auto tensor = [&](const char* name, const std::string& dtype,
                                const std::string& shape, const std::string& offsets,
                                const char* message) {
            row(name,
                fileOf(R"({"w":{"dtype":)" + dtype + R"(,"shape":)" + shape +
                           R"(,"data_offsets":)" + offsets + "}}",
                       std::string(8, '\0')),
                message);
        };
        const std::string huge = "18446744073709551615";
        row("empty", "", "too short");
        row("seven bytes", "1234567", "too short");
        row("length beyond the file", fileOf("{}", "").substr(0, 9), "beyond the file");
        row("length beyond the limit", std::string(8, '\xff'), "limit");
        row("not JSON", fileOf("{\"w\":", ""), "not a JSON object");
        row("not an object", fileOf("[]", ""), "not a JSON object");
        row("no header", fileOf("", ""), "not a JSON object");
        row("bad UTF-8", fileOf("{\"\xff\":{}}", ""), "not a JSON object");
        row("name twice",
            fileOf(R"({"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},)"
                   R"("w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})",
                   ""),
            "\"w\" twice");
        row("key twice", fileOf(R"({"w":{"dtype":"U8","dtype":"I8"}})", ""), "\"dtype\" twice");
        row("deep nesting", fileOf("{\"w\":" + std::string(100000, '['), ""), "nested");
        row("tensor is a number", fileOf(R"({"w":1})", ""), "tensor w");
        row("no dtype", fileOf(R"({"w":{"shape":[],"data_offsets":[0,0]}})", ""), "\"dtype\"");
        tensor("unknown dtype", R"("F7")", "[2]", "[0,8]", "unknown dtype \"F7\"");
        tensor("dtype is a number", "1", "[2]", "[0,8]", "\"dtype\"");
        tensor("shape is a string", R"("F32")", R"("2")", "[0,8]", "\"shape\"");
        tensor("negative size", R"("F32")", "[-2]", "[0,8]", "\"shape\"");
        tensor("fractional size", R"("F32")", "[2.0]", "[0,8]", "\"shape\"");
        tensor("size beyond int64", R"("F32")", "[" + huge + "]", "[0,8]", "\"shape\"");
        tensor("product overflows", R"("F32")", "[4294967296,4294967296,2]", "[0,8]", "too large");
        tensor("overflow behind a zero", R"("F32")", "[0,4294967296,4294967296]", "[0,0]",
               "too large");
        tensor("bytes overflow", R"("F64")", "[2305843009213693953]", "[0,8]", "too large");
        tensor("many dimensions", R"("F32")", "[1,1,1,1,1,1,1,1,2]", "[0,8]", "dimensions");
        tensor("offset beyond the file", R"("F32")", "[3]", "[0,12]", "outside the file");
        tensor("offsets reversed", R"("F32")", "[2]", "[8,0]", "outside the file");
        tensor("offset beyond int64", R"("F32")", "[2]", "[" + huge + "," + huge + "]", "outside");
        tensor("negative offset", R"("F32")", "[2]", "[-8,0]", "\"data_offsets\"");
        tensor("one offset", R"("F32")", "[2]", "[8]", "\"data_offsets\"");
        tensor("size and offsets differ", R"("F32")", "[1]", "[0,8]", "want 4 bytes");
        tensor("bytes before", R"("F32")", "[1]", "[4,8]", "belong to no tensor");
        tensor("bytes after", R"("F32")", "[1]", "[0,4]", "belong to no tensor");
        row("overlap",
            fileOf(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
                   R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
                   "1234"),
            "overlaps");
    }
    void hostileFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        write(content.toStdString());
        const auto error = QString::fromStdString(errorOf(m_file));
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY2(error.startsWith(QString::fromStdString(m_file.string())), qPrintable(error));
    }

    void shardsAreReadThroughTheIndex()
    {
        const fs::path folder = m_folder.path().toStdString();
        writeSafetensors(folder / "one.safetensors",
                         {{"a", at::zeros({1})}, {"x", at::zeros({1})}});
        writeSafetensors(folder / "two.safetensors", {{"b", at::zeros({2})}});
        const fs::path index = folder / "model.safetensors.index.json";
        writeFile(index, R"({"weight_map":{"a":"one.safetensors","b":"two.safetensors"}})");
        const Tensors tensors = readSafetensors(index);
        QCOMPARE(tensors.size(), size_t{2}); // "x" is not in the index
        QCOMPARE(tensors.at("b").numel(), int64_t{2});
    }

    void hostileIndexes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("not an object") << QByteArray("[]") << "weight_map";
        QTest::newRow("no map") << QByteArray("{}") << "weight_map";
        QTest::newRow("empty map") << QByteArray(R"({"weight_map":{}})") << "weight_map";
        QTest::newRow("file is a number")
            << QByteArray(R"({"weight_map":{"a":1}})") << "same folder";
        QTest::newRow("leads out")
            << QByteArray(R"({"weight_map":{"a":"../one.safetensors"}})") << "same folder";
        QTest::newRow("absolute") << QByteArray(R"({"weight_map":{"a":"/one.safetensors"}})")
                                  << "same folder";
        QTest::newRow("pickle") << QByteArray(R"({"weight_map":{"a":"one.bin"}})") << "same folder";
        QTest::newRow("missing shard") << QByteArray(R"({"weight_map":{"a":"gone.safetensors"}})")
                                       << "gone.safetensors: is missing";
        QTest::newRow("tensor elsewhere")
            << QByteArray(R"({"weight_map":{"b":"one.safetensors"}})") << "does not hold it";
    }
    void hostileIndexes()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const fs::path folder = m_folder.path().toStdString();
        writeSafetensors(folder / "one.safetensors", {{"a", at::zeros({1})}});
        const fs::path index = folder / "model.safetensors.index.json";
        writeFile(index, content.toStdString());
        const auto error = QString::fromStdString(errorOf(index));
        QVERIFY2(error.contains(message), qPrintable(error));
    }

private:
    void write(const std::string& content) { writeFile(m_file, content); }

    QTemporaryDir m_folder;
    fs::path m_file = fs::path(m_folder.path().toStdString()) / "model.safetensors";
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
