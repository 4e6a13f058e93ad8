#pragma once

#include "core/runner/bench.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace lathe::widgets {

// One model on one workload, beside what is known of the model.
struct SpeedRow {
    int model = 0; // in the order of the report; the first is what the others are compared with
    QString name;
    runner::BenchFigures figures;
    std::optional<double> faster; // than the first model, in the median
    int64_t sizeBytes = 0;
    std::optional<double> peakMemoryBytes;
    QString kernels;
};

// Workload by workload, each with its models in their order. `names` stands for the models.
[[nodiscard]] std::vector<SpeedRow> speedRows(const runner::BenchReport& report,
                                              const QStringList& names);

// The rows with whole figures and a line of titles, as RFC 4180 has it.
[[nodiscard]] QString speedCsv(const std::vector<SpeedRow>& rows);

// What a measurement knows so far, a row for each model and workload.
class SpeedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Workload,
        Name,
        Median,
        P95,
        Interval,
        Faster,
        TextsPerSecond,
        Work,
        Size,
        PeakMemory,
        Energy,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole, ModelRole };

    using QAbstractTableModel::QAbstractTableModel;

    // Rows of the same models and workloads are renewed in place, so that a selection stays.
    void setRows(std::vector<SpeedRow> rows);
    // Intervals wider than that part of the median are marked.
    void setPrecision(double precision);
    [[nodiscard]] const std::vector<SpeedRow>& rows() const { return m_rows; }
    [[nodiscard]] bool hasEnergy() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString display(const SpeedRow& row, int column) const;
    [[nodiscard]] QString toolTip(const SpeedRow& row, int column) const;
    [[nodiscard]] static QVariant sortKey(const SpeedRow& row, int column);

    std::vector<SpeedRow> m_rows;
    double m_precision = 0.01;
};

[[nodiscard]] QString formatMilliseconds(double seconds); // "2.41 ms", "0.083 ms", "1.24 s"

} // namespace lathe::widgets
