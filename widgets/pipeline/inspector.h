#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QScrollArea>

namespace lathe::widgets {

class NodeForm;
class RecipeForm;

// The panel at the right: the parameters of the selected node, or the recipe itself.
class Inspector : public QScrollArea {
    Q_OBJECT

public:
    explicit Inspector(RecipeDocument& document, QWidget* parent = nullptr);

    void showNodes(const std::vector<std::string>& ids);

private:
    void refresh();

    RecipeDocument& m_document;
    std::vector<std::string> m_ids;
    NodeForm* m_nodeForm = nullptr; // the widget shown is one of these, or a plain page
    RecipeForm* m_recipeForm = nullptr;
};

} // namespace lathe::widgets
