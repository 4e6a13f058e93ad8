#pragma once

#include "widgets/compare/comparison.h"
#include "widgets/session/session.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace lathe::widgets {

class DetailsCard;
class ScatterView;
class VariantModel;

// Every measured variant: a chart of two metrics, the table below it, the selected one to the
// right.
class ComparePlace : public QWidget {
    Q_OBJECT
public:
    explicit ComparePlace(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] ScatterView* scatter() const { return m_scatter; }
    [[nodiscard]] VariantModel* variantModel() const { return m_model; }
    void select(const std::string& variantId);
    // Shows one run; an empty id shows all of them.
    void showRun(const std::string& runId);
    // The selected variant after its original; empty when none is selected.
    [[nodiscard]] std::vector<std::filesystem::path> speedModels() const;

Q_SIGNALS:
    void openRecipeRequested(const std::string& runId);
    void useAsModelRequested(const std::filesystem::path& model);
    void speedRequested(const std::vector<std::filesystem::path>& models);
    void runRequested();

private:
    QWidget* makeFilters();
    QWidget* makeChart();
    QWidget* makeTable();
    void fillRuns();
    void refresh();
    void showSelected();
    void selectRow(const QModelIndex& index);

    Session& m_session;
    QTimer m_later; // gathers measured variants
    QStackedWidget* m_pages;
    QComboBox* m_run;
    std::vector<std::pair<VariantGroup, QCheckBox*>> m_groups;
    QLabel* m_count;
    QLabel* m_title;
    QComboBox* m_x;
    QComboBox* m_y;
    QComboBox* m_size;
    QCheckBox* m_logarithmic;
    ScatterView* m_scatter;
    VariantModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    DetailsCard* m_details;
    Comparison m_comparison;
    std::string m_selected;
    bool m_hasChosenRun = false;
    bool m_hasChosenQuality = false;
};

} // namespace lathe::widgets
