// The pages of the export window on the fake engine, to look at: demo_export PICTURES [light|dark] [LANGUAGE]

#include "fake_runtime.h"
#include "workbench.h"

#include "widgets/compare/compare_place.h"
#include "widgets/export/export_setup.h"
#include "widgets/export/export_window.h"
#include "widgets/export/format_card.h"
#include "widgets/export/proof_choice.h"
#include "widgets/settings/languages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QTest>

using namespace lathe::widgets;

namespace {

// The last variant that is kept as integers.
std::string subjectOf(Session& session)
{
    std::string id;
    for (const lathe::runner::Variant& variant : session.variants())
        if (variant.facts.storage == "int8")
            id = variant.id;
    return id;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName("lathe-demo");
    const QStringList arguments = QApplication::arguments();
    const QString pictures = arguments.value(1, "pictures");
    QDir().mkpath(pictures);
    useLanguage(arguments.value(3, "en"), application);
    QTemporaryDir folder;
    FakeRuntimes runtimes;
    FakeEngine::Knobs knobs;
    knobs.exportTime = std::chrono::milliseconds(1500);
    Workbench bench(writeProject(folder.filePath("project").toStdString()), knobs);
    bench.themes.setChoice(arguments.value(2) == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    const auto until = [](auto&& holds) { return QTest::qWaitFor(holds, 30000); };
    bool went = until([&] { return bench.session.data() != nullptr; });
    bench.session.startRun();
    went &= until([&] { return !bench.session.isRunning() && !bench.session.runs().empty(); });
    const std::string id = subjectOf(bench.session);
    runtimes.answerAs(bench.session.workspace().historyFile(), id);
    runtimes.takeSeconds(2);

    bench.window->exportModel(id);
    ExportWindow& window = *bench.window->exportWindow();
    ExportSetup& setup = *window.setup();
    const auto isChecked = [&] { return !setup.problem().contains(QChar(0x2026)); };
    const auto save = [&](const char* name, QWidget& widget) {
        QTest::qWait(300);
        widget.grab().save(QString("%1/%2.png").arg(pictures, name));
    };
    went &= until(isChecked);
    setup.proof()->prove()->setChecked(true);
    save("missing", window);
    setup.models()->setCurrentIndex(setup.models()->count() - 1);
    save("greyed", window);
    runtimes.install("onnxruntime");
    for (const float shift : {0.0F, 20.0F}) {
        runtimes.answerAs(bench.session.workspace().historyFile(), id, shift);
        window.offer(id);
        setup.cards().front()->click();
        setup.renew();
        went &= until([&] { return isChecked() && setup.proof()->isProving(); });
        if (shift == 0)
            save("ready", window);
        window.start();
        QTest::qWait(2500);
        if (shift == 0)
            save("work", window);
        went &= until([&] { return window.page() == ExportWindow::Outcome; });
        save(shift == 0 ? "agrees" : "differs", window);
        QTest::qWait(500);
        Q_EMIT window.compareRequested(id + ".onnx.onnxruntime");
        save(shift == 0 ? "compare" : "compare-failed", *bench.window);
    }
    return went ? 0 : 1;
}
