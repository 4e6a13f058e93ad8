#include "tests/engine_model/model_folder.h"

#include "core/engine/model/config_reader.h"

#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using nlohmann::json;

namespace {

void table()
{
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<QByteArray>("patch"); // merged into the file
    QTest::addColumn<QString>("message");
}

void row(const char* name, const char* patch, const char* message,
         const char* fixture = "bert-multiclass")
{
    QTest::newRow(name) << QString(fixture) << QByteArray(patch) << QString(message);
}

// Patches the file as the current row says and compares what loading answers.
void check(const char* file)
{
    QFETCH(QString, fixture);
    QFETCH(QByteArray, patch);
    QFETCH(QString, message);
    const ModelFolder model(qPrintable(fixture));
    model.patch(file, json::parse(patch.toStdString()));
    const auto error = QString::fromStdString(model.error());
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY2(error.startsWith(QString::fromStdString(model.path().string())), qPrintable(error));
}

} // namespace

class TestModelConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileConfigs_data()
    {
        table();
        row("no family", R"({"model_type": null})", "\"model_type\" is missing");
        row("other family", R"({"model_type": "xlnet"})",
            "\"xlnet\" is not supported; the nearest that is: bert");
        row("family is a number", R"({"model_type": 3})",
            "\"model_type\" must be a string, found 3");
        row("no hidden size", R"({"hidden_size": null})", "\"hidden_size\" is missing");
        row("text for a size", R"({"hidden_size": "32"})",
            "\"hidden_size\" must be a whole number");
        row("fraction", R"({"hidden_size": 32.5})", "\"hidden_size\" must be a whole number");
        row("zero", R"({"hidden_size": 0})", "from 1 to 65536, found 0");
        row("negative", R"({"vocab_size": -1})", "\"vocab_size\"");
        row("beyond int", R"({"vocab_size": 4294967297})", "\"vocab_size\"");
        row("beyond int64", R"({"intermediate_size": 18446744073709551615})",
            "\"intermediate_size\"");
        row("below int64", R"({"intermediate_size": -9223372036854775808})",
            "\"intermediate_size\"");
        row("very many layers", R"({"num_hidden_layers": 2000000000})", "\"num_hidden_layers\"");
        row("more layers than weights", R"({"num_hidden_layers": 4})",
            "encoder.layer.3.attention.self.query.weight: is missing");
        row("heads do not divide", R"({"num_attention_heads": 5})",
            "must divide \"hidden_size\" 32, found 5");
        row("no heads", R"({"num_attention_heads": 0})", "\"num_attention_heads\"");
        row("wrong vocabulary", R"({"vocab_size": 1000000})",
            "has the shape [81, 32], wanted [1000000, 32] (config.json, vocab_size");
        row("wrong FFN", R"({"intermediate_size": 128})",
            "wanted [128, 32] (config.json, intermediate_size)");
        row("wrong positions", R"({"max_position_embeddings": 512})", "wanted [512, 32]");
        row("activation", R"({"hidden_act": "quick_gelu"})",
            "\"hidden_act\" \"quick_gelu\" is not supported");
        row("epsilon", R"({"layer_norm_eps": -1})",
            "\"layer_norm_eps\" must be a number from 0 to 1");
        row("dropout", R"({"hidden_dropout_prob": 1.5})", "\"hidden_dropout_prob\"");
        row("relative positions", R"({"position_embedding_type": "relative_key"})",
            "\"position_embedding_type\" is \"relative_key\"");
        row("decoder", R"({"is_decoder": true})", "\"is_decoder\" is true");
        row("decoder is a number", R"({"is_decoder": 1})", "\"is_decoder\" must be true or false");
        row("cross attention", R"({"add_cross_attention": true})",
            "\"add_cross_attention\" is true");
        row("heads pruned by transformers", R"({"pruned_heads": {"0": [1]}})", "\"pruned_heads\"");
        row("buckets", R"({"relative_attention_num_buckets": 16})", "only 32", "mpnet-multiclass");
        row("positions within the offset", R"({"max_position_embeddings": 2})",
            "must be more than 2", "mpnet-multiclass");
    }
    void hostileConfigs() { check("config.json"); }

    void hostileLabels_data()
    {
        table();
        row("too few", R"({"id2label": {"2": null}})",
            "one entry for each of the classifier's 3 outputs");
        row("gap", R"({"id2label": {"2": null, "3": "x"}})", "must map \"0\" to \"2\"");
        row("id is a word", R"({"id2label": {"2": null, "two": "x"}})", "found \"two\"");
        row("id twice", R"({"id2label": {"2": null, "01": "x"}})", "found \"01\"");
        row("name twice", R"({"id2label": {"2": "ham"}})", "two labels named \"ham\"");
        row("no name", R"({"id2label": {"2": ""}})", "empty label name");
        row("name is a number", R"({"id2label": {"2": 7}})", "found \"2\": 7");
        row("a list", R"({"id2label": ["a", "b", "c"]})", "\"id2label\" must be an object");
        row("regression", R"({"problem_type": "regression"})", "\"regression\" is not supported");
        row("no classifier", R"({"architectures": ["BertForSequenceClassification"]})",
            "classifier.weight: is missing, though", "bert-bare-sharded-f16");
    }
    void hostileLabels() { check("config.json"); }

    void hostileManifests_data()
    {
        table();
        const auto with = [](const char* name, const std::string& more, const char* message,
                             const char* fixture = "bert-multiclass") {
            const std::string family = QString(fixture).startsWith("bert") ? "bert" : "mpnet";
            const json start = {{"formatVersion", 1}, {"family", family}};
            const std::string head = start.dump();
            row(name, (head.substr(0, head.size() - 1) + more + "}").c_str(), message, fixture);
        };
        row("no version", R"({"family": "bert"})", "\"formatVersion\" is missing");
        row("newer", R"({"formatVersion": 2})",
            "newer Lathe: format 2, this version reads up to 1. Update Lathe");
        row("no family", R"({"formatVersion": 1})", "\"family\" is missing");
        row("other family", R"({"formatVersion": 1, "family": "mpnet"})",
            "\"family\" is \"mpnet\", but config.json's \"model_type\" is \"bert\"");
        row("unknown family", R"({"formatVersion": 1, "family": "x"})", "\"x\" is not supported");
        with("layers is no list", R"(, "layers": {})", "\"layers\" must be a list");
        with("no layers", R"(, "layers": [])", "at least one layer");
        with("too few layers", R"(, "layers": [{"heads": 4, "headSize": 8, "ffn": 64}])",
             "has 1 entries, but config.json's \"num_hidden_layers\" is 3");
        with("layer is a number", R"(, "layers": [1])", "layers[0]");
        with("negative heads", R"(, "layers": [{"heads": -1, "headSize": 8, "ffn": 64}])",
             "layers[0]: \"heads\"");
        with("product too large",
             R"(, "layers": [{"heads": 1048576, "headSize": 1048576, "ffn": 64}])", "is too large");
        with(
            "heads against weights",
            R"(, "layers": [{"heads": 4, "headSize": 8, "ffn": 64}, {"heads": 3, "headSize": 8, "ffn": 64}, {"heads": 4, "headSize": 8, "ffn": 64}])",
            "encoder.layer.1.attention.self.query.weight: has the shape [32, 32], wanted [24, 32] "
            "(lathe.json, layers[1].heads)");
        with(
            "heads against the bias table",
            R"(, "layers": [{"heads": 4, "headSize": 8, "ffn": 64}, {"heads": 2, "headSize": 16, "ffn": 64}])",
            "has the shape [32, 4], wanted [32, 2] (lathe.json, layers[1].heads)",
            "mpnet-multiclass");
        with(
            "FFN against weights",
            R"(, "layers": [{"heads": 4, "headSize": 8, "ffn": 63}, {"heads": 4, "headSize": 8, "ffn": 64}, {"heads": 4, "headSize": 8, "ffn": 64}])",
            "wanted [63, 32] (lathe.json, layers[0].ffn)");
        with("kind", R"(, "labels": {"kind": "regression", "names": []})",
             "labels: \"kind\" must be multiclass or multilabel");
        with("no names", R"(, "labels": {"kind": "multiclass"})", "labels: \"names\" is missing");
        with("name is a number", R"(, "labels": {"kind": "multiclass", "names": [1, 2, 3]})",
             "must hold strings");
        with("too few names", R"(, "labels": {"kind": "multiclass", "names": ["a", "b"]})",
             "names 2 labels, but the classifier has 3 outputs");
        with("labels without a classifier",
             R"(, "labels": {"kind": "multiclass", "names": ["a", "b"]})",
             "classifier.weight: is missing", "bert-bare-sharded-f16");
        with("threshold out of range", R"(, "thresholds": [0.5, 2, 0.5])", "from 0 to 1, found 2");
        with("thresholds of multiclass", R"(, "thresholds": [0.5, 0.5, 0.5])", "not multilabel");
        with("too few thresholds", R"(, "thresholds": [0.5])", "1 entries, but there are 5 labels",
             "bert-multilabel-bf16");
        with("lineage", R"(, "lineage": 1)", "\"lineage\" must be a list");
    }
    void hostileManifests() { check("lathe.json"); }

    void theManifestOverridesLabels()
    {
        const ModelFolder model("bert-multilabel-bf16");
        model.patch("lathe.json",
                    {{"formatVersion", 1},
                     {"family", "bert"},
                     {"labels", {{"kind", "multilabel"}, {"names", {"a", "b", "c", "d", "e"}}}},
                     {"thresholds", {0.1, 0.2, 0.3, 0.4, 1}},
                     {"lineage", {{{"stage", "finetune"}}}}});
        const Checkpoint checkpoint = loadCheckpoint(model.path());
        QCOMPARE(checkpoint.labels->names, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
        QCOMPARE(checkpoint.thresholds, (std::vector<double>{0.1, 0.2, 0.3, 0.4, 1}));
        QCOMPARE(checkpoint.lineage[0]["stage"].get<std::string>(), std::string("finetune"));
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("not JSON") << QByteArray("{\n\"a\": ]")
                                  << "config.json, line 2: not valid JSON";
        QTest::newRow("a list") << QByteArray("[]") << "must hold a JSON object";
        QTest::newRow("deep") << QByteArray("{\"a\":" + QByteArray(100000, '[') +
                                            QByteArray(100000, ']') + "}")
                              << "nested deeper than 64";
        QTest::newRow("huge") << QByteArray((32 << 20) + 1, ' ') << "larger";
    }
    void brokenFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const ModelFolder model("bert-multiclass");
        writeFile(model.path() / "config.json", content.toStdString());
        const auto error = QString::fromStdString(model.error());
        QVERIFY2(error.contains(message), qPrintable(error));
    }

    void longValuesAreCutInMessages()
    {
        QCOMPARE(shown(std::string(1000, 'x')).size(), size_t{63});
        QCOMPARE(shown("gr\xc3\xbcn"), std::string("\"gr\\u00fcn\""));
    }
};

QTEST_GUILESS_MAIN(TestModelConfig)
#include "tst_model_config.moc"
