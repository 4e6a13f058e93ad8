#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/families/family.h"
#include "core/engine/model/transformer.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/eye.h>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace lathe;
using namespace lathe::engine;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = LATHE_TEST_DATA "/families";

struct Expected {
    std::vector<TokenIds> rows;
    std::vector<std::vector<double>> logits;
    double tolerance = 0;
};

Expected expectedOf(const fs::path& folder)
{
    const json object = readJson(folder / "expected.json");
    return {object["inputs"].get<std::vector<TokenIds>>(),
            object["logits"].get<std::vector<std::vector<double>>>(),
            object["tolerance"].get<double>()};
}

// A head that hands on what it reads, for a model that brings none.
Checkpoint withHead(Checkpoint checkpoint)
{
    Architecture& a = checkpoint.architecture;
    if (a.classes > 0)
        return checkpoint;
    a.classes = a.hiddenSize;
    checkpoint.weights["head.out.weight"] = at::eye(a.hiddenSize);
    checkpoint.labels.emplace();
    for (int i = 0; i < a.classes; ++i)
        checkpoint.labels->names.push_back(std::to_string(i));
    return checkpoint;
}

QString difference(const at::Tensor& found, const std::vector<std::vector<double>>& wanted,
                   double tolerance)
{
    if (found.size(0) != int64_t(wanted.size()) || found.size(1) != int64_t(wanted[0].size()))
        return "other sizes";
    const at::Tensor logits = found.contiguous();
    for (int64_t r = 0; r < logits.size(0); ++r)
        for (int64_t c = 0; c < logits.size(1); ++c) {
            const double value = logits.const_data_ptr<float>()[r * logits.size(1) + c];
            const double expected = wanted[size_t(r)][size_t(c)];
            if (!(std::abs(value - expected) <= tolerance)) // not a number is a difference too
                return QString("row %1, class %2: %3, expected %4")
                    .arg(r)
                    .arg(c)
                    .arg(value)
                    .arg(expected);
        }
    return {};
}

// Padded together, then each alone.
QString differenceOf(const Checkpoint& checkpoint, const Expected& expected)
{
    const at::NoGradGuard noGrad;
    const Transformer model(checkpoint, false);
    std::vector<int> all;
    for (size_t i = 0; i < expected.rows.size(); ++i)
        all.push_back(int(i));
    QString found =
        difference(model.logits(pad(expected.rows, all)), expected.logits, expected.tolerance);
    for (const int i : all)
        if (found.isEmpty()) {
            found = difference(model.logits(pad(expected.rows, {i})), {expected.logits[size_t(i)]},
                               expected.tolerance);
            if (!found.isEmpty())
                found = QString("text %1 alone, %2").arg(i).arg(found);
        }
    return found;
}

// With every token followed to the end, and the first layers' work given.
QString otherWaysDiffer(const Checkpoint& checkpoint, const Expected& expected)
{
    const at::NoGradGuard noGrad;
    const Transformer model(checkpoint, false);
    const PaddedBatch batch = pad(expected.rows, {0, 1, 2, 3});
    Trace trace;
    QString found =
        difference(model.logits(batch, {.trace = &trace}), expected.logits, expected.tolerance);
    const at::Tensor below = model.hidden(batch, 1);
    if (found.isEmpty())
        found = difference(model.logits(batch, {.frozen = 1, .below = below}), expected.logits,
                           expected.tolerance);
    return found;
}

} // namespace

// Logits against those that transformers computed: tests/fixtures/make_family_fixtures.py.
class TestFamilies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void logits_data() { fixtures(); }
    void logits()
    {
        QFETCH(QString, folder);
        const fs::path path = folder.toStdString();
        const Checkpoint checkpoint = withHead(loadCheckpoint(path));
        const Expected expected = expectedOf(path);
        QCOMPARE(differenceOf(checkpoint, expected), QString());
        QCOMPARE(otherWaysDiffer(checkpoint, expected), QString());
    }

    // What is saved is what was read, under names and keys that transformers reads (--check of the
    // script does).
    void saves_data() { fixtures(); }
    void saves()
    {
        QFETCH(QString, folder);
        const fs::path path = folder.toStdString();
        const Checkpoint original = loadCheckpoint(path);
        const QByteArray kept = qgetenv("LATHE_KEEP");
        QTemporaryDir temporary;
        const fs::path target = (kept.isEmpty() ? fs::path(temporary.path().toStdString())
                                                : fs::path(kept.toStdString())) /
                                path.filename();
        fs::create_directories(target);
        saveCheckpoint(original, target);
        const json before = readJson(path / "config.json"),
                   after = readJson(target / "config.json");
        QCOMPARE(after["model_type"].dump(), before["model_type"].dump());
        for (const auto& [key, value] : before.items())
            if (!std::set<std::string>{"architectures", "dtype", "id2label", "label2id",
                                       "problem_type"}
                     .contains(key))
                QVERIFY2(after.contains(key) && after[key] == value, key.c_str());
        const Checkpoint loaded = loadCheckpoint(target);
        QVERIFY(loaded.architecture == original.architecture);
        QCOMPARE(loaded.weights.size(), original.weights.size());
        for (const auto& [name, tensor] : original.weights)
            QVERIFY2(loaded.weights.contains(name) && at::equal(loaded.weights.at(name), tensor),
                     name.c_str());
        QCOMPARE(differenceOf(withHead(loaded), expectedOf(path)), QString());
    }

    void hostileConfigs_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* fixture, const char* patch, const char* message) {
            QTest::addRow("%s %s", fixture, patch)
                << QString(fixture) << QString(patch) << QString(message);
        };
        row("distilbert", R"({"n_layers": null})", "\"n_layers\" is missing");
        row("distilbert", R"({"n_layers": 2})",
            "belongs to layer 2, but config.json has 2 layers (n_layers)");
        row("roberta", R"({"pad_token_id": 100})",
            "\"pad_token_id\" must be a whole number from 0 to 47");
        row("albert", R"({"inner_group_num": 2})",
            "\"inner_group_num\" is not 1, which is not supported");
        row("albert", R"({"num_hidden_groups": 3})", "\"num_hidden_groups\" does not divide");
        row("deberta-v3", R"({"conv_kernel_size": 3})", "\"conv_kernel_size\" is not 0");
        row("deberta-v3", R"({"pos_att_type": "p2c|p2p"})", "\"pos_att_type\" is \"p2p\"");
        row("modernbert", R"({"classifier_pooling": "last"})",
            "must be cls or mean, found \"last\"");
        row("modernbert", R"({"layer_types": ["full_attention"]})",
            "has 1 entries, but there are 4 layers");
        row("llama", R"({"num_key_value_heads": 3})",
            "must divide \"num_attention_heads\" 4, found 3");
        row("llama", R"({"head_dim": 5})", "positions turn 5 dimensions of a head of 5");
        row("llama", R"({"rope_parameters": {"rope_type": "xpos"}})",
            "\"rope_type\" \"xpos\" is not supported");
        row("llama", R"({"rope_parameters": {"factor": "4"}})", "\"factor\" must be a number");
        row("llama", R"({"rope_parameters": [1]})", "\"rope_parameters\" must be an object");
        row("llama", R"({"mlp_bias": true})", "mlp.gate_proj.bias: is missing");
        row("llama", R"({"num_hidden_layers": 4})", "layers.3.self_attn.q_proj.weight: is missing");
        row("mistral", R"({"sliding_window": 0})",
            "\"sliding_window\" must be a whole number from 1");
        row("qwen2",
            R"({"layer_types": ["full_attention", "full_attention", "chunked_attention"]})",
            "\"chunked_attention\" is not supported");
        row("smollm3", R"({"no_rope_layers": [1, 0]})",
            "\"no_rope_layers\" has 2 entries, but there are 3 layers");
        row("gemma2", R"({"use_bidirectional_attention": true})",
            "\"use_bidirectional_attention\" is true");
        row("phi3", R"({"num_key_value_heads": 1})",
            "self_attn.qkv_proj.weight: has the shape [32, 16], wanted 24 rows for "
            "layers.0.attention.query.weight");
        row("phi3-longrope", R"({"rope_parameters": {"long_factor": [1]}})",
            "\"long_factor\" must hold 2 numbers, found 1");
        row("gpt2", R"({"n_embd": 12})",
            "wte.weight: has the shape [48, 32], wanted [48, 12] (config.json, vocab_size and "
            "n_embd)");
        row("gpt2", R"({"n_inner": 20})",
            "mlp.c_fc.weight: has the shape [32, 24], wanted 20 columns");
        row("gpt-neox", R"({"rope_parameters": {"partial_rotary_factor": 2}})",
            "\"partial_rotary_factor\" must be a number from 0 to 1");
        row("opt", R"({"layer_norm_elementwise_affine": false})",
            "\"layer_norm_elementwise_affine\" is false");
    }
    void hostileConfigs()
    {
        QFETCH(QString, fixture);
        QFETCH(QString, patch);
        QFETCH(QString, message);
        QTemporaryDir folder;
        const fs::path copy = folder.path().toStdString();
        fs::copy(kFixtures / fixture.toStdString(), copy,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        json config = readJson(copy / "config.json");
        config.merge_patch(json::parse(patch.toStdString()));
        writeFile(copy / "config.json", config.dump());
        try {
            (void)loadCheckpoint(copy);
            QFAIL("it was loaded");
        } catch (const Error& error) {
            QVERIFY2(error.full().find(message.toStdString()) != std::string::npos,
                     error.full().c_str());
        }
    }

    // Shapes that the published config.json cannot say: Lathe reads its own folder, transformers is
    // kept from it.
    void keepsOthersFromWhatTheyMisread_data()
    {
        QTest::addColumn<QString>("fixture");
        for (const char* name :
             {"albert", "gemma3", "gpt2", "gpt-neox", "llama", "modernbert", "phi3"})
            QTest::newRow(name) << QString(name);
    }
    void keepsOthersFromWhatTheyMisread()
    {
        QFETCH(QString, fixture);
        Checkpoint pruned = loadCheckpoint(kFixtures / fixture.toStdString());
        LayerShape& layer = pruned.architecture.layers[1]; // half of its neurons go
        layer.ffn /= 2;
        for (const char* part : {"gate.weight", "gate.bias", "up.weight", "up.bias", "down.weight"})
            if (const auto found = pruned.weights.find("layers.1.ffn." + std::string(part));
                found != pruned.weights.end())
                found->second =
                    found->second.narrow(part == std::string("down.weight") ? 1 : 0, 0, layer.ffn)
                        .contiguous();
        QTemporaryDir folder;
        saveCheckpoint(pruned, folder.path().toStdString());
        const std::string type =
            readJson(fs::path(folder.path().toStdString()) / "config.json")["model_type"];
        QCOMPARE(type, "lathe-" + pruned.architecture.family);
        const Checkpoint loaded = loadCheckpoint(folder.path().toStdString());
        QVERIFY(loaded.architecture.layers == pruned.architecture.layers);
        const at::NoGradGuard noGrad;
        const PaddedBatch batch = pad({{5, 9, 11, 7, 4, 30}, {8, 6}}, {0, 1});
        QVERIFY(at::equal(Transformer(loaded, false).logits(batch),
                          Transformer(pruned, false).logits(batch)));
    }

    void everyFamilyHasAFixture()
    {
        std::set<std::string> found{"bert", "mpnet"}; // tst_forward's
        for (const auto& entry : fs::directory_iterator(kFixtures))
            found.insert(readJson(entry.path() / "config.json")["model_type"].get<std::string>());
        for (const Family* family : allFamilies())
            QVERIFY2(found.contains(std::string(family->id)), std::string(family->id).c_str());
    }

    void namesTheNearestFamily()
    {
        for (const auto& [found, nearest] :
             {std::pair("bart", "roberta"), std::pair("gptj", "gpt_neox"),
              std::pair("gemma3", "gemma3_text"), std::pair("llama_next", "llama")}) {
            try {
                (void)familyNamed(found);
                QFAIL("no such family is supported");
            } catch (const Error& error) {
                QVERIFY(error.kind() == ErrorKind::Unsupported);
                QVERIFY2(error.full().find(fmt::format("nearest that is: {}\n", nearest)) !=
                                 std::string::npos ||
                             error.full().find(fmt::format("nearest that is: {}", nearest)) !=
                                 std::string::npos,
                         error.full().c_str());
            }
        }
    }

private:
    static void fixtures()
    {
        QTest::addColumn<QString>("folder");
        for (const auto& entry : fs::directory_iterator(kFixtures))
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path());
    }
};

QTEST_GUILESS_MAIN(TestFamilies)
#include "tst_families.moc"
