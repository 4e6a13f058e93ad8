#include "tests/engine_model/model_folder.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <QRegularExpression>
#include <QTest>
#include <set>

using namespace lathe;
using namespace lathe::engine;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kFixtures[] = {"bert-multiclass",       "bert-multilabel-bf16",
                                     "bert-bare-sharded-f16", "bert-gelu-new",
                                     "mpnet-multiclass",      "mpnet-deep"};

// What tests/fixtures/make_model_fixtures.py asked transformers for.
Architecture expectedArchitecture(const std::string& fixture)
{
    Architecture a;
    a.family = "bert";
    a.hiddenSize = 32;
    a.vocabularySize = 81;
    a.positions.table = 40;
    a.embeddings.tokenTypes = 2;
    a.layers.assign(2, {.heads = 4, .headSize = 8, .ffn = 64});
    if (fixture.starts_with("mpnet")) {
        a.family = "mpnet";
        a.vocabularySize = 82;
        a.positions.offset = 2;
        a.positions.skipsPadding = true;
        a.padding = 1;
        a.embeddings.tokenTypes = 0;
        a.positions.relativeBuckets = 32;
    }
    if (fixture == "bert-multiclass") {
        a.layers.push_back(a.layers.front());
        a.norm.epsilon = 1e-5;
        a.classes = 3;
    } else if (fixture == "bert-multilabel-bf16") {
        a.embeddings.tokenTypes = 1;
        a.classes = 5;
    } else if (fixture == "bert-gelu-new") {
        a.layers.assign(2, {.heads = 2, .headSize = 16, .ffn = 64});
        a.ffn.activation = Activation::GeluTanh;
        a.classes = 2;
    } else if (fixture == "mpnet-multiclass") {
        a.norm.epsilon = 1e-5;
        a.classes = 4;
    } else if (fixture == "mpnet-deep") {
        a.layers.assign(3, {.heads = 2, .headSize = 16, .ffn = 64});
        a.ffn.activation = Activation::Relu;
        a.classes = 2;
    }
    return a;
}

at::ScalarType expectedType(const std::string& fixture)
{
    if (fixture.ends_with("bf16"))
        return at::kBFloat16;
    return fixture.ends_with("f16") ? at::kHalf : at::kFloat;
}

void compare(const Checkpoint& a, const Checkpoint& b)
{
    QVERIFY(a.architecture == b.architecture);
    QVERIFY(a.labels == b.labels);
    QCOMPARE(a.thresholds, b.thresholds);
    QCOMPARE(a.lineage.dump(), b.lineage.dump());
    QCOMPARE(a.weights.size(), b.weights.size());
    for (const auto& [name, tensor] : a.weights) {
        QVERIFY2(b.weights.contains(name), name.c_str());
        QCOMPARE(b.weights.at(name).scalar_type(), tensor.scalar_type());
        QVERIFY2(at::equal(b.weights.at(name), tensor), name.c_str());
    }
}

// One head less in layer 1 and half of its FFN, by slices of what is there.
void prune(Checkpoint& checkpoint)
{
    LayerShape& layer = checkpoint.architecture.layers[1];
    layer.heads -= 1;
    layer.ffn /= 2;
    const auto cut = [&](const std::string& name, int64_t dimension, int64_t size) {
        at::Tensor& weight = checkpoint.weights.at("layers.1." + name);
        weight = weight.narrow(dimension, 0, size);
    };
    for (const std::string part : {"query", "key", "value"}) {
        cut("attention." + part + ".weight", 0, layer.attention());
        cut("attention." + part + ".bias", 0, layer.attention());
    }
    cut("attention.output.weight", 1, layer.attention());
    cut("ffn.up.weight", 0, layer.ffn);
    cut("ffn.up.bias", 0, layer.ffn);
    cut("ffn.down.weight", 1, layer.ffn);
    if (checkpoint.architecture.positions.relativeBuckets > 0)
        cut("attention.relative", 1, layer.heads);
}

void fixtures()
{
    QTest::addColumn<QString>("fixture");
    for (const char* name : kFixtures)
        QTest::newRow(name) << QString(name);
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadsWhatWasPublished_data() { fixtures(); }
    void loadsWhatWasPublished()
    {
        QFETCH(QString, fixture);
        const std::string name = fixture.toStdString();
        const Checkpoint checkpoint = loadCheckpoint(ModelFolder::original(name));
        const Architecture& a = checkpoint.architecture;
        QVERIFY(a == expectedArchitecture(name));
        QCOMPARE(checkpoint.labels.has_value(), a.classes > 0);
        QVERIFY(checkpoint.origin == ModelFolder::original(name));
        for (const auto& [weight, shape] : weightShapes(a)) {
            QVERIFY2(checkpoint.weights.contains(weight), weight.c_str());
            QCOMPARE(checkpoint.weights.at(weight).sizes().vec(), shape);
            QCOMPARE(checkpoint.weights.at(weight).scalar_type(), expectedType(name));
        }
    }

    void readsLabels()
    {
        const auto labels = [](const char* name) {
            return *loadCheckpoint(ModelFolder::original(name)).labels;
        };
        using data::LabelSet;
        using data::TaskKind;
        QVERIFY((labels("bert-multiclass") ==
                 LabelSet{TaskKind::Multiclass, {"spam", "ham", "other"}}));
        QVERIFY((labels("bert-multilabel-bf16") ==
                 LabelSet{TaskKind::Multilabel, {"red", "green", "blue", "grey", "black"}}));
        QVERIFY((labels("bert-gelu-new") == // config.json names none
                 LabelSet{TaskKind::Multiclass, {"LABEL_0", "LABEL_1"}}));
    }

    void mapsNamesOntoTheTransformer()
    {
        const auto same = [](const char* fixture, const char* canonical, const char* published) {
            const fs::path folder = ModelFolder::original(fixture);
            const Tensors stored = readSafetensors(folder / "model.safetensors");
            return at::equal(loadCheckpoint(folder).weights.at(canonical), stored.at(published));
        };
        QVERIFY(same("bert-multiclass", "layers.1.attention.value.weight",
                     "bert.encoder.layer.1.attention.self.value.weight"));
        QVERIFY(same("bert-multiclass", "layers.0.attention.norm.bias",
                     "bert.encoder.layer.0.attention.output.LayerNorm.bias"));
        QVERIFY(same("bert-multiclass", "layers.2.ffn.down.bias",
                     "bert.encoder.layer.2.output.dense.bias"));
        QVERIFY(same("bert-multiclass", "head.dense.weight", "bert.pooler.dense.weight"));
        QVERIFY(same("bert-multiclass", "head.out.bias", "classifier.bias"));
        QVERIFY(same("mpnet-multiclass", "layers.1.attention.output.weight",
                     "mpnet.encoder.layer.1.attention.attn.o.weight"));
        QVERIFY(same("mpnet-multiclass", "layers.0.ffn.up.weight",
                     "mpnet.encoder.layer.0.intermediate.dense.weight"));
        QVERIFY(same("mpnet-multiclass", "head.dense.weight", "classifier.dense.weight"));
        QVERIFY(same("mpnet-multiclass", "head.out.weight", "classifier.out_proj.weight"));
        QVERIFY(same("mpnet-multiclass", "layers.1.attention.relative",
                     "mpnet.encoder.relative_attention_bias.weight"));
    }

    void layersShareTheRelativeBias()
    {
        const Checkpoint c = loadCheckpoint(ModelFolder::original("mpnet-deep"));
        QVERIFY(c.weights.at("layers.0.attention.relative")
                    .is_same(c.weights.at("layers.2.attention.relative")));
    }

    void keepsThePoolerOfABareEncoder()
    {
        const Checkpoint c = loadCheckpoint(ModelFolder::original("bert-bare-sharded-f16"));
        QCOMPARE(c.weights.at("head.dense.weight").sizes().vec(), (std::vector<int64_t>{32, 32}));
        QVERIFY(!c.weights.contains("head.out.weight"));
    }

    void acceptsOlderNames()
    {
        const ModelFolder model("bert-multiclass");
        const Checkpoint before = loadCheckpoint(model.path());
        Tensors renamed;
        for (auto [name, tensor] : readSafetensors(model.path() / "model.safetensors")) {
            QString text = QString::fromStdString(name);
            text.replace("LayerNorm.weight", "LayerNorm.gamma");
            text.replace("LayerNorm.bias", "LayerNorm.beta");
            text.remove(QRegularExpression("^bert\\."));
            renamed.emplace(text.toStdString(), tensor);
        }
        renamed.emplace("embeddings.position_ids", at::ones({1, 40}, at::kLong));
        renamed.emplace("cls.predictions.bias", at::ones({81}));
        writeSafetensors(model.path() / "model.safetensors", renamed);
        compare(loadCheckpoint(model.path()), before);
    }

    void otherTasksLendTheirEncoderOnly()
    {
        const ModelFolder model("bert-multiclass");
        model.patch("config.json", {{"architectures", {"BertForTokenClassification"}}});
        QCOMPARE(loadCheckpoint(model.path()).architecture.classes, 0);
    }

    void saveAndLoadAgree_data() { fixtures(); }
    void saveAndLoadAgree()
    {
        QFETCH(QString, fixture);
        const fs::path original = ModelFolder::original(fixture.toStdString());
        Checkpoint checkpoint = loadCheckpoint(original);
        checkpoint.lineage.push_back({{"stage", "finetune"}});
        if (checkpoint.labels && checkpoint.labels->kind == data::TaskKind::Multilabel)
            checkpoint.thresholds = {0.1, 0.2, 0.3, 0.4, 0.5};
        const QTemporaryDir folder;
        const fs::path target = folder.path().toStdString();
        saveCheckpoint(checkpoint, target);
        compare(loadCheckpoint(target), checkpoint);
        QCOMPARE(readFile(target / "vocab.txt"), readFile(original / "vocab.txt"));

        // Keys and weights that transformers wrote come back as they were.
        const json before = readJson(original / "config.json");
        const json after = readJson(target / "config.json");
        for (const char* key : {"model_type", "architectures", "hidden_act", "hidden_size",
                                "num_attention_heads", "intermediate_size", "initializer_range"})
            QCOMPARE(after[key].dump(), before[key].dump());
        const bool sharded = fs::exists(original / "model.safetensors.index.json");
        const Tensors published = readSafetensors(
            original / (sharded ? "model.safetensors.index.json" : "model.safetensors"));
        const Tensors saved = readSafetensors(target / "model.safetensors");
        for (const auto& [name, tensor] : published)
            QVERIFY2(saved.contains(name) && at::equal(saved.at(name), tensor), name.c_str());
        QCOMPARE(saved.size(), published.size());
    }

    void savesOverItself()
    {
        const ModelFolder model("bert-multiclass");
        const Checkpoint checkpoint = loadCheckpoint(model.path());
        saveCheckpoint(checkpoint, model.path());
        compare(loadCheckpoint(model.path()), checkpoint);
    }

    void prunedShapesSurvive_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::newRow("bert") << QString("bert-multiclass");
        QTest::newRow("mpnet") << QString("mpnet-deep");
    }
    void prunedShapesSurvive()
    {
        QFETCH(QString, fixture);
        Checkpoint checkpoint = loadCheckpoint(ModelFolder::original(fixture.toStdString()));
        const int heads = checkpoint.architecture.layers[0].heads;
        prune(checkpoint);
        const QTemporaryDir folder;
        const fs::path target = folder.path().toStdString();
        saveCheckpoint(checkpoint, target);
        const Checkpoint loaded = loadCheckpoint(target);
        compare(loaded, checkpoint);
        QVERIFY((loaded.architecture.layers[1] ==
                 LayerShape{heads - 1, checkpoint.architecture.layers[0].headSize, 32}));
        const json config = readJson(target / "config.json");
        QCOMPARE(config["num_attention_heads"].get<int>(), heads);
        QCOMPARE(config["model_type"].get<std::string>(),
                 "lathe-" + checkpoint.architecture.family);
    }

    void layersWithoutHeadsOrNeuronsSurvive()
    {
        Checkpoint checkpoint = loadCheckpoint(ModelFolder::original("mpnet-multiclass"));
        checkpoint.architecture.layers[1] = {.heads = 0, .headSize = 8, .ffn = 0};
        for (const auto& [name, shape] : weightShapes(checkpoint.architecture))
            if (checkpoint.weights.at(name).sizes() != at::IntArrayRef(shape))
                checkpoint.weights.at(name) = at::ones(shape);
        const QTemporaryDir folder;
        saveCheckpoint(checkpoint, folder.path().toStdString());
        compare(loadCheckpoint(folder.path().toStdString()), checkpoint);
    }

    void fewerLayersAndNewLabelsReachTheConfig()
    {
        Checkpoint checkpoint = loadCheckpoint(ModelFolder::original("bert-multiclass"));
        checkpoint.architecture.layers.pop_back();
        std::erase_if(checkpoint.weights,
                      [](const auto& item) { return item.first.starts_with("layers.2."); });
        checkpoint.labels = data::LabelSet{data::TaskKind::Multilabel, {"a", "b", "c"}};
        const QTemporaryDir folder;
        const fs::path target = folder.path().toStdString();
        saveCheckpoint(checkpoint, target);
        const json config = readJson(target / "config.json");
        QCOMPARE(config["num_hidden_layers"].get<int>(), 2);
        QCOMPARE(config["model_type"].get<std::string>(), std::string("bert"));
        QCOMPARE(config["problem_type"].get<std::string>(),
                 std::string("multi_label_classification"));
        QCOMPARE(config["label2id"].dump(), std::string(R"({"a":0,"b":1,"c":2})"));
        fs::remove(target / "lathe.json"); // config.json alone says the same
        compare(loadCheckpoint(target), checkpoint);
    }

    void int8WeightsSurvive()
    {
        Checkpoint checkpoint = loadCheckpoint(ModelFolder::original("bert-multiclass"));
        const std::string name = "layers.0.ffn.up.weight";
        checkpoint.weights.at(name) = at::ones({64, 32}, at::kChar);
        checkpoint.weights.emplace(name + "_scale", at::ones({64}));
        const QTemporaryDir folder;
        const fs::path target = folder.path().toStdString();
        saveCheckpoint(checkpoint, target);
        compare(loadCheckpoint(target), checkpoint);
        const Tensors stored = readSafetensors(target / "model.safetensors");
        QCOMPARE(stored.at("bert.encoder.layer.0.intermediate.dense.weight").scalar_type(),
                 at::kChar);
        QVERIFY(stored.contains("bert.encoder.layer.0.intermediate.dense.weight_scale"));
        QCOMPARE(readJson(target / "config.json")["model_type"].get<std::string>(),
                 std::string("lathe-bert")); // transformers would read codes as values
    }

    void wrongWeightsAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("message");
        const auto matrix = QString("bert.encoder.layer.0.output.dense.weight");
        QTest::newRow("double") << matrix << int(at::kDouble)
                                << "is stored as Double, wanted float32";
        QTest::newRow("int64") << matrix << int(at::kLong) << "is stored as Long";
        QTest::newRow("int8 without scale")
            << matrix << int(at::kChar) << "weight_scale: is missing";
        QTest::newRow("int8 vector") << QString("bert.encoder.layer.0.output.dense.bias")
                                     << int(at::kChar) << "is stored as Char";
        QTest::newRow("missing") << matrix << -1
                                 << "encoder.layer.0.output.dense.weight: is missing";
    }
    void wrongWeightsAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(int, type);
        QFETCH(QString, message);
        const ModelFolder model("bert-multiclass");
        Tensors tensors = readSafetensors(model.path() / "model.safetensors");
        at::Tensor& tensor = tensors.at(name.toStdString());
        if (type < 0)
            tensors.erase(name.toStdString());
        else
            tensor = tensor.to(static_cast<at::ScalarType>(type));
        writeSafetensors(model.path() / "model.safetensors", tensors);
        const auto error = QString::fromStdString(model.error());
        QVERIFY2(error.contains(message), qPrintable(error));
        QVERIFY2(error.contains("model.safetensors: tensor "), qPrintable(error));
    }

    void layersThatTheConfigLeavesOutAreRefused()
    {
        const ModelFolder model("bert-multiclass"); // has three
        model.patch("config.json", {{"num_hidden_layers", 2}});
        const auto error = QString::fromStdString(model.error());
        QVERIFY2(error.contains("belongs to layer 2, but config.json has 2 layers"),
                 qPrintable(error));
    }

    void int8ScalesAreChecked()
    {
        for (const at::Tensor& scale :
             {at::ones({63}), at::ones({64, 1}), at::ones({64}, at::kHalf)}) {
            Checkpoint checkpoint = loadCheckpoint(ModelFolder::original("bert-multiclass"));
            checkpoint.weights.at("layers.0.ffn.up.weight") = at::ones({64, 32}, at::kChar);
            checkpoint.weights.emplace("layers.0.ffn.up.weight_scale", scale);
            const QTemporaryDir folder;
            QVERIFY_THROWS_EXCEPTION(Error,
                                     saveCheckpoint(checkpoint, folder.path().toStdString()));
            QVERIFY(fs::is_empty(folder.path().toStdString()));
        }
    }

    void otherFilesAreRefusedWithARemedy_data()
    {
        QTest::addColumn<QStringList>("remove");
        QTest::addColumn<QStringList>("add");
        QTest::addColumn<QString>("message");
        const QStringList weights{"model.safetensors"};
        QTest::newRow("pickle") << weights << QStringList{"pytorch_model.bin"}
                                << "pytorch_model.bin: is not a file that torch.save wrote";
        QTest::newRow("sharded pickle")
            << weights << QStringList{"pytorch_model-00001-of-00002.bin", "training_args.bin"}
            << "pytorch_model-00001-of-00002.bin: is not a file that torch.save wrote";
        QTest::newRow("two pickles") << weights << QStringList{"a.pt", "b.pt"}
                                     << "holds 2 pickled files";
        QTest::newRow("GGUF") << weights << QStringList{"model.gguf"}
                              << "model.gguf: does not begin as a GGUF file does";
        QTest::newRow("nothing") << weights << QStringList{} << "holds no model.safetensors";
        QTest::newRow("two") << weights << QStringList{"a.safetensors", "b.safetensors"}
                             << "holds 2 .safetensors files";
        QTest::newRow("no config")
            << QStringList{"config.json"} << QStringList{} << "config.json: is missing";
        QTest::newRow("cut off") << QStringList{} << weights << "too short";
    }
    void otherFilesAreRefusedWithARemedy()
    {
        QFETCH(QStringList, remove);
        QFETCH(QStringList, add);
        QFETCH(QString, message);
        const ModelFolder model("bert-multiclass");
        for (const QString& name : remove)
            fs::remove(model.path() / name.toStdString());
        for (const QString& name : add)
            writeFile(model.path() / name.toStdString(), "x");
        const auto error = QString::fromStdString(model.error());
        QVERIFY2(error.contains(message), qPrintable(error));
    }

    void picklesAreNotOpenedBesideSafetensors()
    {
        const ModelFolder model("bert-multiclass");
        fs::create_symlink("/nonexistent/secret", model.path() / "pytorch_model.bin");
        QCOMPARE(model.error(), std::string());
    }

    void aFileIsNotAFolder()
    {
        const fs::path folder = ModelFolder::original("bert-multiclass");
        QVERIFY_THROWS_EXCEPTION(Error, loadCheckpoint(folder / "model.safetensors"));
        QVERIFY_THROWS_EXCEPTION(Error, loadCheckpoint(folder / "none"));
        try {
            (void)loadCheckpoint(folder / "model.safetensors");
        } catch (const Error& error) {
            QCOMPARE(error.remedy(),
                     std::string("Open the folder that holds config.json and model.safetensors, or a "
                                 ".gguf file"));
        }
    }

    void theFingerprintFollowsEveryFileThatCounts()
    {
        const ModelFolder model("bert-bare-sharded-f16");
        const std::string before = fingerprint(model.path());
        QCOMPARE(before.size(), size_t{64});
        QCOMPARE(fingerprint(ModelFolder::original("bert-bare-sharded-f16")), before);

        model.patch("expected.json", {{"x", 1}}); // no part of the model
        QCOMPARE(fingerprint(model.path()), before);

        std::set<std::string> seen{before};
        const auto changes = [&] { return seen.insert(fingerprint(model.path())).second; };
        model.patch("config.json", {{"layer_norm_eps", 1e-6}});
        QVERIFY(changes());
        writeFile(model.path() / "vocab.txt", "other");
        QVERIFY(changes());
        const fs::path shard = model.path() / "model-00002-of-00002.safetensors";
        std::string bytes = readFile(shard);
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        writeFile(shard, bytes);
        QVERIFY(changes());
        model.patch("lathe.json", {{"formatVersion", 1}, {"family", "bert"}});
        QVERIFY(changes());
        model.patch("lathe.json", {{"layers", {{{"heads", 4}, {"headSize", 8}, {"ffn", 64}}}}});
        QVERIFY(changes());
        model.patch("lathe.json", {{"lineage", {"a stage"}}}); // how, not what
        QVERIFY(!changes());
    }
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
