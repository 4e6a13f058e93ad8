#pragma once

#include "widgets/compare/compare_store.h"

class QComboBox;
class QLabel;
class QSlider;
class QVBoxLayout;

namespace lathe::widgets {

// Where a limit stands on a slider of kSteps steps. The loose end means no limit.
struct LimitRange {
    static constexpr int kSteps = 400;
    std::string metric;
    double loose = 0, tight = 1; // the values at both ends
    bool isLogarithmic = false;
    bool isOfOriginal = false;

    [[nodiscard]] int position(const analysis::Constraint* limit) const; // null: the loose end
    [[nodiscard]] std::optional<analysis::Constraint> limit(int position) const;
};
// Between the best and the worst of the choices; absent when none has the metric.
[[nodiscard]] std::optional<LimitRange> limitRange(const Comparison& comparison,
                                                   const std::string& metric);

// Quality, latency, size, and whatever else has a limit: one slider each; how many meet all, and
// what is preferred among them.
class LimitsPanel : public QWidget {
    Q_OBJECT
public:
    explicit LimitsPanel(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] QSlider* slider(const std::string& metric) const; // null: has none
    [[nodiscard]] QLabel* count() const { return m_count; }

private:
    struct Row {
        LimitRange range;
        QWidget* widget = nullptr;
        QLabel* title = nullptr;
        QLabel* bound = nullptr;
        QSlider* slider = nullptr;
    };
    void rebuild();
    void refresh();
    void add(const LimitRange& range);

    CompareStore& m_store;
    QVBoxLayout* m_rows;
    std::vector<Row> m_list;
    QLabel* m_count;
    QComboBox* m_preference;
};

} // namespace lathe::widgets
