#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QPointer>
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace lathe::widgets {

class NodeForm;
class RecipeForm;

// The panel at the right: the parameters of the selected node, or the recipe itself. Making a form
// costs many times what filling it does, so the last ones stay and serve other nodes of their stage.
class Inspector : public QScrollArea {
    Q_OBJECT

public:
    explicit Inspector(RecipeDocument& document, QWidget* parent = nullptr);

    void showNodes(const std::vector<std::string>& ids);
    // The forms that are shown; null: something else is.
    [[nodiscard]] NodeForm* nodeForm() const;
    [[nodiscard]] RecipeForm* recipeForm() const;
    // The focus goes to the first field that is shown.
    void focusForm();
    // A panel below the form of nodes that prune or choose bits, such as what is known of this
    // model's sensitivity; null: none. One that is replaced is only hidden.
    void setPanel(QWidget* panel);

private:
    void refresh();
    void placePanel();
    void showPage(QWidget* page);
    NodeForm* formOf(const std::string& node);

    RecipeDocument& m_document;
    std::vector<std::string> m_ids;
    QVBoxLayout* m_column;
    std::vector<NodeForm*> m_forms; // the last one was shown last
    RecipeForm* m_recipeForm;
    QWidget* m_severalPage;
    QLabel* m_severalTitle;
    QWidget* m_page = nullptr; // one of these, the one that is shown
    QWidget* m_panelPlace;
    QPointer<QWidget> m_panel;
};

} // namespace lathe::widgets
