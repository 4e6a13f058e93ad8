#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/gguf_file.h"
#include "core/engine/measure/facts.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/gguf_model.h"
#include "core/engine/model/matrix.h"
#include "core/engine/runtime/classifier.h"
#include "core/engine/runtime/packed_model.h"
#include "core/engine/tensors/gguf_reader.h"
#include "tests/engine_model/gguf_bytes.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <QTemporaryDir>
#include <fstream>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "gguf";

std::string parseError(const std::string& bytes)
{
    try {
        (void)parseGguf(std::as_bytes(std::span(bytes)));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

at::Tensor logitsOf(const Checkpoint& checkpoint, const nlohmann::json& rows)
{
    std::vector<TokenIds> ids;
    for (const auto& row : rows)
        ids.push_back(row.get<TokenIds>());
    return predict(PackedModel(checkpoint), ids, {});
}

// A Llama of one layer, two heads and a hidden size of 8 with matrices [rows, 8] of these names, in which
// every value is the number of its row.
fs::path llamaFile(const std::vector<std::pair<std::string, uint64_t>>& matrices)
{
    static const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "llama.gguf";
    GgufBytes bytes;
    bytes.start(3, matrices.size() + 1, 6)
        .entry("general.architecture", "llama")
        .entry("llama.context_length", 16)
        .entry("llama.embedding_length", 8)
        .entry("llama.block_count", 1)
        .entry("llama.feed_forward_length", 16)
        .entry("llama.attention.head_count", 2);
    uint64_t offset = 5 * 8 * sizeof(float);
    bytes.tensor("token_embd.weight", {8, 5}, 0, 0);
    for (const auto& [name, rows] : matrices) {
        bytes.tensor(name, {8, rows}, 0, offset);
        offset += rows * 8 * sizeof(float);
    }
    bytes.data(5 * 8 * sizeof(float));
    for (const auto& [name, rows] : matrices)
        for (uint64_t row = 0; row < rows; ++row)
            for (int column = 0; column < 8; ++column)
                bytes.number(float(row));
    writeFile(file, bytes.bytes());
    return file;
}

} // namespace

class TestGguf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Values from the gguf package: tests/fixtures/make_gguf_fixtures.py.
    void everyTypeHasItsValues_data()
    {
        QTest::addColumn<QString>("type");
        for (const char* type : {"F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K",
                                 "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS"})
            QTest::newRow(type) << type;
    }
    void everyTypeHasItsValues()
    {
        QFETCH(QString, type);
        const Tensors tensors = readGguf(kData / "blocks.gguf").tensors;
        const std::string name = type.toStdString();
        const at::Tensor values = floatMatrix(tensors, name), expected = tensors.at(name + ".values");
        QVERIFY(values.sizes() == (at::IntArrayRef{2, 512}));
        QVERIFY(at::equal(values, expected)); // bit by bit
        QVERIFY(expected.abs().max().item<float>() > 0.05F);
    }

    void blocksStayMappedAndKnowTheirSizes()
    {
        const Tensors tensors = readGguf(kData / "blocks.gguf").tensors;
        QVERIFY(storageOf(tensors, "Q6_K") == Storage::Blocks);
        QCOMPARE(storageName(tensors, "Q6_K"), std::string("Q6_K"));
        QCOMPARE(tensors.at("Q6_K").nbytes(), size_t(2 * 2 * 210));
        QVERIFY((sizesOf(tensors, "Q6_K") == std::pair<int64_t, int64_t>(2, 512)));
        QVERIFY(storageOf(tensors, "BF16") == Storage::BFloat16);
        const Tensors floats = withoutBlocks(tensors);
        QVERIFY(storageOf(floats, "Q6_K") == Storage::Float32);
        QVERIFY(!floats.contains("Q6_K_gguf"));
    }

    // Logits from transformers, of the same dequantized weights.
    void aClassifierAnswersAsInTransformers()
    {
        const Checkpoint checkpoint = loadCheckpoint(kData / "bert.gguf");
        const nlohmann::json expected = readJson(kData / "bert.json");
        const at::Tensor logits = logitsOf(checkpoint, expected["inputs"]);
        QCOMPARE(logits.size(0), int64_t(expected["logits"].size()));
        for (int64_t row = 0; row < logits.size(0); ++row)
            for (int64_t c = 0; c < logits.size(1); ++c)
                QVERIFY(std::abs(logits[row][c].item<double>() - expected["logits"][row][c].get<double>()) < 1e-4);
    }

    void factsSayWhatIsInTheFile()
    {
        const runner::ModelFacts facts = factsOf(loadCheckpoint(kData / "bert.gguf"));
        QCOMPARE(facts.storage, std::string("GGUF Q8_0: Q4_0 + Q8_0 + fp32"));
        QCOMPARE(facts.weightBytes, int64_t(fs::file_size(kData / "bert.gguf")));
        const runner::ModelFacts floats =
            factsOf(loadCheckpoint(fs::path(LATHE_TEST_DATA) / "models" / "bert-multiclass"));
        QCOMPARE(facts.parameters, floats.parameters);
        QCOMPARE(facts.layers.front().heads, floats.layers.front().heads);
        // Q4_0 keeps 32 values in 18 bytes: two FFN matrices of 64 x 32, two biases, two vectors of the norm.
        QCOMPARE(facts.layers.front().ffnBytes, int64_t(2 * 64 * 18 + (64 + 32 + 2 * 32) * 4 + 2 * 4));
    }

    void theTokenizerIsInTheFile()
    {
        const auto fromFile = text::loadTokenizer(kData / "bert.gguf"),
                   fromFolder = text::loadTokenizer(fs::path(LATHE_TEST_DATA) / "models" / "bert-multiclass");
        for (const char* text : {"The network filed a process.", "zzz files 0, 1!", "caf\u00e9", ""})
            QCOMPARE(fromFile->encode(text, 16).ids, fromFolder->encode(text, 16).ids);
    }

    void aSavedFolderKeepsTheBlocksAndTheTokenizer()
    {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        const Checkpoint checkpoint = loadCheckpoint(kData / "bert.gguf");
        saveCheckpoint(checkpoint, path);
        const Checkpoint again = loadCheckpoint(path);
        QCOMPARE(again.weights.size(), checkpoint.weights.size());
        for (const auto& [name, weight] : checkpoint.weights)
            QVERIFY2(at::equal(again.weights.at(name), weight), name.c_str());
        QCOMPARE(storageName(again.weights, "layers.0.ffn.up.weight"), std::string("Q4_0"));
        QCOMPARE(text::loadTokenizer(path)->encode("the file", 9).ids,
                 text::loadTokenizer(kData / "bert.gguf")->encode("the file", 9).ids);
        QVERIFY(readJson(path / "config.json")["model_type"] == "lathe-bert"); // transformers knows no blocks
        QVERIFY(fingerprint(path) != fingerprint(kData / "bert.gguf"));
    }

    void aFolderMayHoldTheFile()
    {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        fs::copy_file(kData / "bert.gguf", path / "one.gguf");
        QVERIFY(loadCheckpoint(path).architecture == loadCheckpoint(kData / "bert.gguf").architecture);
        QCOMPARE(text::loadTokenizer(path)->vocabularySize(), 81);
        fs::copy_file(kData / "bert.gguf", path / "two.gguf");
        try {
            (void)loadCheckpoint(path);
            QFAIL("two files in one folder");
        } catch (const Error& error) {
            QVERIFY(QString(error.full().c_str()).contains("Open the one that you mean"));
        }
    }

    // Rows of q and k that turn together stand side by side in the file, half a head apart in transformers.
    void llamasRowsAreInTransformersOrder()
    {
        const GgufModel model = readGgufModel(llamaFile({{"blk.0.attn_q.weight", 8}, {"blk.0.attn_v.weight", 8}}));
        const auto column = [&](const char* name) { // the first value of each row, which counts the rows
            return model.tensors.at(name).select(1, 0).contiguous();
        };
        // Two heads of size 4: rows 0, 2, 1, 3 and 4, 6, 5, 7.
        QVERIFY(at::equal(column("layers.0.self_attn.q_proj.weight"),
                          at::tensor({0.0F, 2.0F, 1.0F, 3.0F, 4.0F, 6.0F, 5.0F, 7.0F})));
        QVERIFY(at::equal(column("layers.0.self_attn.v_proj.weight"), at::arange(8, at::kFloat)));
        QVERIFY_THROWS_EXCEPTION(Error, readGgufModel(llamaFile({{"blk.0.attn_q.weight", 6}})));
    }

    void metadataBecomeAConfig()
    {
        const nlohmann::json config = readGgufModel(llamaFile({})).config;
        QCOMPARE(config["model_type"].get<std::string>(), std::string("llama"));
        QCOMPARE(config["hidden_size"].get<int>(), 8);
        QCOMPARE(config["num_key_value_heads"].get<int>(), 2); // as many as heads where the file does not say
        QCOMPARE(config["head_dim"].get<int>(), 4);
        QCOMPARE(config["vocab_size"].get<int>(), 5);
        QVERIFY(config["tie_word_embeddings"].get<bool>());
        QVERIFY(!config.contains("rope_scaling"));
    }

    void brokenFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const GgufBytes& bytes, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes.bytes()) << QString(message);
        };
        constexpr uint64_t kHuge = uint64_t(1) << 62;
        row("nothing", GgufBytes(), "does not begin as a GGUF file does");
        row("other file", GgufBytes().raw("PK\3\4....................."), "does not begin as a GGUF file does");
        row("version 1", GgufBytes().start(1, 0, 0), "version 1; 2 and 3 are supported");
        row("big-endian", GgufBytes().start(3u << 24, 0, 0), "big-endian");
        row("many tensors", GgufBytes().start(3, kHuge, 0), "at most 65536");
        row("many entries", GgufBytes().start(3, 0, kHuge), "at most 65536");
        row("long key", GgufBytes().start(3, 0, 1).number(kHuge), "a name of");
        row("cut key", GgufBytes().start(3, 0, 1).number(uint64_t(100)).raw("abc"), "ends in the middle");
        row("key twice", GgufBytes().start(3, 0, 2).entry("a", 1).entry("a", 2), "names the key a twice");
        row("value", GgufBytes().start(3, 0, 1).text("a").number(uint32_t(99)), "unknown type 99");
        row("long text", GgufBytes().start(3, 0, 1).text("a").number(uint32_t(8)).number(kHuge), "a name of");
        row("long list",
            GgufBytes().start(3, 0, 1).text("a").number(uint32_t(9)).number(uint32_t(0)).number(kHuge).data(64),
            "key a: claims");
        row("list of lists",
            GgufBytes().start(3, 0, 1).text("a").number(uint32_t(9)).number(uint32_t(9)).number(uint64_t(1)).data(64),
            "unknown type 9");
        row("alignment", GgufBytes().start(3, 0, 1).entry("general.alignment", 33), "a power of two");
        row("type", GgufBytes().start(3, 1, 0).tensor("t", {32}, 16, 0), "stored as IQ2_XXS, which is not supported");
        row("type that nobody knows", GgufBytes().start(3, 1, 0).tensor("t", {32}, 999, 0), "stored as type 999");
        row("no sizes", GgufBytes().start(3, 1, 0).tensor("t", {}, 0, 0), "tensor t: has 0 dimensions");
        row("five sizes", GgufBytes().start(3, 1, 0).tensor("t", {1, 1, 1, 1, 1}, 0, 0), "tensor t: has 5 dimensions");
        row("size 0", GgufBytes().start(3, 1, 0).tensor("t", {4, 0}, 0, 0), "tensor t: has the size 0");
        row("overflow", GgufBytes().start(3, 1, 0).tensor("t", {1u << 31, 1u << 31, 1u << 31}, 0, 0).data(64),
            "tensor t: has the size");
        row("no whole blocks", GgufBytes().start(3, 1, 0).tensor("t", {40, 2}, 2, 0).data(64), "no whole Q4_0 blocks");
        row("outside", GgufBytes().start(3, 1, 0).tensor("t", {16}, 0, 32).data(64), "lie outside the file");
        row("far outside", GgufBytes().start(3, 1, 0).tensor("t", {16}, 0, ~uint64_t(0) - 31).data(64),
            "lie outside the file");
        row("not aligned", GgufBytes().start(3, 1, 0).tensor("t", {2}, 0, 4).data(64), "not aligned to 32 bytes");
        row("overlap", GgufBytes().start(3, 2, 0).tensor("t", {16}, 0, 0).tensor("u", {4}, 0, 32).data(64),
            "overlaps another tensor");
        row("tensor twice", GgufBytes().start(3, 2, 0).tensor("t", {4}, 0, 0).tensor("t", {4}, 0, 32).data(64),
            "names the tensor t twice");
    }
    void brokenFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        const auto error = QString::fromStdString(parseError(bytes.toStdString()));
        QVERIFY2(error.contains(message), qPrintable(error));
    }

    void theErrorNamesTheFile()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "cut.gguf";
        const std::string whole = readFile(kData / "bert.gguf");
        writeFile(file, whole.substr(0, whole.size() - 100));
        for (const auto& open : {+[](const fs::path& path) { (void)loadCheckpoint(path); },
                                 +[](const fs::path& path) { (void)text::loadTokenizer(path); }}) {
            try {
                open(file);
                QFAIL("opened");
            } catch (const Error& error) {
                QVERIFY(error.full().starts_with(file.string() + ": tensor "));
                QVERIFY(error.full().ends_with("fetch it again"));
            }
        }
    }

    void otherArchitecturesAreNamed()
    {
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.gguf";
        writeFile(file, GgufBytes().start(3, 0, 1).entry("general.architecture", "mamba").data(0).bytes());
        try {
            (void)loadCheckpoint(file);
            QFAIL("opened");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("'mamba' is not supported; supported are llama"));
        }
    }

    // Wherever a file is cut, and whichever byte of its header is another, it opens or an Error says why.
    void noDamageDoesHarm()
    {
        const std::string whole = readFile(kData / "bert.gguf");
        const size_t header = parseGguf(std::as_bytes(std::span(whole))).tensors.front().begin;
        for (size_t length = 0; length < whole.size(); length += length < header ? 1 : 997)
            QVERIFY2(!parseError(whole.substr(0, length)).empty(), std::to_string(length).c_str());
        const QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "a.gguf";
        int opened = 0, refused = 0;
        for (size_t at = 0; at < header; ++at) {
            for (const int flip : {0x01, 0x80, 0xff}) {
                std::string damaged = whole;
                damaged[at] = char(damaged[at] ^ flip);
                if (!parseError(damaged).empty()) {
                    ++refused;
                    continue;
                }
                if (at % 5 != 0) // the whole model takes longer
                    continue;
                std::ofstream(file, std::ios::binary) << damaged;
                try {
                    (void)loadCheckpoint(file);
                    (void)text::loadTokenizer(file);
                    ++opened;
                } catch (const Error&) {
                    ++refused;
                }
            }
        }
        QVERIFY(opened > 100 && refused > 100); // the test reaches both
    }
};

QTEST_GUILESS_MAIN(TestGguf)
#include "tst_gguf.moc"
