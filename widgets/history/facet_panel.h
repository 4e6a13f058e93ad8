#pragma once

#include "widgets/history/facet_model.h"
#include "widgets/history/history_store.h"

class QPushButton;
class QTreeView;

namespace lathe::widgets {

// What the history can be narrowed to, with how much there is of each.
class FacetPanel : public QWidget {
    Q_OBJECT
public:
    explicit FacetPanel(HistoryStore& store, QWidget* parent = nullptr);
    [[nodiscard]] FacetModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* view() const { return m_view; }

private:
    void refresh();
    void choose(Facet facet, const QString& value, bool isChosen);
    void activate(const QModelIndex& index);

    HistoryStore& m_store;
    FacetModel* m_model;
    QTreeView* m_view;
    QPushButton* m_clear;
    std::set<int> m_folded;
};

} // namespace lathe::widgets
