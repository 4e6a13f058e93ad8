#pragma once

#include "widgets/session/run_record.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// The steps of a run in the order of its plan, with state and progress.
class StepModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, State, Progress, Time, ColumnCount };
    enum Role { FractionRole = Qt::UserRole, StateRole, FamilyRole, FromRole };

    explicit StepModel(const recipe::StageCatalog& catalog, QObject* parent = nullptr);

    void setRecord(const RunRecord& record);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] static std::vector<QString> resultsOf(const RunRecord& record);
    [[nodiscard]] QVariant display(size_t row, int column) const;

    const recipe::StageCatalog& m_catalog;
    std::string m_runId;
    std::vector<recipe::Step> m_plan;
    std::vector<RunRecord::Step> m_steps;
    std::vector<QString> m_results; // of each step; empty where nothing was measured
};

[[nodiscard]] QString stateText(runner::StepState state);
[[nodiscard]] QString stateText(runner::RunState state);
[[nodiscard]] QColor stateColour(runner::StepState state, const QWidget* widget);
[[nodiscard]] QColor stateColour(runner::RunState state, const QWidget* widget);

} // namespace lathe::widgets
