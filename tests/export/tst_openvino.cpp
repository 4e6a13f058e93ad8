#include "core/base/error.h"
#include "tests/export/graph_check.h"
#include "tests/export/stage_chain.h"

#include <fmt/ranges.h>
#include <set>

using namespace lathe;
using namespace lathe::engine;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

constexpr double kExact = 1e-4;
const double kHalf = std::exp2(-7); // weights have 11 bits
constexpr double kCodes = 0.02;     // a sum that is off in its last bit may round to the next code of a fixed range
// Left to itself OpenVINO rounds the inputs of products of codes to 8 bits, by token and group.
constexpr double kAsItLikes = 0.1;
const nlohmann::json kExactly = {{"DYNAMIC_QUANTIZATION_GROUP_SIZE", "0"}};

double boundOf(const Checkpoint& checkpoint)
{
    double bound = kExact;
    for (const auto& [name, weight] : checkpoint.weights) {
        if (name.ends_with("_range"))
            bound = std::max(bound, kCodes);
        if (weight.scalar_type() == at::kBFloat16 || (weight.scalar_type() == at::kHalf && !isMatrixDetail(name)))
            bound = std::max(bound, kHalf);
    }
    return bound;
}

} // namespace

// A model of every family, and every form of one, in the graph that is made for OpenVINO, as OpenVINO runs it. It needs a Python with
// tests/export/requirements.txt: LATHE_EXPORT_PYTHON, or the one that packaging/test makes.
class TestOpenVino : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = pythonWithRuntimes();
        if (python.isEmpty() || QProcess::execute(python, {"-c", "import openvino"}) != 0)
            QSKIP("no Python with OpenVINO: packaging/test makes one, or set LATHE_EXPORT_PYTHON");
        std::set<std::string> families;
        for (const fs::path& model : modelFixtures())
            if (const Checkpoint stored = withHead(loadCheckpoint(model)); families.insert(stored.architecture.family).second)
                writeFamily(model, stored);
        QVERIFY(families.size() > 15);
        try {
            writeForms("roberta");
        } catch (const Error& error) {
            QFAIL(error.full().c_str());
        }
        const QByteArray problem = m_check.run(python, "openvino");
        QVERIFY2(problem.isEmpty(), problem.constData());
    }

    void answersAsHere_data() { m_check.addRows(); }
    void answersAsHere()
    {
        QFETCH(QString, name);
        m_check.verify(name);
    }

private:
    void add(const std::string& name, const Checkpoint& checkpoint, const std::vector<TokenIds>& rows, bool halves = false)
    {
        m_check.add(name, checkpoint, rows, halves ? kHalf : boundOf(checkpoint), {halves, true}, kExactly);
    }
    // As the script of an export runs it.
    void addAsItLikes(const std::string& name, const Checkpoint& checkpoint, const std::vector<TokenIds>& rows)
    {
        m_check.add(name + ", rounded", checkpoint, rows, kAsItLikes, {false, true});
    }

    static std::vector<TokenIds> rowsOf(const fs::path& folder)
    {
        return readJson(folder / "expected.json")["inputs"].get<std::vector<TokenIds>>();
    }

    // A model of every family in fp32, and of the kinds of blocks that there are in int8.
    void writeFamily(const fs::path& folder, const Checkpoint& stored)
    {
        const std::string name = folder.filename().string();
        add(name + ", fp32", widened(stored), rowsOf(folder));
        const std::string& family = stored.architecture.family;
        if (family != "bert" && family != "deberta-v2" && family != "modernbert" && family != "gpt2" && family != "llama")
            return;
        Checkpoint int8 = stored;
        roundLayers(int8.weights);
        add(name + ", int8", int8, rowsOf(folder));
        addAsItLikes(name + ", int8", int8, rowsOf(folder));
    }

    // Each form that a matrix is stored in, and what every stage that prunes or quantizes leaves.
    void writeForms(const std::string& family)
    {
        const fs::path folder = fs::path(LATHE_TEST_DATA "/families") / family;
        const std::vector<TokenIds> rows = rowsOf(folder);
        const Checkpoint stored = withHead(loadCheckpoint(folder));
        add(family + ", fp16", widened(stored), rows, true);
        Checkpoint int4 = stored;
        roundLayersToInt4(int4.weights);
        add(family + ", int4", int4, rows);
        addAsItLikes(family + ", int4", int4, rows);
        add(family + ", int8 tables", withInt8Tables(stored), rows);
        const StageChain chain(folder, m_check.file(family + " stages"));
        std::vector<std::vector<std::string>> chains{{"prune.structured", "prune.layers", "quantize.static"},
                                                     {"prune.lowrank", "quantize.int8"}};
        for (const Stage& stage : allStages())
            if (stage.info.family == recipe::StageFamily::Prune || stage.info.family == recipe::StageFamily::Quantize)
                chains.push_back({stage.info.id});
        for (const auto& stages : chains) {
            const Checkpoint made = chain.run(stages);
            std::vector<TokenIds> known = rows;
            for (TokenIds& row : known)
                for (int32_t& id : row)
                    id %= made.architecture.vocabularySize;
            add(fmt::format("{}, {}", family, fmt::join(stages, " + ")), made, known);
        }
    }

    GraphCheck m_check;
};

QTEST_GUILESS_MAIN(TestOpenVino)
#include "tst_openvino.moc"
