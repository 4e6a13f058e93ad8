#include "sample_pipeline.h"

#include <fmt/format.h>

#include "widgets/pipeline/before_run.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/pipeline/recipe_form.h"
#include "widgets/pipeline/stage_palette.h"
#include "widgets/theme/theme_manager.h"
#include "tests/sanitized.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace lathe;
using recipe::kSource;
using recipe::ParamValue;
using namespace lathe::widgets;

class TestPipelineView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void connectsByMouse();
    void refusesWrongConnections();
    void detachesByMouse();
    void movesByMouse();
    void formWritesSeveralValues();
    void formKeepsLastGoodValue();
    void formFollowsUndo();
    void formChoosesInputs();
    void recipeForm();
    void keyboard();
    void copyAndPaste();
    void paletteAdds();
    void runEventsReachCards();
    void problemsSelectTheirNode();
    void bigRecipe();
    void drawsCards();

private:
    [[nodiscard]] QPoint portPoint(const char* node, const char* input) const; // null: the output
    void drag(QPoint from, QPoint to) const;
    [[nodiscard]] ParamField* field(const char* key) const;

    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<PipelineView> m_view;
};

void TestPipelineView::initTestCase()
{
    m_theme = std::make_unique<ThemeManager>(*qApp);
    m_theme->setChoice(ThemeChoice::Light);
}

void TestPipelineView::init()
{
    m_document = std::make_unique<RecipeDocument>(sample::catalog());
    m_document->replace(sample::recipe());
    m_view = std::make_unique<PipelineView>(*m_document);
    m_view->resize(1364, 852);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    m_view->canvas()->fit();
    m_view->canvas()->setFocus();
}

void TestPipelineView::cleanup()
{
    m_view.reset();
    m_document.reset();
}

QPoint TestPipelineView::portPoint(const char* node, const char* input) const
{
    const NodeCard* card = m_view->scene()->card(node);
    const Port& port = input ? *card->input(input) : card->output();
    return m_view->canvas()->mapFromScene(card->mapToScene(port.place));
}

void TestPipelineView::drag(QPoint from, QPoint to) const
{
    QWidget* viewport = m_view->canvas()->viewport();
    const auto send = [&](QEvent::Type type, QPoint at, Qt::MouseButton button,
                          Qt::MouseButtons held) {
        QMouseEvent event(type, at, viewport->mapToGlobal(at), button, held, Qt::NoModifier);
        QApplication::sendEvent(viewport, &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= 5; ++i)
        send(QEvent::MouseMove, from + (to - from) * i / 5, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
}

ParamField* TestPipelineView::field(const char* key) const
{
    if (const auto* form = m_view->findChild<NodeForm*>())
        return form->field(key);
    if (const auto* form = m_view->findChild<RecipeForm*>())
        return form->field(key);
    return nullptr;
}

void TestPipelineView::connectsByMouse()
{
    drag(portPoint("prune", nullptr), portPoint("int4", "model") + QPoint(-9, 7)); // snaps
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("prune"));
    QCOMPARE(m_document->undoStack()->count(), 1);
    m_document->undoStack()->undo();
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("distill"));

    // A free input finds an output too.
    m_document->disconnectPort("int4", "model");
    drag(portPoint("int4", "model"), portPoint("static", nullptr));
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("static"));
}

void TestPipelineView::refusesWrongConnections()
{
    const recipe::Recipe before = m_document->recipe();
    QSignalSpy refused(m_view->scene(), &PipelineScene::refused);
    drag(portPoint("prune", nullptr),
         portPoint("static", nullptr)); // lands on the card: its input fits
    QCOMPARE(m_document->recipe().node("static")->inputs.at("model"), std::string("prune"));
    m_document->undoStack()->undo();
    drag(portPoint("prune", nullptr), portPoint(kSource, nullptr)); // an output into an output
    QCOMPARE(refused.count(), 1);
    drag(portPoint("int8", nullptr), portPoint("tune", "model")); // a circle
    QCOMPARE(refused.count(), 2);
    QVERIFY(refused.last().first().toString().contains("circle"));
    QVERIFY(m_document->recipe() == before);
}

void TestPipelineView::detachesByMouse()
{
    const QPoint end = portPoint("distill", "teacher");
    drag(end, end + QPoint(-20, 120));
    QVERIFY(!m_document->recipe().node("distill")->inputs.contains("teacher"));
    QCOMPARE(m_document->recipe().node("distill")->inputs.at("model"), std::string("tune"));
    m_document->undoStack()->undo();
    const recipe::Recipe before = m_document->recipe();
    drag(end, end); // a click changes nothing
    QVERIFY(m_document->recipe() == before);
    drag(portPoint("int8", "model"), portPoint("int4", "model")); // moves the end
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("prune"));
    QVERIFY(m_document->recipe().node("int8")->inputs.empty());
    m_document->undoStack()->undo(); // as one command
    QVERIFY(m_document->recipe() == before);
}

void TestPipelineView::movesByMouse()
{
    const recipe::Recipe before = m_document->recipe();
    const auto was = m_document->position("prune");
    const QPoint middle =
        m_view->canvas()->mapFromScene(m_view->scene()->card("prune")->pos() + QPointF(90, 60));
    drag(middle, middle + QPoint(0, -100));
    QVERIFY(m_document->position("prune").y < was.y - 50);
    QCOMPARE(m_document->undoStack()->count(), 1);
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"prune"});
    m_document->undoStack()->undo();
    QVERIFY(m_document->recipe() == before);
    QCOMPARE(m_view->scene()->card("prune")->y(), was.y);
}

void TestPipelineView::formWritesSeveralValues()
{
    m_view->selectNode("prune");
    auto* line = qobject_cast<QLineEdit*>(field("sparsity")->editor());
    QCOMPARE(line->text(), QString("0.3, 0.5, 0.7"));
    QCOMPARE(field("sparsity")->hint(), QString("fraction · 3 values, 3 variants"));
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "0.2, 0.4");
    QVERIFY((m_document->values("prune", "sparsity") == std::vector<ParamValue>{0.2, 0.4}));
    QCOMPARE(m_document->undoStack()->count(), 1); // keystrokes are one command
    QCOMPARE(field("sparsity")->hint(), QString("fraction · 2 values, 2 variants"));
    QCOMPARE(m_document->variantCount("int8"), 2);

    auto* combo = qobject_cast<QComboBox*>(field("budget")->editor());
    QCOMPARE(combo->count(), 3);
    combo->lineEdit()->setFocus();
    combo->lineEdit()->selectAll();
    QTest::keyClicks(combo->lineEdit(), "bytes, latency");
    QCOMPARE(m_document->variantCount("prune"), 4);
}

void TestPipelineView::formKeepsLastGoodValue()
{
    m_view->selectNode("prune");
    auto* sparsity = field("sparsity");
    auto* line = qobject_cast<QLineEdit*>(sparsity->editor());
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "0.4");
    QTest::keyClicks(line, ", 7");
    QVERIFY(!sparsity->problem().isEmpty());
    QVERIFY(sparsity->problem().contains("0.95")); // says what would fit
    QVERIFY(m_document->values("prune", "sparsity") == std::vector<ParamValue>{0.4});
    QCOMPARE(line->text(), QString("0.4, 7")); // what was typed is not taken away
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(line->text(), QString("0.4"));
    QVERIFY(sparsity->problem().isEmpty());
    Q_EMIT sparsity->resetRequested();
    QCOMPARE(line->text(), QString("0.5"));
    QVERIFY(m_document->recipe().node("prune")->params.empty());
}

void TestPipelineView::formFollowsUndo()
{
    m_view->selectNode("static");
    auto* check = qobject_cast<QCheckBox*>(field("embeddings")->editor());
    QVERIFY(check->isChecked());
    check->click();
    QVERIFY(m_document->values("static", "embeddings") == std::vector<ParamValue>{false});
    m_document->undoStack()->undo();
    QVERIFY(check->isChecked());
}

void TestPipelineView::formChoosesInputs()
{
    m_view->selectNode("int8");
    QComboBox* input = nullptr;
    for (auto* combo : m_view->findChild<NodeForm*>()->findChildren<QComboBox*>())
        if (combo->accessibleName() == "Model")
            input = combo;
    QVERIFY(input);
    QCOMPARE(input->currentText(), QString("Heads and FFN (wired)"));
    input->setCurrentIndex(input->findData("tune"));
    Q_EMIT input->activated(input->currentIndex());
    QCOMPARE(m_document->recipe().node("int8")->inputs.at("model"), std::string("tune"));
}

void TestPipelineView::recipeForm()
{
    m_view->scene()->clearSelection();
    auto* seed = field("seed");
    QVERIFY(seed);
    auto* line = qobject_cast<QLineEdit*>(seed->editor());
    line->selectAll();
    QTest::keyClicks(line, "77");
    QCOMPARE(m_document->recipe().seed, uint64_t(77));
    line->selectAll();
    QTest::keyClicks(line, "-4");
    QVERIFY(!seed->problem().isEmpty());
    QCOMPARE(m_document->recipe().seed, uint64_t(77));
}

void TestPipelineView::keyboard()
{
    Canvas* canvas = m_view->canvas();
    QTest::keyClick(canvas, Qt::Key_Tab);
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{kSource});
    QVERIFY(canvas->accessibleDescription().contains("MiniLM-L6"));
    QTest::keyClick(canvas, Qt::Key_Tab);
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"tune"});
    const auto was = m_document->position("tune");
    QTest::keyClick(canvas, Qt::Key_Down);
    QTest::keyClick(canvas, Qt::Key_Down);
    QCOMPARE(m_document->position("tune").y, was.y + 48);
    QCOMPARE(m_document->undoStack()->count(), 1);
    QTest::keyClick(canvas, Qt::Key_Delete);
    QVERIFY(!m_document->recipe().node("tune"));
    QVERIFY(m_view->selectedNodes().empty());
    QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_document->recipe().node("tune"));
    QCOMPARE(m_document->recipe().node("prune")->inputs.at("model"), std::string("tune"));
}

void TestPipelineView::copyAndPaste()
{
    const auto nodes = m_document->recipe().nodes.size();
    m_view->scene()->selectNodes({"prune", "int8"});
    QTest::keyClick(m_view->canvas(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(m_view->canvas(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_document->recipe().nodes.size(), nodes + 2);
    QCOMPARE(m_view->selectedNodes(), (std::vector<std::string>{"int8-2", "prune-2"}));
    QCOMPARE(m_document->recipe().node("int8-2")->inputs.at("model"), std::string("prune-2"));
    QTest::keyClick(m_view->canvas(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_document->recipe().nodes.size(), nodes + 4);
    QApplication::clipboard()->setText("not a recipe");
    QSignalSpy refused(m_view->scene(), &PipelineScene::refused);
    QTest::keyClick(m_view->canvas(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(m_document->recipe().nodes.size(), nodes + 4);
}

void TestPipelineView::paletteAdds()
{
    auto* palette = m_view->findChild<StagePalette*>();
    m_view->selectNode("static");
    auto* search = palette->findChild<QLineEdit*>();
    QTest::keyClicks(search, "hinton"); // the paper is searched too
    QTest::keyClick(search, Qt::Key_Return);
    const auto* added = m_document->recipe().node("logits");
    QVERIFY(added);
    QCOMPARE(added->inputs.at("model"), std::string("static"));
    QCOMPARE(added->inputs.at("teacher"), std::string("static"));
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"logits"});
    QVERIFY(m_document->position("logits").x > m_document->position("static").x);
}

void TestPipelineView::runEventsReachCards()
{
    const recipe::Plan plan = recipe::expand(m_document->recipe(), m_document->catalog());
    const NodeCard* card = m_view->scene()->card("tune");
    QVERIFY(!card->run());
    runner::RunStarted started;
    started.plan = plan;
    m_view->onRunEvent(started);
    QCOMPARE(card->run()->text(), QString("waiting"));
    const int step = plan.byNode.at("tune").front();
    m_view->onRunEvent(runner::StepChanged{step, runner::StepState::Running, 0, {}});
    m_view->onRunEvent(runner::StepProgress{step, {0.25, "epoch 1 of 3"}, 0.1, {}});
    QCOMPARE(card->run()->text(), QString("epoch 1 of 3"));
    QCOMPARE(card->run()->fraction, 0.25);
    m_view->onRunEvent(runner::StepChanged{step, runner::StepState::Done, 161, {}});
    QCOMPARE(card->run()->text(), QString("done · 2 min 41 s"));
    QVERIFY(card->spokenName().contains("done"));
    m_document->remove({"prune"}); // the recipe may be edited while it runs
    m_view->onRunEvent(
        runner::StepChanged{plan.byNode.at("prune").front(), runner::StepState::Done, 1, {}});
    m_view->clearRunState();
    QVERIFY(!card->run());
}

void TestPipelineView::problemsSelectTheirNode()
{
    m_document->disconnectPort("distill", "teacher");
    auto* list = m_view->findChild<BeforeRun*>();
    QVERIFY(list->item(0)->text().startsWith("Logits:"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualItemRect(list->item(0)).center());
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"distill"});
    m_document->undoStack()->undo();
    QVERIFY(list->item(0)->text().contains("11"));
}

void TestPipelineView::bigRecipe()
{
    recipe::Recipe big = sample::recipe();
    big.nodes = {{"n0", "finetune", {}, {{"model", kSource}}}};
    for (int i = 1; i < 200; ++i)
        big.nodes.push_back({fmt::format("n{}", i),
                             "finetune",
                             {{"learningRate", {i * 1e-6}}},
                             {{"model", fmt::format("n{}", (i - 1) / 3)}}});
    m_document->replace(big);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10; ++i) {
        m_document->endMerge();
        QVERIFY(m_document->setParam("n5", "epochs", {int64_t(i + 5)}));
        m_document->moveNodes({{"n7", {double(i), 0}}});
    }
    QVERIFY2(kSanitized || timer.elapsed() < 20 * 150, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_view->scene()->cards().size(), size_t(201));
}

void TestPipelineView::drawsCards()
{
    const QImage image = m_view->grab().toImage();
    const QPoint bar = m_view->canvas()->mapTo(
        m_view.get(),
        m_view->canvas()->mapFromScene(m_view->scene()->card("prune")->pos() + QPointF(7, 20)));
    QCOMPARE(image.pixelColor(bar * image.devicePixelRatio()),
             Theme::light().family(recipe::StageFamily::Prune));
}

QTEST_MAIN(TestPipelineView)
#include "tst_pipeline_view.moc"
