#pragma once

#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/template_list.h"

#include <QDialog>

namespace lathe::widgets {

// Recipes to start from, each with a picture of its graph, what it does and what it gave where it was
// measured. Accepted, chosen() is one of them, made to fit the open model.
class TemplateGallery : public QDialog {
    Q_OBJECT

public:
    TemplateGallery(const RecipeDocument& document, bool multilabel, QWidget* parent = nullptr);

    [[nodiscard]] const PipelineTemplate& chosen() const { return m_templates[m_chosen]; }

private:
    std::vector<PipelineTemplate> m_templates;
    size_t m_chosen = 0;
};

} // namespace lathe::widgets
