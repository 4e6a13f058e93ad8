#pragma once

#include "core/runner/events.h"
#include "widgets/pipeline/recipe_document.h"

#include <QAction>
#include <QWidget>

class QTabWidget;

namespace lathe::widgets {

class BeforeRun;
class Canvas;
class Inspector;
class PipelineScene;
class StagePalette;

// Something to know before a run that needs files or the machine to be looked at, such as how many
// steps the cache holds or how many rows will be truncated.
struct PreflightNote {
    enum class Tone { Good, Advice, Error } tone = Tone::Good;
    QString text;
    std::string node; // selected on click; empty: the recipe as a whole
};

// The pipeline place of the workbench: palette, canvas, parameter form and what to know before a
// run. It shows a document and edits it only through commands.
class PipelineView : public QWidget {
    Q_OBJECT

public:
    explicit PipelineView(RecipeDocument& document, QWidget* parent = nullptr);
    ~PipelineView() override;

    // The two lines below the model's name on the source card, such as "90.9 MB fp32", "BERT 6 ×
    // 384".
    void setModelSummary(const QString& line1, const QString& line2);
    // Shown above what validation says.
    void setPreflight(std::vector<PreflightNote> notes);
    // Adds a page to the strip below the canvas, beside "Before you run": a log, curves.
    void addStripPage(const QString& title, QWidget* page);

    // Below the parameters of stages that prune or choose bits.
    void setInspectorPanel(QWidget* panel);
    // Whether texts of the open data have several labels: which templates come first.
    void setMultilabel(bool multilabel) { m_multilabel = multilabel; }
    // Adds a template below what is there; the cards are selected.
    void insertTemplate(const recipe::Recipe& recipe);

    // For the window's menus; their shortcuts work while the focus is on the canvas.
    [[nodiscard]] QList<QAction*>
    editActions() const; // undo, redo, cut, copy, paste, duplicate, delete, select all
    [[nodiscard]] QList<QAction*> viewActions() const; // fit, zoom, arrange, align

    [[nodiscard]] std::vector<std::string> selectedNodes() const;
    void selectNode(const std::string& id);
    // Behind the selected node, or behind the model; then it is selected.
    void addStage(const std::string& stage);

    [[nodiscard]] Canvas* canvas() const { return m_canvas; }
    [[nodiscard]] PipelineScene* scene() const { return m_scene; }

public Q_SLOTS:
    void showTemplates();
    // Events of a run, in order, on the thread of the user interface.
    void onRunEvent(const lathe::runner::Event& event);
    // The step at work is held up.
    void setPaused(bool paused);
    // Forgets the states of the last run.
    void clearRunState();

private:
    void makeActions();
    void drop(const std::string& stage, QPointF point);
    void align(bool inRow);
    void refreshPalette();
    [[nodiscard]] std::string addFrom() const; // the node that new stages go after

    RecipeDocument& m_document;
    PipelineScene* m_scene;
    Canvas* m_canvas;
    StagePalette* m_palette;
    Inspector* m_inspector;
    BeforeRun* m_beforeRun;
    QTabWidget* m_strip;
    bool m_multilabel = false;
    QList<QAction*> m_editActions;
    QList<QAction*> m_viewActions;
};

} // namespace lathe::widgets
