#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QPlainTextEdit;

namespace lathe::widgets {

class ParamField;

// The form of the recipe as a whole: name, model, seed, what to measure.
class RecipeForm : public QWidget {
    Q_OBJECT

public:
    explicit RecipeForm(RecipeDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] ParamField* field(const std::string& key) const;
    void refresh();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using Read = std::function<recipe::ParamValue(const recipe::Recipe&)>;
    using Write = std::function<void(const recipe::ParamValue&)>;
    struct Row {
        ParamField* field;
        Read read;
    };
    ParamField* addRow(QGridLayout* grid, recipe::ParamSpec spec, Read read, Write write);
    void addNotes(QGridLayout* grid);
    void addModel(QGridLayout* grid);
    void addMeasure(QGridLayout* grid);
    void browse();

    RecipeDocument& m_document;
    std::vector<Row> m_rows;
    QPlainTextEdit* m_notes = nullptr;
};

} // namespace lathe::widgets
