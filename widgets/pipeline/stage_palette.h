#pragma once

#include "core/recipe/stage_info.h"

#include <QTreeWidget>

#include <functional>
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
    // Asks for each stage why it does not fit where it would be added; empty: it fits. Those that do
    // not are dimmed and say why.
    void setReasons(const std::function<QString(const recipe::StageInfo&)>& reason);

Q_SIGNALS:
    void stageChosen(const std::string& stage);
    void templatesRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void filter(const QString& text);

    const recipe::StageCatalog& m_catalog;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
};

} // namespace lathe::widgets
