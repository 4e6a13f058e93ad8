#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/stages/stage.h"
#include "core/engine/torch_engine.h"
#include "core/runner/forecast.h"
#include "core/runner/model_folders.h"
#include "core/runner/preflight.h"
#include "core/runner/runner.h"
#include "tests/engine/tiny_task.h"

#include <ATen/TensorOperators.h>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
namespace fs = std::filesystem;

namespace {

const fs::path kEncoder = LATHE_TEST_DATA "/models/bert-multiclass";

void writeSplit(const fs::path& file, const std::vector<data::Example>& rows, const data::LabelSet& labels)
{
    std::string text = "text\tlabel\n";
    for (const data::Example& row : rows)
        text += row.text + "\t" + labels.names[size_t(row.labels[0])] + "\n";
    writeFile(file, text);
}

} // namespace

// A recipe whose source teaches a model of another folder, from the recipe to the measured variant.
class TestStudentFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
        fs::copy(kEncoder, student(), fs::copy_options::recursive);
        std::vector<std::string> words;
        for (char letter = 'a'; letter <= 'z'; ++letter)
            words.emplace_back(1, letter);
        const data::DataSet set = tests::tinyTask(data::TaskKind::Multiclass, words);
        writeSplit(m_folder / "train.tsv", set.train, set.labels);
        writeSplit(m_folder / "validation.tsv", set.validation, set.labels);
        writeSplit(m_folder / "test.tsv", set.test, set.labels);
        m_recipe = {};
        m_recipe.model = LATHE_TEST_DATA "/families/llama";
        m_recipe.data.train = m_folder / "train.tsv";
        m_recipe.data.validation = m_folder / "validation.tsv";
        m_recipe.data.test = m_folder / "test.tsv";
        m_recipe.maxLength = 32;
        m_recipe.seed = 11;
        m_recipe.measure.speed = false;
        const decltype(recipe::Node::params) training = {{"epochs", {12.0}}, {"batchSize", {int64_t(16)}}};
        m_recipe.nodes = {{"tuned", "finetune", training, {{"model", "source"}}},
                          {"taught", "distill.logits", training, {{"model", "tuned"}, {"teacher", "tuned"}}}};
        m_recipe.nodes[0].params["learningRate"] = {5e-3};
        m_recipe.nodes[1].params["learningRate"] = {3e-3};
        m_recipe.nodes[1].params["layers"] = {int64_t(2)};
        setStudent(student());
    }

    void decoderTeachesEncoder()
    {
        const runner::Outcome first = run();
        QVERIFY2(first.state == runner::RunState::Succeeded, first.error.c_str());
        QCOMPARE(first.variants.size(), size_t(2));
        const runner::Variant &tuned = first.variants[0], &taught = first.variants[1];
        QCOMPARE(tuned.facts.family, std::string("llama"));
        QCOMPARE(taught.facts.family, std::string("bert"));
        QCOMPARE(taught.parent, tuned.id);
        QCOMPARE(taught.facts.labels->names, (std::vector<std::string>{"alpha", "beta", "gamma"}));
        QCOMPARE(engine::loadCheckpoint(taught.model).architecture.layers.size(), size_t(2));
        QVERIFY(fs::exists(taught.model / "vocab.txt"));
        QVERIFY2(taught.metrics.at("accuracy") > 0.85, qPrintable(QString::number(taught.metrics.at("accuracy"))));
        QVERIFY(taught.metrics.contains("agreement"));
        QVERIFY(isComputed(tuned) && isComputed(taught));

        // The same again comes from the cache, and the forecast knows it once it is told the student's fingerprint.
        const runner::Outcome second = run();
        QVERIFY(!isComputed(second.variants.at(0)) && !isComputed(second.variants.at(1)));
        QCOMPARE(second.variants[1].metrics.at("accuracy"), taught.metrics.at("accuracy"));
        const recipe::Plan plan = recipe::expand(m_recipe, m_engine.stages());
        QCOMPARE(cached(runner::folderFingerprints(plan, m_engine, Task())), 2);
        QCOMPARE(cached({}), 1);

        // Other weights in the student's folder: it alone is taught anew.
        engine::Checkpoint other = engine::loadCheckpoint(kEncoder);
        other.weights["embeddings.token"] = other.weights["embeddings.token"] * 1.5;
        fs::remove_all(student());
        fs::create_directory(student());
        engine::saveCheckpoint(other, student());
        QCOMPARE(cached(runner::folderFingerprints(plan, m_engine, Task())), 1);
        const runner::Outcome third = run();
        QVERIFY2(third.state == runner::RunState::Succeeded, third.error.c_str());
        QVERIFY(!isComputed(third.variants.at(0)) && isComputed(third.variants.at(1)));
        QVERIFY(third.variants[1].model != taught.model);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("folder"); // in the test's own, unless it is relative
        QTest::addColumn<QString>("text");   // a part of what is said
        QTest::newRow("relative") << "models/student" << "is not an absolute path";
        QTest::newRow("absent") << "/absent" << "does not exist";
        QTest::newRow("no model") << "/empty" << "config.json";
        QTest::newRow("unknown family") << "/unknown" << "mystery";
        QTest::newRow("no tokenizer") << "/mute" << "tokenizer";
        QTest::newRow("integers") << "/packed" << "input 'student' holds int8 or int4 weights";
        QTest::newRow("deeper than it is") << "/student" << "the student is to have 9 layers but the model has 3";
        QTest::newRow("longer texts than it takes") << "/short" << "maxLength is 32, but";
    }
    void refusals()
    {
        QFETCH(QString, folder);
        QFETCH(QString, text);
        const auto copy = [&](const char* name) {
            fs::copy(kEncoder, m_folder / name, fs::copy_options::recursive);
            return m_folder / name;
        };
        fs::create_directory(m_folder / "empty");
        nlohmann::json config = readJson(kEncoder / "config.json");
        config["model_type"] = "mystery";
        writeFile(copy("unknown") / "config.json", config.dump());
        fs::remove(copy("mute") / "vocab.txt");
        engine::Checkpoint brief = engine::loadCheckpoint(kEncoder);
        brief.weights["embeddings.position"] = brief.weights["embeddings.position"].slice(0, 0, 16).clone();
        brief.architecture.positions.table = 16;
        fs::create_directory(m_folder / "short");
        engine::saveCheckpoint(brief, m_folder / "short");
        recipe::Params params;
        for (const recipe::ParamSpec& spec : m_engine.stages().find("quantize.int8")->params)
            params[spec.key] = spec.fallback;
        const data::DataSet none;
        fs::create_directory(m_folder / "packed");
        (void)m_engine.runStep({"quantize.int8", params, {{"model", kEncoder}}, &none, 32, 1, m_folder / "packed"}, Task());

        setStudent(folder.startsWith('/') ? m_folder.string() + folder.toStdString() : folder.toStdString());
        if (folder == "/student")
            m_recipe.nodes[1].params["layers"] = {int64_t(9)};
        const recipe::Plan plan = recipe::expand(m_recipe, m_engine.stages());
        const runner::ModelFacts facts = m_engine.inspect(m_recipe.model);
        const std::vector<recipe::Problem> found =
            runner::foreseen(m_recipe, plan, m_engine, facts, {data::TaskKind::Multiclass, {"alpha", "beta", "gamma"}});
        QCOMPARE(found.size(), size_t(1));
        QCOMPARE(found[0].node, std::string("taught"));
        QVERIFY2(QString::fromStdString(found[0].text).contains(text), found[0].text.c_str());
        QVERIFY_EXCEPTION_THROWN((void)run(), Error); // before anything is written
        QVERIFY(!fs::exists(m_folder / "work"));
    }

private:
    fs::path student() const { return m_folder / "student"; }
    void setStudent(const fs::path& folder) { m_recipe.nodes[1].params["student"] = {folder.string()}; }
    runner::Outcome run() { return runner::run(m_recipe, m_engine, {m_folder / "work", runner::makeRunId()}, {}, {}); }
    static bool isComputed(const runner::Variant& variant) { return variant.details.contains("work"); }
    int cached(const runner::FolderFingerprints& folders)
    {
        const data::DataSet data = data::readDataSet(m_recipe.data, m_recipe.seed);
        return int(runner::forecast(m_recipe, m_engine.stages(), m_engine.inspect(m_recipe.model), data,
                                    m_engine.fingerprint(m_recipe.model, Task()), m_folder / "work", {}, "", {}, folders)
                       .estimate.cached);
    }

    engine::TorchEngine m_engine{1};
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    recipe::Recipe m_recipe;
};

QTEST_GUILESS_MAIN(TestStudentFolder)
#include "tst_student_folder.moc"
