#pragma once

#include "widgets/compare/chart_export.h"
#include "widgets/compare/compare_store.h"
#include "widgets/session/run_record.h"

class QLabel;

namespace lathe::widgets {

class CurveChart;

// The curves of the step that made the current variant, or of the last one before it that trained.
class TrainingView : public QWidget {
    Q_OBJECT
public:
    explicit TrainingView(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] ChartSource source();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Found {
        std::string of; // variant that was trained; empty: none
        QString name;
        std::map<std::string, RunRecord::Curve> curves;
    };
    void refresh();
    void show(const Found& found);

    CompareStore& m_store;
    QLabel* m_title;
    CurveChart* m_chart;
    Found m_found;
    std::string m_shown; // variant id
    Newest<Found> m_job;
};

} // namespace lathe::widgets
