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
    return {object["inputs"].get<std::vector<TokenIds>>(), object["logits"].get<std::vector<std::vector<double>>>(),
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

QString difference(const at::Tensor& found, const std::vector<std::vector<double>>& wanted, double tolerance)
{
    if (found.size(0) != int64_t(wanted.size()) || found.size(1) != int64_t(wanted[0].size()))
        return "other sizes";
    const at::Tensor logits = found.contiguous();
    for (int64_t r = 0; r < logits.size(0); ++r)
        for (int64_t c = 0; c < logits.size(1); ++c) {
            const double value = logits.const_data_ptr<float>()[r * logits.size(1) + c];
            const double expected = wanted[size_t(r)][size_t(c)];
            if (!(std::abs(value - expected) <= tolerance)) // not a number is a difference too
                return QString("row %1, class %2: %3, expected %4").arg(r).arg(c).arg(value).arg(expected);
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
    QString found = difference(model.logits(pad(expected.rows, all)), expected.logits, expected.tolerance);
    for (const int i : all)
        if (found.isEmpty()) {
            found = difference(model.logits(pad(expected.rows, {i})), {expected.logits[size_t(i)]}, expected.tolerance);
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
    QString found = difference(model.logits(batch, {.trace = &trace}), expected.logits, expected.tolerance);
    const at::Tensor below = model.hidden(batch, 1);
    if (found.isEmpty())
        found = difference(model.logits(batch, {.frozen = 1, .below = below}), expected.logits, expected.tolerance);
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

    // What is saved is what was read, under names and keys that transformers reads (--check of the script does).
    void saves_data() { fixtures(); }
    void saves()
    {
        QFETCH(QString, folder);
        const fs::path path = folder.toStdString();
        const Checkpoint original = loadCheckpoint(path);
        const QByteArray kept = qgetenv("LATHE_KEEP");
        QTemporaryDir temporary;
        const fs::path target = (kept.isEmpty() ? fs::path(temporary.path().toStdString()) : fs::path(kept.toStdString())) / path.filename();
        fs::create_directories(target);
        saveCheckpoint(original, target);
        const json before = readJson(path / "config.json"), after = readJson(target / "config.json");
        QCOMPARE(after["model_type"].dump(), before["model_type"].dump());
        for (const auto& [key, value] : before.items())
            if (!std::set<std::string>{"architectures", "dtype", "id2label", "label2id", "problem_type"}.contains(key))
                QVERIFY2(after.contains(key) && after[key] == value, key.c_str());
        const Checkpoint loaded = loadCheckpoint(target);
        QVERIFY(loaded.architecture == original.architecture);
        QCOMPARE(loaded.weights.size(), original.weights.size());
        for (const auto& [name, tensor] : original.weights)
            QVERIFY2(loaded.weights.contains(name) && at::equal(loaded.weights.at(name), tensor), name.c_str());
        QCOMPARE(differenceOf(withHead(loaded), expectedOf(path)), QString());
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
        for (const auto& [found, nearest] : {std::pair("bart", "roberta"), std::pair("gptj", "gpt_neox"),
                                             std::pair("gemma3", "gemma3_text"), std::pair("llama_next", "llama")}) {
            try {
                (void)familyNamed(found);
                QFAIL("no such family is supported");
            } catch (const Error& error) {
                QVERIFY(error.kind() == ErrorKind::Unsupported);
                QVERIFY2(error.full().find(fmt::format("nearest that is: {}\n", nearest)) != std::string::npos ||
                             error.full().find(fmt::format("nearest that is: {}", nearest)) != std::string::npos,
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
