#pragma once

#include "widgets/common/kit.h"
#include "widgets/compare/chart_export.h"
#include "widgets/compare/compare_store.h"

class QMenu;
class QSortFilterProxyModel;
class QTableView;

namespace lathe::widgets {

class VariantModel;

// All variants that are shown, with the columns that are wanted; rows are the shared selection.
class VariantTable : public Card {
    Q_OBJECT
public:
    explicit VariantTable(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] VariantModel* model() const { return m_model; }
    [[nodiscard]] QTableView* view() const { return m_table; }
    [[nodiscard]] std::vector<int> shownColumns() const; // of the model
    [[nodiscard]] ChartSource source();

Q_SIGNALS:
    void reportRequested(const std::vector<std::string>& variantIds);
    void exportRequested(const std::string& variantId);

private:
    void refresh();
    void refreshColumns();
    void showSelection();
    void takeSelection();
    void fillColumnMenu();
    void showMenu(const QPoint& at);

    CompareStore& m_store;
    VariantModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    QLabel* m_title;
    QMenu* m_columnMenu;
    bool m_isShowing = false; // the selection is being written, not read
};

} // namespace lathe::widgets
