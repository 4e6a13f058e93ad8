#include "sample_pipeline.h"

#include <fmt/format.h>

#include "widgets/pipeline/before_run.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/inspector.h"
#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/pipeline/recipe_form.h"
#include "widgets/pipeline/stage_palette.h"
#include "widgets/pipeline/template_card.h"
#include "widgets/pipeline/template_gallery.h"
#include "widgets/theme/theme_manager.h"
#include "tests/sanitized.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTreeWidget>
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
    void paletteSaysWhatDoesNotFit();
    void dropsWireSensibly();
    void teacherPorts();
    void arrowsSelectCards();
    void wiresByKeyboard();
    void zoomsAndAligns();
    void fixesByClick();
    void badValuesAreMarkedAtTheirField();
    void resultsOnCards();
    void templates();
    void cardsForScreenReaders();
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
    const auto* inspector = m_view->findChild<Inspector*>();
    if (const auto* form = inspector->nodeForm())
        return form->field(key);
    if (const auto* form = inspector->recipeForm())
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
    drag(portPoint("int4", "model"), portPoint("tune", nullptr));
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("tune"));
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
    drag(portPoint("static", nullptr), portPoint("int4", "model")); // quantized already
    QCOMPARE(refused.count(), 3);
    QVERIFY(refused.last().first().toString().contains("already quantized"));
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
    for (auto* combo : m_view->findChild<Inspector*>()->nodeForm()->findChildren<QComboBox*>())
        if (combo->accessibleName() == "Model")
            input = combo;
    QVERIFY(input);
    QCOMPARE(input->currentText(), QString("Heads and FFN (wired)"));
    QCOMPARE(input->findData("tune"), -1); // filled when it is about to be used
    input->setFocus();
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
    QTest::keyClick(canvas, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(canvas, Qt::Key_Down, Qt::ControlModifier);
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
    // What is quantized cannot be trained: it goes after what was quantized.
    QCOMPARE(added->inputs.at("model"), std::string("tune"));
    QCOMPARE(added->inputs.at("teacher"), std::string("tune"));
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"logits"});
    QVERIFY(m_document->position("logits").x > m_document->position("tune").x);
    QVERIFY(m_document->canRun());
}

void TestPipelineView::paletteSaysWhatDoesNotFit()
{
    auto* tree = m_view->findChild<StagePalette*>()->findChild<QTreeWidget*>();
    const auto why = [&](const char* title) {
        const auto items = tree->findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
        return items.isEmpty() ? QString("?") : items.first()->data(0, Qt::AccessibleDescriptionRole).toString();
    };
    m_view->selectNode("tune");
    QCOMPARE(why("Logits"), QString());
    m_view->selectNode("static");
    QVERIFY2(why("Logits").contains("QAT"), qPrintable(why("Logits")));
    QVERIFY(why("Logits").contains("Goes after Fine-tune instead"));
    QVERIFY(why("Int4 groups").contains("already quantized"));
}

void TestPipelineView::dropsWireSensibly()
{
    const auto at = [&](const char* from, const char* to) {
        const QPointF a = m_view->scene()->card(from)->mapToScene(m_view->scene()->card(from)->output().place);
        const NodeCard* card = m_view->scene()->card(to);
        return (a + card->mapToScene(card->input("model")->place)) / 2;
    };
    Q_EMIT m_view->canvas()->stageDropped("prune.vocabulary", at("prune", "int8"));
    QCOMPARE(m_document->recipe().node("vocabulary")->inputs.at("model"), std::string("prune"));
    QCOMPARE(m_document->recipe().node("int8")->inputs.at("model"), std::string("vocabulary"));
    m_document->undoStack()->undo(); // one command
    QVERIFY(m_document->recipe() == sample::recipe());
    const QPointF beside = m_view->scene()->card("prune")->pos() + QPointF(kCardWidth + 60, 250);
    Q_EMIT m_view->canvas()->stageDropped("quantize.int4", beside);
    QVERIFY(m_document->recipe().node("int4-2")->inputs.contains("model"));
    QVERIFY(m_document->canRun());
}

void TestPipelineView::teacherPorts()
{
    // Three teachers are possible, one is shown until more are wired.
    auto stages = sample::catalog().all();
    for (auto& stage : stages)
        if (stage.id == "distill.logits")
            for (const char* name : {"teacher2", "teacher3"})
                stage.inputs.push_back({name, recipe::PortKind::Teacher, false, ""});
    m_view.reset();
    m_document = std::make_unique<RecipeDocument>(recipe::StageCatalog(stages));
    m_document->replace(sample::recipe());
    m_view = std::make_unique<PipelineView>(*m_document);
    m_view->resize(1364, 852);
    m_view->show();
    m_view->canvas()->fit();
    const NodeCard* card = m_view->scene()->card("distill");
    const auto teachers = [&] {
        return std::count_if(card->ports().begin(), card->ports().end(),
                             [](const Port& port) { return port.kind == recipe::PortKind::Teacher; });
    };
    QCOMPARE(teachers(), 1);
    QVERIFY(!card->input("teacher2"));
    m_document->disconnectPort("distill", "teacher");
    QCOMPARE(teachers(), 1); // free, to be wired
    m_document->undoStack()->undo();
    m_view->selectNode("static"); // a wire on its way finds the next free one
    QTest::keyClick(m_view->canvas(), Qt::Key_W);
    QVERIFY(card->input("teacher2"));
    QTest::keyClick(m_view->canvas(), Qt::Key_Escape);
    QCOMPARE(teachers(), 1);
    QVERIFY(m_document->connectPorts("static", "distill", "teacher2"));
    QCOMPARE(teachers(), 2);
    QVERIFY(card->input("teacher")->place.y() < card->input("teacher2")->place.y());
    QCOMPARE(NodeCard::portTitle(*card->input("teacher2")), QString("Teacher 2"));
}

void TestPipelineView::arrowsSelectCards()
{
    Canvas* canvas = m_view->canvas();
    m_view->selectNode("tune");
    QTest::keyClick(canvas, Qt::Key_Left);
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{kSource});
    QTest::keyClick(canvas, Qt::Key_Right);
    QCOMPARE(m_view->selectedNodes(), std::vector<std::string>{"tune"});
    QTest::keyClick(canvas, Qt::Key_Right);
    const auto right = m_view->selectedNodes();
    QVERIFY(m_document->position(right.front()).x > m_document->position("tune").x);
    const auto y = m_document->position(right.front()).y;
    QTest::keyClick(canvas, Qt::Key_Down);
    QVERIFY(m_document->position(m_view->selectedNodes().front()).y > y);
    QCOMPARE(m_document->undoStack()->count(), 0); // nothing moved
    QTest::keyClick(canvas, Qt::Key_Return);
    QVERIFY(m_view->findChild<Inspector*>()->nodeForm()->isAncestorOf(QApplication::focusWidget()));
}

void TestPipelineView::wiresByKeyboard()
{
    Canvas* canvas = m_view->canvas();
    m_view->selectNode("prune");
    QTest::keyClick(canvas, Qt::Key_W);
    QVERIFY(m_view->scene()->hasKeyWire());
    QVERIFY(canvas->accessibleDescription().startsWith("Wire from Heads and FFN to"));
    for (int i = 0; i < 12 && !canvas->accessibleDescription().contains("Int4 groups, model"); ++i)
        QTest::keyClick(canvas, Qt::Key_Tab);
    QTest::keyClick(canvas, Qt::Key_Return);
    QVERIFY(!m_view->scene()->hasKeyWire());
    QCOMPARE(m_document->recipe().node("int4")->inputs.at("model"), std::string("prune"));
    const recipe::Recipe after = m_document->recipe();
    QTest::keyClick(canvas, Qt::Key_W);
    QTest::keyClick(canvas, Qt::Key_Escape);
    QVERIFY(!m_view->scene()->hasKeyWire());
    QVERIFY(m_document->recipe() == after);
}

void TestPipelineView::zoomsAndAligns()
{
    Canvas* canvas = m_view->canvas();
    canvas->zoomTo(1);
    QCOMPARE(canvas->zoom(), 1.0);
    canvas->zoomBy(1.25);
    QCOMPARE(canvas->zoom(), 1.25);
    QTest::keyClick(canvas, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas->zoom(), 1.0);
    m_view->scene()->selectNodes({"static", "prune", "distill"});
    QTest::keyClick(canvas, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_document->position("static").y, m_document->position("prune").y);
    QCOMPARE(m_document->position("distill").y, m_document->position("prune").y);
    QVERIFY(std::abs(m_document->position("static").x - m_document->position("prune").x) >= kCardWidth);
    QCOMPARE(m_document->undoStack()->count(), 1);
}

void TestPipelineView::fixesByClick()
{
    auto* list = m_view->findChild<BeforeRun*>();
    const auto row = [&](const char* text) {
        for (int i = 0; i < list->count(); ++i)
            if (list->item(i)->text().contains(text))
                return i;
        return -1;
    };
    m_document->disconnectPort("distill", "teacher");
    QVERIFY(row("'teacher' is not connected") >= 0);
    list->setFocus();
    list->setCurrentRow(row("'teacher' is not connected"));
    QTest::keyClick(list, Qt::Key_F);
    QCOMPARE(m_document->recipe().node("distill")->inputs.at("teacher"), std::string("tune"));
    QVERIFY(m_document->canRun());
    m_document->undoStack()->undo();
    QVERIFY(!m_document->canRun());

    // The same in the form, beside what it is about.
    m_view->selectNode("distill");
    QPushButton* button = nullptr;
    for (auto* candidate : m_view->findChild<Inspector*>()->nodeForm()->findChildren<QPushButton*>())
        if (candidate->text() == "Take 'tune' as teacher")
            button = candidate;
    QVERIFY(button);
    button->click();
    QVERIFY(m_document->canRun());
}

void TestPipelineView::badValuesAreMarkedAtTheirField()
{
    recipe::Recipe recipe = sample::recipe(); // as a file may hold it
    for (auto& node : recipe.nodes)
        if (node.id == "prune")
            node.params["sparsity"] = {7.0};
    m_document->replace(recipe);
    m_view->selectNode("prune");
    QVERIFY(field("sparsity")->issue().contains("0.95"));
    QVERIFY(field("sparsity")->editor()->property("invalid").toBool());
    Q_EMIT field("sparsity")->fixRequested();
    QVERIFY(field("sparsity")->issue().isEmpty());
    QVERIFY(!field("sparsity")->editor()->property("invalid").toBool());
    QVERIFY(m_document->canRun());
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

void TestPipelineView::resultsOnCards()
{
    const recipe::Plan plan = recipe::expand(m_document->recipe(), m_document->catalog());
    runner::RunStarted started;
    started.plan = plan;
    m_view->onRunEvent(started);
    const NodeCard* card = m_view->scene()->card("prune");
    runner::VariantMeasured measured;
    measured.variant.id = "1";
    measured.variant.node = "prune";
    measured.variant.metrics = {{"accuracy", 0.8524}};
    measured.variant.facts.weightBytes = 22'900'000;
    m_view->onRunEvent(measured);
    QCOMPARE(card->run()->measured(), QString("0.852 accuracy · 22.9 MB"));
    measured.variant.id = std::string(1, '2');
    measured.variant.metrics = {{"accuracy", 0.841}};
    measured.variant.facts.weightBytes = 20'100'000;
    m_view->onRunEvent(measured);
    QCOMPARE(card->run()->measured(), QString::fromUtf8("0.841–0.852 acc. · 20–23 MB"));
    measured.variant.node = "tune";
    measured.variant.metrics = {{"microF1", 0.57}}; // multilabel
    measured.variant.facts.weightBytes = 0;
    m_view->onRunEvent(measured);
    QCOMPARE(m_view->scene()->card("tune")->run()->measured(), QString("0.570 F1"));
}

void TestPipelineView::cardsForScreenReaders()
{
    auto* canvas = QAccessible::queryAccessibleInterface(m_view->canvas());
    QVERIFY(canvas);
    QCOMPARE(canvas->childCount(), int(m_document->recipe().nodes.size()) + 1);
    auto* source = canvas->child(0);
    QVERIFY(source->text(QAccessible::Name).startsWith("MiniLM-L6"));
    QCOMPARE(canvas->indexOfChild(source), 0);
    QVERIFY(source->rect().isValid());
    m_view->selectNode("prune");
    QVERIFY(canvas->focusChild()->text(QAccessible::Name).contains("model from Fine-tune"));
    QVERIFY(canvas->focusChild()->text(QAccessible::Name).contains("3 variant"));
    QVERIFY(canvas->focusChild()->state().selected);
    QCOMPARE(canvas->focusChild()->parent()->object(), m_view->canvas());
}

void TestPipelineView::templates()
{
    const auto list = pipelineTemplates(false);
    QVERIFY(list.size() >= 5);
    QCOMPARE(pipelineTemplates(true).front().id, QString("multilabel")); // where texts have several labels
    for (const auto& one : list) {
        QVERIFY(!one.recipe.nodes.empty());
        QVERIFY(!one.summary.isEmpty() && !one.measured.isEmpty() && one.origin.contains("MiniLM-L6"));
    }
    recipe::Surroundings known;
    known.layers = 12;
    m_document->setSurroundings(known);
    TemplateGallery gallery(*m_document, false);
    gallery.show();
    const auto cards = gallery.findChildren<TemplateCard*>();
    QCOMPARE(cards.size(), qsizetype(list.size()));
    const auto good = std::find_if(cards.begin(), cards.end(), [](const TemplateCard* card) {
        return card->accessibleName() == "Small and as good";
    });
    QTest::keyClick(*good, Qt::Key_Space);
    QCOMPARE(gallery.result(), int(QDialog::Accepted));
    const auto* shallow = gallery.chosen().recipe.node("shallow");
    QVERIFY(shallow && !m_document->catalog().find(shallow->stage)); // the small catalog lacks it: unchanged

    const auto before = m_document->recipe().nodes.size();
    m_view->insertTemplate(list.front().recipe);
    QCOMPARE(m_document->recipe().nodes.size(), before + list.front().recipe.nodes.size());
    QCOMPARE(m_document->recipe().node("tuned")->inputs.at("model"), std::string(kSource));
    for (const auto& node : sample::recipe().nodes) // below what was there
        QVERIFY(m_document->position("tuned").y > m_document->position(node.id).y);
    m_document->undoStack()->undo();
    QVERIFY(m_document->recipe() == sample::recipe());
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
