#include "widgets/pipeline/inspector.h"

#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/recipe_form.h"
#include "widgets/theme/theme_manager.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace lathe::widgets {
namespace {

constexpr size_t kForms = 8;

} // namespace

Inspector::Inspector(RecipeDocument& document, QWidget* parent)
    : QScrollArea(parent), m_document(document), m_recipeForm(new RecipeForm(document)),
      m_severalPage(new QWidget), m_severalTitle(new QLabel), m_panelPlace(new QWidget)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Parameters"));

    auto* several = new QVBoxLayout(m_severalPage);
    several->setContentsMargins(18, 20, 18, 18);
    setRole(m_severalTitle, "title");
    auto* note =
        new QLabel(tr("Drag them or use Ctrl and the arrow keys to move them, Del to delete, Ctrl+D to "
                      "duplicate. Select one to see its parameters."));
    note->setWordWrap(true);
    setRole(note, "muted");
    several->addWidget(m_severalTitle);
    several->addWidget(note);

    auto* pages = new QWidget;
    m_column = new QVBoxLayout(pages);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_recipeForm);
    m_column->addWidget(m_severalPage);
    m_column->addWidget(m_panelPlace);
    m_column->addStretch();
    auto* place = new QVBoxLayout(m_panelPlace);
    place->setContentsMargins(18, 0, 18, 18);
    for (QWidget* hidden : {static_cast<QWidget*>(m_recipeForm), m_severalPage, m_panelPlace})
        hidden->hide();
    setWidget(pages);
    connect(&document, &RecipeDocument::changed, this, &Inspector::refresh);
    showPage(m_recipeForm);
}

void Inspector::showPage(QWidget* page)
{
    if (m_page && m_page != page)
        m_page->hide();
    m_page = page;
    placePanel();
    page->show();
    verticalScrollBar()->setValue(0);
}

NodeForm* Inspector::formOf(const std::string& node)
{
    const auto* wanted = m_document.recipe().node(node);
    const auto kept = std::find_if(m_forms.begin(), m_forms.end(), [&](const NodeForm* form) {
        return wanted && form->stage() == wanted->stage;
    });
    if (kept != m_forms.end()) {
        std::rotate(kept, kept + 1, m_forms.end());
        m_forms.back()->setNode(node);
        return m_forms.back();
    }
    auto* form = new NodeForm(m_document, node);
    form->hide();
    m_column->insertWidget(0, form);
    m_forms.push_back(form);
    if (m_forms.size() > kForms) {
        m_forms.front()->hide();
        m_forms.front()->deleteLater(); // it may be the sender of what led here
        m_forms.erase(m_forms.begin());
    }
    return form;
}

void Inspector::showNodes(const std::vector<std::string>& ids)
{
    if (ids == m_ids)
        return;
    m_ids = ids;
    m_document.endMerge();
    if (ids.empty() || ids == std::vector<std::string>{recipe::kSource}) {
        m_recipeForm->refresh();
        showPage(m_recipeForm);
    } else if (ids.size() == 1) {
        showPage(formOf(ids.front()));
    } else {
        m_severalTitle->setText(tr("%1 cards selected").arg(ids.size()));
        showPage(m_severalPage);
    }
}

NodeForm* Inspector::nodeForm() const
{
    return !m_forms.empty() && m_page == m_forms.back() ? m_forms.back() : nullptr;
}

RecipeForm* Inspector::recipeForm() const
{
    return m_page == m_recipeForm ? m_recipeForm : nullptr;
}

void Inspector::setPanel(QWidget* panel)
{
    if (panel == m_panel)
        return;
    if (m_panel) {
        m_panelPlace->layout()->removeWidget(m_panel);
        m_panel->hide();
    }
    m_panel = panel;
    if (panel) {
        m_panelPlace->layout()->addWidget(panel);
        panel->show();
    }
    placePanel();
}

void Inspector::placePanel()
{
    const auto* form = nodeForm();
    const auto* stage = form ? m_document.stageOf(form->node()) : nullptr;
    m_panelPlace->setVisible(m_panel && stage && stage->family != recipe::StageFamily::Train &&
                             stage->family != recipe::StageFamily::Distill);
}

void Inspector::focusForm()
{
    QWidget* field = nodeForm() ? nodeForm()->firstField() : nullptr;
    if (!field && recipeForm())
        field = m_recipeForm->field("name")->editor();
    if (!field)
        return;
    field->setFocus(Qt::TabFocusReason);
    ensureWidgetVisible(field);
}

void Inspector::refresh()
{
    if (NodeForm* form = nodeForm()) {
        const auto* node = m_document.recipe().node(form->node());
        if (!node)
            showNodes({});
        else if (node->stage != form->stage()) // another recipe
            showPage(formOf(node->id));
        else
            form->refresh();
    } else if (recipeForm()) {
        m_recipeForm->refresh();
    }
}

} // namespace lathe::widgets
