#include "core/analysis/metric_info.h"
#include "core/base/files.h"
#include "core/engine/torch_engine.h"

#include <QTest>

#include <set>

using namespace lathe;

namespace {

const std::filesystem::path kList = std::filesystem::path(LATHE_SOURCE) / "resources/translations/core_texts.h";

std::string quoted(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

// Everything that core says and widgets show by said().
std::string list()
{
    std::set<std::string> texts;
    const engine::TorchEngine engine(1);
    for (const recipe::StageInfo& stage : engine.stages().all()) {
        texts.insert({stage.title, stage.summary});
        for (const recipe::ParamSpec& param : stage.params) {
            texts.insert({param.title, param.help, param.unit});
            texts.insert(param.choices.begin(), param.choices.end());
        }
        for (const recipe::PortSpec& port : stage.inputs)
            texts.insert({port.name, port.help});
    }
    for (const analysis::MetricInfo& metric : analysis::allMetrics())
        texts.insert({std::string(metric.title), std::string(metric.meaning), std::string(metric.unit)});
    texts.erase("");
    std::string result = "// What core says to people, for the translators' tools: made by packaging/translations.\n\n"
                         "const char* const coreTexts[] = {\n";
    for (const std::string& text : texts)
        result += "    QT_TRANSLATE_NOOP(\"core\", \"" + quoted(text) + "\"),\n";
    return result + "};\n";
}

} // namespace

class TestCoreTexts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListIsUpToDate()
    {
        const std::string wanted = list();
        if (qEnvironmentVariableIsSet("LATHE_UPDATE"))
            writeFile(kList, wanted);
        QVERIFY2(readFile(kList) == wanted, "a text of a stage or a metric was added or changed: run packaging/translations");
    }
};

QTEST_GUILESS_MAIN(TestCoreTexts)
#include "tst_core_texts.moc"
