#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QPointer>
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
    // The focus goes to the first field that is shown.
    void focusForm();
    // A panel below the form of nodes that prune or choose bits, such as what is known of this
    // model's sensitivity; null: none.
    void setPanel(QWidget* panel);

private:
    void refresh();
    void placePanel();

    RecipeDocument& m_document;
    std::vector<std::string> m_ids;
    NodeForm* m_nodeForm = nullptr; // the widget shown is one of these, or a plain page
    RecipeForm* m_recipeForm = nullptr;
    QPointer<QWidget> m_panel; // in the form's column, or without a parent and hidden
};

} // namespace lathe::widgets
