#pragma once

#include "widgets/common/kit.h"
#include "widgets/speed/speed_model.h"

class QHeaderView;
class QProgressBar;
class QSortFilterProxyModel;
class QTableView;

namespace lathe::widgets {

// The figures of all models and workloads as they settle, how far the measurement is, and the way
// out as CSV.
class SpeedTable : public Card {
    Q_OBJECT
public:
    explicit SpeedTable(QWidget* parent = nullptr);

    void setRows(std::vector<SpeedRow> rows);
    void setState(const QString& words);
    void setProgress(double fraction);
    void setMeasuring(bool isMeasuring);
    void copy() const;

    [[nodiscard]] SpeedModel* model() const { return m_model; }
    [[nodiscard]] QTableView* view() const { return m_view; }
    [[nodiscard]] QString state() const { return m_state->text(); }

Q_SIGNALS:
    void modelSelected(int model); // in the order of the report
    void saveRequested();

private:
    void makeHead();
    void makeView();
    void offerColumns(QHeaderView* header);

    QLabel* m_state;
    QProgressBar* m_progress;
    SpeedModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_view;
};

} // namespace lathe::widgets
