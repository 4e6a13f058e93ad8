#include "tests/export/onnx_cases.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

constexpr double kExact = 1e-4;
const double kHalf = std::exp2(-7); // weights have 11 bits
// A sum that is off in its last bit may round to the next code, a 255th of the input's range.
constexpr double kCodes = 0.02;

} // namespace

// Every family in every form that a graph can hold, as onnx.checker, shape inference and ONNX Runtime see it. It needs a
// Python with tests/export/requirements.txt: LATHE_EXPORT_PYTHON, or the one that packaging/test makes.
class TestOnnx : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = pythonWithRuntimes();
        if (python.isEmpty())
            QSKIP("no Python with ONNX Runtime: packaging/test makes one, or set LATHE_EXPORT_PYTHON");
        QVERIFY(m_folder.isValid());
        for (const fs::path& model : modelFixtures())
            writeForms(model);
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(python, {LATHE_SOURCE "/tests/export/check_onnx.py", m_folder.path()});
        QVERIFY2(check.waitForFinished(240000), qPrintable(check.errorString()));
        QVERIFY2(check.exitStatus() == QProcess::NormalExit && check.exitCode() == 0, check.readAll().constData());
        m_found = readJson(file("found.json"));
    }

    void answersAsHere_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : m_cases)
            QTest::newRow(qPrintable(name)) << name;
    }
    void answersAsHere()
    {
        QFETCH(QString, name);
        const nlohmann::json& found = m_found.at(name.toStdString());
        QVERIFY2(!found.contains("error"), found.value("error", "").c_str());
        const double difference = found.at("difference").get<double>(), bound = found.at("bound").get<double>();
        QVERIFY2(difference <= bound, qPrintable(QString("%1, at most %2").arg(difference).arg(bound)));
    }

private:
    static QString pythonWithRuntimes()
    {
        if (const QString chosen = qEnvironmentVariable("LATHE_EXPORT_PYTHON"); !chosen.isEmpty())
            return chosen;
        const QString made = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/lathe/python/tests/bin/python";
        return QFileInfo::exists(made) ? made : QString();
    }
    fs::path file(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    void add(const std::string& name, const Checkpoint& checkpoint, double bound, bool halves = false)
    {
        writeCase(checkpoint, m_rows, bound, halves, file(name));
        m_cases << QString::fromStdString(name);
    }

    void writeForms(const fs::path& folder)
    {
        const std::string name = folder.filename().string();
        m_rows = readJson(folder / "expected.json")["inputs"].get<std::vector<TokenIds>>();
        const Checkpoint stored = withHead(loadCheckpoint(folder));
        const Checkpoint plain = widened(stored);
        add(name + ", fp32", plain, kExact);
        add(name + ", fp16", plain, kHalf, true);
        Checkpoint int8 = stored, int4 = stored;
        roundLayers(int8.weights);
        roundLayersToInt4(int4.weights);
        add(name + ", int8", int8, kCodes);
        add(name + ", int4", int4, kExact);
    }

    QTemporaryDir m_folder;
    QStringList m_cases;
    nlohmann::json m_found;
    std::vector<TokenIds> m_rows;
};

QTEST_GUILESS_MAIN(TestOnnx)
#include "tst_onnx.moc"
