#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace lathe::widgets {

class ParamField;

// The form of a node: what its stage is, a field for each parameter, and where its inputs come from.
// Made from StageInfo alone; it can be handed on to another node of the same stage.
class NodeForm : public QWidget {
    Q_OBJECT

public:
    NodeForm(RecipeDocument& document, std::string node, QWidget* parent = nullptr);

    [[nodiscard]] const std::string& node() const { return m_node; }
    [[nodiscard]] const std::string& stage() const { return m_stage; }
    void setNode(const std::string& node); // of the same stage
    [[nodiscard]] ParamField* field(const std::string& key) const;
    void refresh();
    [[nodiscard]] QWidget* firstField() const; // null: the form has none

private:
    struct Input {
        std::string port;
        QComboBox* choice;
    };
    struct NoteText {
        bool isError = false;
        std::string text;
        std::string fix; // empty: none
        bool operator==(const NoteText&) const = default;
    };
    void refreshNotes();
    void showNotes(const std::vector<NoteText>& notes);
    void addNote(const NoteText& said);
    void applyFix(const NoteText& said);
    void addHeader(const recipe::StageInfo& stage);
    void addField(QGridLayout* grid, const recipe::ParamSpec& spec);
    void addInput(QGridLayout* grid, const recipe::PortSpec& port);
    void refreshInput(const Input& input, bool all);

    RecipeDocument& m_document;
    std::string m_node;
    std::string m_stage;
    std::vector<ParamField*> m_fields;
    std::vector<Input> m_inputs;
    QVBoxLayout* m_notes = nullptr; // what is said about the node as a whole
    std::vector<NoteText> m_shownNotes;
};

// A row of a form: the label at the left, in line with the first line of the field.
void addFormRow(QGridLayout* grid, const QString& label, QWidget* field, const QString& help = {});
// A grid with the label column of all forms.
[[nodiscard]] QGridLayout* makeFormGrid();

} // namespace lathe::widgets
