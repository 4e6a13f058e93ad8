#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/runtime/open_models.h"
#include "core/engine/torch_engine.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

static const fs::path kModel = LATHE_TEST_DATA "/models/bert-multiclass";

// Models that stay open to answer texts.
class TestOpenModels : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    [[nodiscard]] fs::path copied(const char* name) const
    {
        const fs::path folder = fs::path(m_dir.path().toStdString()) / name;
        fs::copy(kModel, folder,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        return folder;
    }

private Q_SLOTS:
    void answersAsPredictDoes()
    {
        const std::vector<std::string> texts{"one two", "",
                                             "a much longer text than the others are"};
        TorchEngine engine(1);
        const analysis::Predictions wanted = engine.predict(kModel, texts, 16, {});
        const runner::Answers answers = engine.answer({kModel, texts, 16, 3}, {});
        QCOMPARE(answers.predictions.logits, wanted.logits);
        QCOMPARE(answers.predictions.rows(), texts.size());
        QCOMPARE(answers.labels.names, engine.decision(kModel).labels.names);
        QCOMPARE(answers.seconds.size(), texts.size());
        for (const double seconds : answers.seconds)
            QVERIFY(seconds > 0 && seconds < 10);
        QVERIFY(engine.answer({kModel, texts, 16, 0}, {}).seconds.empty());
    }

    void tokensAreCountedBeforeTheCut()
    {
        TorchEngine engine(1);
        std::string text;
        for (int i = 0; i < 40; ++i)
            text += "a ";
        const runner::Answers answers = engine.answer({kModel, {text, "a"}, 8, 0}, {});
        QCOMPARE(answers.maxLength, 8);
        QVERIFY(answers.tokens[0] >= 42); // with what is in front and behind
        QCOMPARE(answers.tokens[1], answers.tokens[0] - 39);
        // More positions than the model has are not asked for.
        QVERIFY(engine.answer({kModel, {"a"}, 1 << 20, 0}, {}).maxLength < 1 << 20);
    }

    void leastRecentlyAskedCloses()
    {
        const fs::path a = copied("a"), b = copied("b"), c = copied("c");
        int64_t bytes = 0;
        for (const auto& entry : fs::directory_iterator(a))
            if (entry.path().extension() == ".safetensors")
                bytes += int64_t(entry.file_size());
        OpenModels open(2 * bytes);
        for (const fs::path& model : {a, b, a, c})
            (void)open.answer({model, {"x"}, 8, 0}, {});
        QCOMPARE(open.count(), size_t(2)); // a and c
        OpenModels none(0);
        (void)none.answer({a, {"x"}, 8, 0}, {});
        (void)none.answer({b, {"x"}, 8, 0}, {});
        QCOMPARE(none.count(), size_t(1)); // the one in use
        none.clear();
        QCOMPARE(none.count(), size_t(0));
    }

    void aChangedFolderIsReadAnew()
    {
        const fs::path folder = copied("changing");
        OpenModels open(1 << 30);
        const auto before = open.answer({folder, {"x"}, 8, 0}, {});
        nlohmann::json config = readJson(folder / "config.json");
        std::string other = before.labels.names[0] + " renamed";
        config["id2label"]["0"] = other;
        config["label2id"] = nlohmann::json::object();
        for (size_t i = 0; i < before.labels.names.size(); ++i)
            config["label2id"][i == 0 ? other : before.labels.names[i]] = i;
        writeFile(folder / "config.json", config.dump());
        fs::last_write_time(folder / "config.json",
                            fs::file_time_type::clock::now() + std::chrono::seconds(5));
        QCOMPARE(open.answer({folder, {"x"}, 8, 0}, {}).labels.names[0], other);
        QCOMPARE(open.count(), size_t(1));
    }

    void refusesWhatCannotAnswer()
    {
        TorchEngine engine(1);
        QVERIFY_EXCEPTION_THROWN((void)engine.answer({"/nowhere", {"x"}, 8, 0}, {}), Error);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN((void)engine.answer({kModel, {"x"}, 8, 0}, Task(stop.get_token())),
                                 Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestOpenModels)
#include "tst_open_models.moc"
