#pragma once

#include "core/runner/bench.h"
#include "widgets/common/kit.h"

class QTabBar;

namespace lathe::widgets {

class ChipFlow;
class TimeBars;

// Of one measured model: where its time goes, by operator or by layer.
class SpeedProfile : public Card {
    Q_OBJECT
public:
    explicit SpeedProfile(QWidget* parent = nullptr);

    // Times of all threads for a text of that workload; none: said in words.
    void show(const std::vector<runner::OperatorTime>& times, const std::string& workload);
    [[nodiscard]] TimeBars* bars() const { return m_bars; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }

private:
    void refresh();

    std::vector<runner::OperatorTime> m_times;
    std::string m_workload;
    QTabBar* m_tabs;
    QLabel* m_words;
    TimeBars* m_bars;
};

// What the figures were taken on, and what is known of a model without running it.
class SpeedFacts : public Card {
    Q_OBJECT
public:
    explicit SpeedFacts(QWidget* parent = nullptr);
    void show(const nlohmann::json& machine, const runner::BenchModel& model);
    [[nodiscard]] QString text() const;

private:
    QLabel* m_cpu;
    ChipFlow* m_features;
    QLabel* m_machine;
    QLabel* m_model;
    QLabel* m_kernels;
};

} // namespace lathe::widgets
