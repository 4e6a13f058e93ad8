#include "widgets/pipeline/pipeline_view.h"

#include "core/base/error.h"
#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/before_run.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/inspector.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/stage_palette.h"
#include "widgets/pipeline/template_gallery.h"
#include "widgets/theme/theme_manager.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

constexpr int kPaletteWidth = 212;
constexpr int kInspectorWidth = 320;
constexpr int kStripHeight = 176;

QFrame* panel(QWidget* content)
{
    auto* frame = new QFrame;
    setRole(frame, "panel");
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content);
    return frame;
}

// A one pixel line that follows the palette.
QFrame* divider(bool vertical)
{
    auto* line = new QFrame;
    line->setStyleSheet("background: palette(mid);");
    if (vertical)
        line->setFixedWidth(1);
    else
        line->setFixedHeight(1);
    return line;
}

} // namespace

PipelineView::PipelineView(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_scene(new PipelineScene(document, this)),
      m_canvas(new Canvas(*m_scene)), m_palette(new StagePalette(document.catalog())),
      m_inspector(new Inspector(document)),
      m_beforeRun(new BeforeRun(document)), m_strip(new QTabWidget)
{
    auto* side = panel(m_palette);
    side->setFixedWidth(kPaletteWidth);
    auto* inspector = panel(m_inspector);
    inspector->setFixedWidth(kInspectorWidth);

    m_strip->addTab(m_beforeRun, tr("Before you run"));
    m_strip->setStyleSheet("QTabWidget::tab-bar { left: 18px; }");
    m_strip->setDocumentMode(false);
    auto* strip = new QWidget;
    auto* stripLayout = new QVBoxLayout(strip);
    stripLayout->setContentsMargins(0, 0, 0, 0);
    stripLayout->setSpacing(0);
    stripLayout->addWidget(divider(false));
    auto* stripPanel = panel(m_strip);
    stripPanel->layout()->setContentsMargins(0, 4, 0, 6);
    stripLayout->addWidget(stripPanel);

    auto* middle = new QSplitter(Qt::Vertical);
    middle->setHandleWidth(1);
    middle->addWidget(m_canvas);
    middle->addWidget(strip);
    middle->setStretchFactor(0, 1);
    middle->setStretchFactor(1, 0);
    middle->setCollapsible(0, false);
    middle->setSizes({700, kStripHeight});

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addWidget(divider(true));
    layout->addWidget(middle, 1);
    layout->addWidget(divider(true));
    layout->addWidget(inspector);
    setTabOrder(m_palette, m_canvas);
    setTabOrder(m_canvas, m_inspector);

    connect(m_palette, &StagePalette::stageChosen, this, &PipelineView::addStage);
    connect(m_canvas, &Canvas::stageDropped, this, &PipelineView::drop);
    connect(m_canvas, &Canvas::templatesRequested, this, &PipelineView::showTemplates);
    connect(m_palette, &StagePalette::templatesRequested, this, &PipelineView::showTemplates);
    connect(m_canvas, &Canvas::formRequested, m_inspector, &Inspector::focusForm);
    connect(m_scene, &PipelineScene::selectionChanged, this, [this] {
        m_inspector->showNodes(m_scene->selectedNodes());
        refreshPalette();
    });
    connect(&document, &RecipeDocument::problemsChanged, this, &PipelineView::refreshPalette);
    connect(m_beforeRun, &BeforeRun::fixChosen, this,
            [this](const recipe::Finding& finding) { m_document.applyFix(finding); });
    connect(m_beforeRun, &BeforeRun::nodeChosen, this, &PipelineView::selectNode);
    // Another recipe: show all of it.
    connect(&document, &RecipeDocument::pathChanged, m_canvas, [this] {
        if (m_document.undoStack()->count() == 0)
            m_canvas->fit();
    });
    makeActions();
    refreshPalette();
    m_canvas->fit();
    m_canvas->setFocus();
}

PipelineView::~PipelineView()
{
    m_scene->disconnect(this);
    m_scene->disconnect(m_canvas);
}

void PipelineView::makeActions()
{
    const auto add = [this](QList<QAction*>& list, const QString& text, const QKeySequence& key,
                            QWidget* owner, auto what) {
        auto* action = new QAction(text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        owner->addAction(action);
        connect(action, &QAction::triggered, this, what);
        list << action;
        return action;
    };
    for (QAction* action : {m_document.undoStack()->createUndoAction(this, tr("Undo")),
                            m_document.undoStack()->createRedoAction(this, tr("Redo"))}) {
        action->setShortcuts(m_editActions.isEmpty() ? QKeySequence::Undo : QKeySequence::Redo);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_editActions << action;
    }
    const auto copy = [this] {
        auto nodes = m_scene->selectedNodes();
        std::erase(nodes, recipe::kSource);
        if (nodes.empty())
            return;
        const QByteArray json = m_document.copyNodes(nodes);
        auto* mime = new QMimeData;
        mime->setData(kNodesMime, json);
        mime->setText(QString::fromUtf8(json));
        QApplication::clipboard()->setMimeData(mime);
    };
    add(m_editActions, tr("Cut"), QKeySequence::Cut, m_canvas, [this, copy] {
        copy();
        m_scene->removeSelected();
    });
    add(m_editActions, tr("Copy"), QKeySequence::Copy, m_canvas, copy);
    add(m_editActions, tr("Paste"), QKeySequence::Paste, m_canvas, [this] {
        const QMimeData* mime = QApplication::clipboard()->mimeData();
        const QByteArray json =
            mime->hasFormat(kNodesMime) ? mime->data(kNodesMime) : mime->text().toUtf8();
        const QPointF place = m_canvas->pastePlace();
        try {
            m_scene->selectNodes(m_document.paste(json, {place.x(), place.y()}));
        } catch (const Error& error) { // a slot lets nothing escape; the canvas says what was wrong
            Q_EMIT m_scene->refused(QString::fromStdString(error.full()));
        }
    });
    add(m_editActions, tr("Duplicate"), QKeySequence("Ctrl+D"), m_canvas, [this] {
        auto nodes = m_scene->selectedNodes();
        std::erase(nodes, recipe::kSource);
        if (!nodes.empty())
            m_scene->selectNodes(m_document.duplicate(nodes));
    });
    QAction* remove = add(m_editActions, tr("Delete"), QKeySequence(), m_canvas,
                          [this] { m_scene->removeSelected(); });
    remove->setShortcuts({QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
    add(m_editActions, tr("Select all"), QKeySequence::SelectAll, m_canvas, [this] {
        std::vector<std::string> all;
        for (const auto* card : m_scene->cards())
            all.push_back(card->id());
        m_scene->selectNodes(all);
    });
    add(m_viewActions, tr("Fit pipeline"), QKeySequence("F"), m_canvas,
        [this] { m_canvas->fit(); });
    QAction* zoomIn = add(m_viewActions, tr("Zoom in"), QKeySequence(), m_canvas,
                          [this] { m_canvas->zoomBy(1.25); });
    zoomIn->setShortcuts({QKeySequence("Ctrl++"), QKeySequence("Ctrl+="), QKeySequence("+")});
    QAction* zoomOut = add(m_viewActions, tr("Zoom out"), QKeySequence(), m_canvas,
                           [this] { m_canvas->zoomBy(0.8); });
    zoomOut->setShortcuts({QKeySequence("Ctrl+-"), QKeySequence("-")});
    add(m_viewActions, tr("Zoom to 100 %"), QKeySequence("Ctrl+0"), m_canvas,
        [this] { m_canvas->zoomTo(1); });
    add(m_viewActions, tr("Align in a row"), QKeySequence("Ctrl+Shift+H"), m_canvas,
        [this] { align(true); });
    add(m_viewActions, tr("Align in a column"), QKeySequence("Ctrl+Shift+V"), m_canvas,
        [this] { align(false); });
    add(m_viewActions, tr("Templates…"), QKeySequence("Ctrl+T"), this, [this] { showTemplates(); });
    add(m_viewActions, tr("Arrange"), QKeySequence("Ctrl+Shift+A"), m_canvas, [this] {
        m_document.arrange();
        m_canvas->fit();
    });
    connect(m_canvas, &Canvas::menuRequested, this, [this](const QPoint& at) {
        QMenu menu;
        menu.addActions(m_editActions);
        menu.addSeparator();
        menu.addActions(m_viewActions);
        menu.exec(at);
    });
}

std::string PipelineView::addFrom() const
{
    const auto selected = m_scene->selectedNodes();
    return selected.size() == 1 ? selected.front() : recipe::kSource;
}

void PipelineView::addStage(const std::string& stage)
{
    const std::string from = m_document.fittingEnd(addFrom(), stage);
    Places taken;
    for (const auto* card : m_scene->cards())
        taken[card->id()] = {card->x(), card->y()};
    const auto beside = taken[from];
    m_document.endMerge();
    selectNode(
        m_document.addNode(stage, freePlace(taken, {beside.x + kColumnStep, beside.y}), from));
}

// On a card: after it. On a wire of models: into it. Anywhere else: after the nearest card at the
// left that the stage can work on.
void PipelineView::drop(const std::string& stage, QPointF point)
{
    const auto* info = m_document.catalog().find(stage);
    if (!info)
        return;
    m_document.endMerge();
    std::string from = recipe::kSource;
    std::optional<Wire> into;
    const NodeCard* card = m_scene->cardAt(point);
    if (card) {
        m_scene->selectNodes({card->id()});
        return addStage(stage);
    }
    if (const Wire* wire = m_scene->wireAt(point); wire && wire->port == "model") {
        into = *wire;
        from = wire->from;
    } else if (const NodeCard* left = m_scene->cardLeftOf(point)) {
        from = left->id();
    }
    if (into && !m_document.whyNotAfter(from, *info).isEmpty())
        into.reset(); // what the wire carries is nothing for it
    const QPointF corner = point - QPointF(kCardWidth / 2, kCardHeight / 2);
    const double step = kGrid / 2;
    selectNode(m_document.addNode(
        stage, {std::round(corner.x() / step) * step, std::round(corner.y() / step) * step},
        m_document.fittingEnd(from, stage), into));
    m_canvas->setFocus();
}

void PipelineView::align(bool inRow)
{
    std::vector<NodeCard*> cards;
    for (NodeCard* card : m_scene->cards())
        if (card->isSelected())
            cards.push_back(card);
    if (cards.size() < 2)
        return;
    if (!inRow)
        std::sort(cards.begin(), cards.end(),
                  [](const NodeCard* a, const NodeCard* b) { return a->y() < b->y(); });
    // The first keeps its place; none may cover the one before it.
    Places places;
    QPointF at = cards.front()->pos();
    for (const NodeCard* card : cards) {
        at = inRow ? QPointF(std::max(at.x(), card->x()), at.y())
                   : QPointF(at.x(), std::max(at.y(), card->y()));
        places[card->id()] = {at.x(), at.y()};
        at += inRow ? QPointF(kColumnStep, 0) : QPointF(0, kRowStep);
    }
    m_document.endMerge();
    m_document.moveNodes(places);
    m_document.endMerge();
}

void PipelineView::refreshPalette()
{
    const std::string from = addFrom();
    m_palette->setReasons([&](const recipe::StageInfo& stage) {
        const QString why = m_document.whyNotAfter(from, stage);
        if (why.isEmpty())
            return why;
        const std::string end = m_document.fittingEnd(from, stage.id);
        if (end == from)
            return tr("Does not fit: %1.").arg(why);
        return tr("Does not fit after %1: %2. Goes after %3 instead.")
            .arg(m_document.titleOf(from), why, m_document.titleOf(end));
    });
}

void PipelineView::showTemplates()
{
    TemplateGallery gallery(m_document, m_multilabel, this);
    if (gallery.exec() == QDialog::Accepted)
        insertTemplate(gallery.chosen().recipe);
}

void PipelineView::insertTemplate(const recipe::Recipe& recipe)
{
    const auto source = m_document.position(recipe::kSource);
    double bottom = source.y - kRowStep;
    for (const auto& node : m_document.recipe().nodes)
        bottom = std::max(bottom, m_document.position(node.id).y);
    m_document.endMerge();
    m_scene->selectNodes(m_document.insert(
        recipe, {source.x + kColumnStep, bottom + kRowStep}, tr("insert template")));
    m_canvas->fit();
    m_canvas->setFocus();
}

void PipelineView::setInspectorPanel(QWidget* panel)
{
    m_inspector->setPanel(panel);
}

void PipelineView::setModelSummary(const QString& line1, const QString& line2)
{
    m_scene->setModelSummary(QStringList{line1, line2});
}

void PipelineView::setPreflight(std::vector<PreflightNote> notes)
{
    m_beforeRun->setPreflight(std::move(notes));
}

void PipelineView::addStripPage(const QString& title, QWidget* page)
{
    m_strip->addTab(page, title);
}

QList<QAction*> PipelineView::editActions() const
{
    return m_editActions;
}

QList<QAction*> PipelineView::viewActions() const
{
    return m_viewActions;
}

std::vector<std::string> PipelineView::selectedNodes() const
{
    return m_scene->selectedNodes();
}

void PipelineView::selectNode(const std::string& id)
{
    m_scene->selectNodes({id});
    m_canvas->centreOnCard(id);
}

void PipelineView::onRunEvent(const runner::Event& event)
{
    m_scene->onRunEvent(event);
}

void PipelineView::setPaused(bool paused)
{
    m_scene->setPaused(paused);
}

void PipelineView::clearRunState()
{
    m_scene->clearRunState();
}

} // namespace lathe::widgets
