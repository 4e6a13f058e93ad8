#include "core/base/files.h"
#include "core/history/history.h"
#include "core/runner/writer_lock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
namespace fs = std::filesystem;

// Runs the real binary without a shell.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = fs::path(m_dir->path().toStdString());
    }

    void versionAndHelp()
    {
        QCOMPARE(call({"--version"}), 0);
        QVERIFY(m_out.startsWith("lathe-cli "));
        QCOMPARE(call({"--help"}), 0);
        for (const char* verb :
             {"run", "check", "inspect", "stages", "evaluate", "predict", "tokenize", "bench", "history",
              "report"}) {
            QVERIFY2(m_out.contains(verb), verb);
            QByteArray top = m_out;
            QCOMPARE(call({verb, "--help"}), 0);
            QVERIFY2(m_out.contains("--help"), verb);
            m_out = top;
        }
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments"); // @ stands for the test's own folder
        QTest::addColumn<QString>("message");       // a part of what stderr says
        const auto row = [](const char* name, const QStringList& arguments, const char* message) {
            QTest::newRow(name) << arguments << QString(message);
        };
        row("no verb", {}, "subcommand is required");
        row("unknown verb", {"polish"}, "subcommand is required");
        row("unknown option", {"stages", "--jsn"}, "--jsn");
        row("threads", {"run", "@/r.json", "--threads", "0"}, "--threads");
        row("bench without model", {"bench"}, "models is required");
        row("bench of no shape", {"bench", LATHE_TEST_DATA "/models/bert-multiclass", "--shapes", "1x"}, "'1x' is no shape");
        row("bench of a long shape", {"bench", LATHE_TEST_DATA "/models/bert-multiclass", "--shapes", "1x9999"},
            "the shape 1x9999 does not fit");
        row("bench of a headless model", {"bench", LATHE_TEST_DATA "/models/bert-bare-sharded-f16"}, "no classification head");
        row("seed", {"run", "@/r.json", "--seed", "-1"}, "--seed");
        row("no recipe", {"run", "@/absent.json"}, "absent.json: no such file");
        row("not JSON", {"check", "@/broken.json"}, "broken.json, line 2: not valid JSON");
        row("newer recipe", {"run", "@/newer.json", "--workdir", "@/work"}, "has version 2");
        row("misspelt key", {"check", "@/misspelt.json"}, "did you mean 'maxLength'?");
        row("unknown stage", {"run", "@/stage.json", "--workdir", "@/work"},
            "'polish' is not known");
        row("recipe without model", {"check", "@/empty.json"}, "no model is chosen");
        row("model is missing", {"run", "@/r.json", "--workdir", "@/work"}, "nowhere");
        row("inspect nothing", {"inspect", "@/nowhere"}, "nowhere");
        row("inspect a file", {"inspect", "@/broken.json"}, "broken.json");
        row("inspect an empty folder", {"inspect", "@/folder"}, "folder");
        row("tokenize nothing", {"tokenize", "--model", "@/nowhere", "--text", "x"}, "nowhere");
        row("evaluate nothing", {"evaluate", "--model", "@/nowhere", "--data", "@/t.tsv"},
            "nowhere");
        row("predict without out", {"predict", "--model", "@/nowhere", "--data", "@/t.tsv"},
            "--out");
        row("predict nothing",
            {"predict", "--model", "@/nowhere", "--data", "@/t.tsv", "--out", "@/o.jsonl"},
            "nowhere");
        row("no history", {"history", "list", "--history", "@/absent.db"}, "no such history");
        row("not a history", {"history", "list", "--history", "@/broken.json"},
            "not a Lathe history");
        row("history without verb", {"history"}, "subcommand is required");
        row("unknown run", {"history", "show", "nope", "--history", "@/history.db"},
            "no variant 'nope'");
        row("unknown run to export",
            {"history", "export", "--run", "nope", "--history", "@/history.db"}, "no run 'nope'");
        row("report without out", {"report", "--history", "@/history.db"}, "--out");
        row("report of an empty history", {"report", "--history", "@/history.db", "--out", "@/o.html"},
            "Run a recipe first");
        row("report template",
            {"report", "--history", "@/history.db", "--template", "long", "--out", "@/o.html"}, "long");
        row("report limits",
            {"report", "--history", "@/history.db", "--limits", "qualty=1", "--out", "@/o.html"},
            "did you mean 'quality'?");
        row("report into no folder", {"report", "--history", "@/history.db", "--out", "@/no/o.html"},
            "there is no folder");
        row("report of no history", {"report", "--history", "@/absent.db", "--out", "@/o.html"},
            "no such history");
        row("export format", {"history", "export", "--format", "xls", "--history", "@/history.db"},
            "xls");
    }

    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        writeFile(m_root / "broken.json", "{\"formatVersion\": 1,\n \"name\" }");
        writeFile(m_root / "newer.json", R"({"formatVersion": 2})");
        writeFile(m_root / "misspelt.json", R"({"formatVersion": 1, "maxlenght": 64})");
        writeFile(m_root / "empty.json", R"({"formatVersion": 1})");
        const std::string head =
            R"({"formatVersion": 1, "model": "nowhere", "data": {"train": "t.tsv"}, "nodes": [)";
        writeFile(m_root / "r.json", head + "]}");
        writeFile(m_root / "stage.json", head + R"({"id": "p", "stage": "polish"}]})");
        writeFile(m_root / "t.tsv", "text\tlabel\nx\ta\ny\tb\n");
        fs::create_directory(m_root / "folder");
        {
            const history::History history(m_root / "history.db");
        }
        for (QString& argument : arguments)
            argument.replace("@", QString::fromStdString(m_root.string()));
        const int code = call(arguments);
        QVERIFY2(m_error.contains(message.toUtf8()), m_error.constData());
        QCOMPARE(code, 2);
        QVERIFY(!fs::exists(m_root / "o.jsonl"));
        QVERIFY(!fs::exists(m_root / "o.html"));
        QVERIFY(!fs::exists(m_root / "work" / "artifacts"));
    }

    void aHistoryInUseIsRefused()
    {
        writeFile(m_root / "t.tsv", "text\tlabel\nthe file\tspam\nnetwork\tham\na\tham\nfile\tspam\n");
        writeFile(m_root / "held.json",
                  R"({"formatVersion": 1, "name": "held", "model": ")" LATHE_TEST_DATA R"(/models/bert-multiclass",)"
                  R"("data": {"train": "t.tsv", "validation": "t.tsv", "test": "t.tsv"}, "maxLength": 16,)"
                  R"("nodes": [{"id": "q", "stage": "quantize.int8", "inputs": {"model": "source"}}]})");
        const QString root = QString::fromStdString(m_root.string());
        const QStringList run{"run", root + "/held.json", "--workdir", root + "/held", "--no-speed"};
        {
            const auto lock = runner::takeWriterLock(m_root / "held" / "history.db", "lathe");
            QCOMPARE(call(run), 2);
            QVERIFY2(m_error.contains("is in use by lathe, process"), m_error.constData());
            QVERIFY(!fs::exists(m_root / "held" / "history.db"));
        }
        QVERIFY2(call(run) == 0, m_error.constData());
        QVERIFY(!fs::exists(m_root / "held" / ".history.db.lock"));
    }

    void stagesAsJson()
    {
        QCOMPARE(call({"stages", "--json"}), 0);
        QStringList ids;
        for (const auto& stage : QJsonDocument::fromJson(m_out).array()) {
            ids << stage.toObject()["id"].toString();
            QCOMPARE(stage.toObject()["inputs"].toArray().first().toObject()["name"].toString(),
                     QString("model"));
        }
        for (const char* id : {"finetune", "prune.structured", "distill.logits", "quantize.int8"})
            QVERIFY2(ids.contains(id), qPrintable(ids.join(' ')));
    }

    void benchGivesFigures()
    {
        const QString model = LATHE_TEST_DATA "/models/bert-multiclass";
        QCOMPARE(call({"bench", model, model, "--shapes", "1x8,4x8", "--seconds", "0.05", "--json"}), 0);
        const QJsonObject report = QJsonDocument::fromJson(m_out).object();
        const QJsonArray results = report["results"].toArray();
        QCOMPARE(results.size(), 4);
        for (const auto& value : results) {
            const QJsonObject result = value.toObject();
            QVERIFY(result["medianMs"].toDouble() > 0);
            QVERIFY(result["textsPerSecond"].toDouble() > 0);
            QVERIFY(result["macsPerText"].toDouble() > 0);
            QVERIFY(!result["kernels"].toString().isEmpty());
        }
        QCOMPARE(results[1].toObject()["workload"].toString(), QString("4x8"));
        QVERIFY(report["machine"].toObject().contains("cpuFeatures"));
    }

    void evaluatesWithEveryFigureThatApplies()
    {
        writeFile(m_root / "classes.tsv", "text\tlabel\nthe file\tspam\nnetwork\tham\na\tham\n");
        writeFile(m_root / "labels.tsv", "text\tlabels\nthe file\tred|grey\nnetwork\t\na\tred\n");
        const auto arguments = [&](const char* model, const char* data) {
            return QStringList{"evaluate", "--model", QString(LATHE_TEST_DATA "/models/") + model,
                               "--data", QString::fromStdString((m_root / data).string())};
        };
        QCOMPARE(call(arguments("bert-multiclass", "classes.tsv") << "--json"), 0);
        const QJsonObject classes = QJsonDocument::fromJson(m_out).object();
        QCOMPARE(classes["rows"].toInt(), 3);
        for (const char* key : {"accuracy", "balancedAccuracy", "mcc", "rocAucMacro", "ece", "brier"})
            QVERIFY2(classes[key].isDouble(), key);
        QVERIFY(classes.contains("eceScaled") && classes["eceScaled"].isNull()); // no validation
        QVERIFY(!classes.contains("lrap") && !classes.contains("sizeBytes"));
        const QJsonObject other = classes["perClass"].toObject()["other"].toObject();
        QVERIFY(other["recall"].isNull() && other["f1"].isNull());
        QCOMPARE(other["support"].toInt(), 0);
        QCOMPARE(call(arguments("bert-multilabel-bf16", "labels.tsv") << "--json"), 0);
        const QJsonObject labels = QJsonDocument::fromJson(m_out).object();
        for (const char* key : {"lrap", "hammingLoss", "rocAucMicro", "prAucMicro"})
            QVERIFY2(labels[key].isDouble(), key);
        QVERIFY(!labels.contains("mcc"));
        QCOMPARE(call(arguments("bert-multiclass", "classes.tsv")), 0);
        QVERIFY(m_out.contains("Matthews correlation") && m_out.contains("3 rows"));
        QVERIFY(QString(m_out).contains(QRegularExpression("other.*-.*-\\s+0")));
        writeFile(m_root / "none.tsv", "text\tlabel\n");
        QCOMPARE(call(arguments("bert-multiclass", "none.tsv")), 2);
    }

    void historyTellsDifferences()
    {
        const fs::path file = m_root / "history.db";
        {
            history::History history(file);
            history::Recorder recorder(history);
            runner::RunStarted started;
            started.runId = "r1";
            recorder.onEvent(started);
            for (int i = 1; i <= 3; ++i) {
                runner::Variant v;
                v.runId = "r1";
                v.id = "r1-" + std::to_string(i);
                v.original = "r1-1";
                v.parent = i > 1 ? "r1-" + std::to_string(i - 1) : "";
                auto answers = std::make_shared<runner::Evaluation>();
                answers->validation.classes = answers->test.classes = 2;
                for (int row = 0; row < 20; ++row) { // variant i is wrong in the first 2 (i - 1) rows
                    const bool isWrong = row < 2 * (i - 1);
                    answers->test.truth.push_back({row % 2});
                    for (int k = 0; k < 2; ++k)
                        answers->test.logits.push_back((k == row % 2) == isWrong ? 0.f : 1.f);
                }
                v.evaluation = answers;
                recorder.onEvent(runner::VariantMeasured{v});
            }
            recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, "", 5});
        }
        const QString path = QString::fromStdString(file.string());
        QCOMPARE(call({"history", "show", "r1", "--json", "--history", path}), 0);
        const QJsonArray variants = QJsonDocument::fromJson(m_out)["variants"].toArray();
        QVERIFY(!variants[0].toObject().contains("difference"));
        QCOMPARE(variants[0]["metrics"]["mcc"].toDouble(), 1.0); // derived
        QVERIFY(!variants[1].toObject().contains("differenceToParent")); // it is the original
        const QJsonObject third = variants[2].toObject();
        QCOMPARE(third["metrics"]["agreement"].toDouble(), 0.8);
        const QJsonObject difference = third["difference"].toObject();
        QCOMPARE(difference["accuracy"]["change"].toDouble(), -0.2);
        QVERIFY(difference["accuracy"]["low"].toDouble() < -0.2);
        QCOMPARE(difference["mcnemarP"].toDouble(), 0.125); // 2 / 2^4
        QCOMPARE(difference["mcnemarTest"].toString(), QString("exact"));
        QCOMPARE(difference["mcnemarHolm"].toDouble(), 0.25); // one of two
        QCOMPARE(difference["newlyWrong"].toInt(), 4);
        QCOMPARE(third["differenceToParent"]["newlyWrong"].toInt(), 2);
        QCOMPARE(call({"history", "export", "--format", "json", "--history", path}), 0);
        QCOMPARE(QJsonDocument::fromJson(m_out)[2]["metrics"]["agreement"].toDouble(), 0.8);
    }

    void predictsWithTheModelsOwnLength() // 40 tokens, fewer than the usual 128
    {
        const QString out = QString::fromStdString(m_root / "o.jsonl");
        const QStringList arguments = predictArguments(out);
        QCOMPARE(call(arguments), 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 2);
        QCOMPARE(call(QStringList(arguments) << "--max-length"
                                             << "41"),
                 2);
        QVERIFY2(m_error.contains("takes 3 to 40 tokens"), m_error.constData());
    }

    void weightsThatAreNotNumbersGiveNoPredictions()
    {
        const QString out = QString::fromStdString(m_root / "o.jsonl");
        const QStringList arguments = predictArguments(out);
        const fs::path weights = m_root / "model" / "model.safetensors";
        std::string bytes = readFile(weights);
        bytes.replace(bytes.size() - 4, 4, "\0\0\xc0\x7f", 4); // the last weight: a quiet NaN
        bytes.replace(bytes.size() - 400, 4, "\0\0\xc0\x7f", 4);
        writeFile(weights, bytes);
        QCOMPARE(call(arguments), 2);
        QVERIFY2(m_error.contains("not finite numbers"), m_error.constData());
        QVERIFY(!QFile::exists(out));
    }

    void historyListsAndExports()
    {
        const fs::path file = m_root / "history.db";
        {
            history::History history(file);
            history::Recorder recorder(history);
            runner::RunStarted started;
            started.runId = "r1";
            started.recipe.name = "a, \"quoted\" name";
            started.environment = {{"threads", 2}};
            recorder.onEvent(started);
            runner::Variant v;
            v.id = v.original = "r1-1";
            v.runId = "r1";
            v.lineage = "Fine-tune · rate 1, epochs 2";
            v.metrics = {{"accuracy", 0.875}, {"sizeBytes", 4e6}};
            v.model = "/models/small";
            recorder.onEvent(runner::VariantMeasured{v});
            recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, "", 5});
        }
        const QString path = QString::fromStdString(file.string());
        QCOMPARE(call({"history", "list", "--json", "--history", path}), 0);
        QCOMPARE(QJsonDocument::fromJson(m_out)[0]["state"].toString(), QString("succeeded"));
        QCOMPARE(call({"history", "show", "r1", "--history", path}), 0);
        QVERIFY(m_out.contains("0.8750") && m_out.contains("4.0"));
        QCOMPARE(call({"history", "show", "r1-1", "--json", "--history", path}), 0);
        QCOMPARE(QJsonDocument::fromJson(m_out)["path"].toString(), QString("/models/small"));
        QCOMPARE(call({"history", "export", "--history", path}), 0);
        QVERIFY(m_out.startsWith(
            "run,id,parent,original,stage,lineage,params,storage,kernels,accuracy,"));
        QVERIFY(m_out.contains(",hammingLoss,") && m_out.contains(",rocAucMacro,"));
        QVERIFY(m_out.contains("\"Fine-tune · rate 1, epochs 2\""));
        QCOMPARE(call({"history", "export", "--format", "json", "--history", path}), 0);
        QCOMPARE(QJsonDocument::fromJson(m_out)[0]["metrics"]["accuracy"].toDouble(), 0.875);
    }

private:
    // Of two texts, with a copy of a tiny model that the test may damage.
    QStringList predictArguments(const QString& out) const
    {
        fs::copy(fs::path(LATHE_TEST_DATA) / "models" / "bert-multiclass", m_root / "model");
        writeFile(m_root / "t.tsv", "text\nthe file\n\"network\"\n");
        const auto path = [&](const char* name) { return QString::fromStdString(m_root / name); };
        return {"predict", "--model", path("model"), "--data", path("t.tsv"), "--out", out};
    }

    int call(const QStringList& arguments)
    {
        QProcess process;
        process.start(LATHE_CLI, arguments);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_out = process.readAllStandardOutput();
        m_error = process.readAllStandardError();
        return process.exitCode();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_root;
    QByteArray m_out, m_error;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
