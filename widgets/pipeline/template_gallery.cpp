#include "widgets/pipeline/template_gallery.h"

#include "core/recipe/adapt.h"
#include "widgets/pipeline/template_card.h"
#include "widgets/theme/theme_manager.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace lathe::widgets {

namespace {
constexpr int kColumns = 3;
}

TemplateGallery::TemplateGallery(const RecipeDocument& document, bool multilabel, QWidget* parent)
    : QDialog(parent), m_templates(pipelineTemplates(multilabel))
{
    setWindowTitle(tr("Templates"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    auto* title = new QLabel(tr("Start from a template"));
    setRole(title, "title");
    auto* text = new QLabel(tr("It is made to fit the model that is open and added to the canvas, where "
                               "everything can be changed. Figures are those of one recorded run each; "
                               "yours will differ."));
    text->setWordWrap(true);
    setRole(text, "muted");
    column->addWidget(title);
    column->addWidget(text);
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    column->addLayout(grid, 1);
    for (size_t i = 0; i < m_templates.size(); ++i) {
        m_templates[i].recipe =
            recipe::adapted(std::move(m_templates[i].recipe), document.catalog(), document.surroundings());
        auto* card = new TemplateCard(m_templates[i], document.catalog());
        grid->addWidget(card, int(i) / kColumns, int(i) % kColumns);
        connect(card, &QAbstractButton::clicked, this, [this, i] {
            m_chosen = i;
            accept();
        });
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

} // namespace lathe::widgets
