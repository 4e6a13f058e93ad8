#include "widgets/pipeline/inspector.h"

#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/recipe_form.h"
#include "widgets/theme/theme_manager.h"

#include <QLabel>
#include <QVBoxLayout>

namespace lathe::widgets {

Inspector::Inspector(RecipeDocument& document, QWidget* parent)
    : QScrollArea(parent), m_document(document)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Parameters"));
    connect(&document, &RecipeDocument::changed, this, &Inspector::refresh);
    showNodes({});
    m_ids.clear();
}

void Inspector::showNodes(const std::vector<std::string>& ids)
{
    if (widget() && ids == m_ids)
        return;
    m_ids = ids;
    m_document.endMerge();
    if (m_panel) { // it outlives the forms it stands in
        m_panel->hide();
        m_panel->setParent(this);
    }
    if (QWidget* old = takeWidget()) {
        old->hide();
        old->deleteLater(); // it may be the sender of what led here
    }
    m_nodeForm = nullptr;
    m_recipeForm = nullptr;
    if (ids.empty() || ids == std::vector<std::string>{recipe::kSource}) {
        m_recipeForm = new RecipeForm(m_document);
        setWidget(m_recipeForm);
    } else if (ids.size() == 1) {
        m_nodeForm = new NodeForm(m_document, ids.front());
        setWidget(m_nodeForm);
        placePanel();
    } else {
        auto* page = new QWidget;
        auto* layout = new QVBoxLayout(page);
        layout->setContentsMargins(18, 20, 18, 18);
        auto* title = new QLabel(tr("%1 cards selected").arg(ids.size()));
        setRole(title, "title");
        auto* note =
            new QLabel(tr("Drag them or use Ctrl and the arrow keys to move them, Del to delete, Ctrl+D to "
                          "duplicate. Select one to see its parameters."));
        note->setWordWrap(true);
        setRole(note, "muted");
        layout->addWidget(title);
        layout->addWidget(note);
        layout->addStretch();
        setWidget(page);
    }
}

void Inspector::setPanel(QWidget* panel)
{
    if (panel == m_panel)
        return;
    if (m_panel)
        m_panel->deleteLater();
    m_panel = panel;
    if (!panel)
        return;
    panel->hide();
    panel->setParent(this);
    placePanel();
}

void Inspector::placePanel()
{
    const auto* stage = m_nodeForm ? m_document.stageOf(m_nodeForm->node()) : nullptr;
    if (!m_panel || !stage || stage->family == recipe::StageFamily::Train ||
        stage->family == recipe::StageFamily::Distill)
        return;
    auto* column = static_cast<QVBoxLayout*>(m_nodeForm->layout());
    column->insertWidget(column->count() - 1, m_panel); // above the stretch
    m_panel->show();
}

void Inspector::focusForm()
{
    QWidget* field = m_nodeForm ? m_nodeForm->firstField() : nullptr;
    if (!field && m_recipeForm)
        field = m_recipeForm->field("name")->editor();
    if (!field)
        return;
    field->setFocus(Qt::TabFocusReason);
    ensureWidgetVisible(field);
}

void Inspector::refresh()
{
    if (m_nodeForm) {
        if (m_document.recipe().node(m_nodeForm->node()))
            m_nodeForm->refresh();
        else
            showNodes({});
    } else if (m_recipeForm) {
        m_recipeForm->refresh();
    }
}

} // namespace lathe::widgets
