#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace lathe::widgets {

class ParamField;

// The form of one node: what its stage is, a field for each parameter, and where its inputs come
// from. Made from StageInfo alone.
class NodeForm : public QWidget {
    Q_OBJECT

public:
    NodeForm(RecipeDocument& document, std::string node, QWidget* parent = nullptr);

    [[nodiscard]] const std::string& node() const { return m_node; }
    [[nodiscard]] ParamField* field(const std::string& key) const;
    void refresh();
    [[nodiscard]] QWidget* firstField() const; // null: the form has none

private:
    struct Input {
        std::string port;
        QComboBox* choice;
    };
    void addHeader(const recipe::StageInfo& stage);
    void addField(QGridLayout* grid, const recipe::ParamSpec& spec);
    void addInput(QGridLayout* grid, const recipe::PortSpec& port);
    void refreshInput(const Input& input, bool all);

    RecipeDocument& m_document;
    std::string m_node;
    std::vector<ParamField*> m_fields;
    std::vector<Input> m_inputs;
    void refreshNotes();
    void addNote(const recipe::Finding& finding);

    QVBoxLayout* m_notes = nullptr; // what is said about the node as a whole
};

// A row of a form: the label at the left, in line with the first line of the field.
void addFormRow(QGridLayout* grid, const QString& label, QWidget* field, const QString& help = {});
// A grid with the label column of all forms.
[[nodiscard]] QGridLayout* makeFormGrid();

} // namespace lathe::widgets
