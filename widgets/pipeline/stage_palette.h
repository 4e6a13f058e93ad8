#pragma once

#include "core/recipe/stage_info.h"

#include <QTreeWidget>
#include <QWidget>

class QLineEdit;

namespace lathe::widgets {

// The stages by family, with a search field. A stage can be dragged onto the canvas; a double click
// or Enter asks for it beside the selected node.
class StagePalette : public QWidget {
    Q_OBJECT

public:
    explicit StagePalette(const recipe::StageCatalog& catalog, QWidget* parent = nullptr);

    void focusSearch();

Q_SIGNALS:
    void stageChosen(const std::string& stage);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const recipe::StageCatalog& catalog);
    void filter(const QString& text);

    QLineEdit* m_search;
    QTreeWidget* m_tree;
};

} // namespace lathe::widgets
