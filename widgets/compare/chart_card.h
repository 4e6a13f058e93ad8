#pragma once

#include "widgets/common/kit.h"
#include "widgets/compare/chart_export.h"
#include "widgets/compare/pair_store.h"

class QStackedWidget;
class QTabBar;

namespace lathe::widgets {

class ClassesView;
class FlipsView;
class LatencyView;
class ParallelView;
class ScatterPage;
class SensitivityMap;
class StructureView;
class TrainingView;

// The pictures of the comparison, one at a time. A picture is brought up to date when it is looked
// at.
class ChartCard : public Card {
    Q_OBJECT
public:
    enum View {
        Scatter,
        Parallel,
        Classes,
        Flips,
        Structure,
        Latency,
        Sensitivity,
        Training,
        ViewCount
    };

    ChartCard(CompareStore& store, PairStore& pairs, QWidget* parent = nullptr);

    void showView(View view);
    [[nodiscard]] View view() const;
    [[nodiscard]] ScatterPage* scatter() const { return m_scatter; }
    [[nodiscard]] ParallelView* parallel() const { return m_parallel; }
    [[nodiscard]] ClassesView* classes() const { return m_classes; }
    [[nodiscard]] FlipsView* flips() const { return m_flips; }
    [[nodiscard]] StructureView* structure() const { return m_structure; }
    [[nodiscard]] LatencyView* latency() const { return m_latency; }
    // What is saved of the view that is shown.
    [[nodiscard]] ChartSource source();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void add(View view, const QString& title, QWidget* page, bool scrolls = false);
    void connectStore();
    void clicked(const std::string& id, bool isAdded);
    void refresh(); // the view that is shown
    void refreshParallel();
    void refreshStructure();
    void refreshLatency();
    void refreshSensitivity();

    CompareStore& m_store;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    ScatterPage* m_scatter;
    ParallelView* m_parallel;
    ClassesView* m_classes;
    FlipsView* m_flips;
    StructureView* m_structure;
    LatencyView* m_latency;
    QWidget* m_sensitivityPage;
    QLabel* m_sensitivityTitle;
    SensitivityMap* m_sensitivity;
    TrainingView* m_training;
};

} // namespace lathe::widgets
