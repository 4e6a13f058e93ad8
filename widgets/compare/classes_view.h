#pragma once

#include "widgets/compare/chart_export.h"
#include "widgets/compare/pair_store.h"

class QLabel;
class QSortFilterProxyModel;
class QTableView;

namespace lathe::widgets {

class ChangeDelegate;
class ClassModel;

// Gains and losses of every label, the worst first; sortable.
class ClassesView : public QWidget {
    Q_OBJECT
public:
    explicit ClassesView(PairStore& pairs, QWidget* parent = nullptr);
    [[nodiscard]] ClassModel* model() const { return m_model; }
    [[nodiscard]] ChartSource source();

private:
    void refresh();

    PairStore& m_pairs;
    ClassModel* m_model;
    ChangeDelegate* m_bars;
    QLabel* m_title;
    QTableView* m_table;
};

} // namespace lathe::widgets
