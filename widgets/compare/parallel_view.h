#pragma once

#include "widgets/compare/axis_scale.h"
#include "widgets/compare/comparison.h"

#include <QPixmap>
#include <QWidget>

namespace lathe::widgets {

// The finished lines of the parallel coordinates: a part of each axis, 1 best and 0 worst.
struct ParallelSeries {
    struct Axis {
        const analysis::MetricInfo* metric = nullptr;
        AxisScale scale;             // of what is shown; logarithmic for sizes and times
        std::optional<double> limit; // part of the axis
    };
    struct Line {
        size_t index = 0;          // into Comparison::variants
        std::vector<double> parts; // [axes]
        bool meetsAll = false;
    };
    std::vector<Axis> axes;
    std::vector<Line> lines;
    size_t leftOut = 0; // lack one of the metrics
};
// Over these metrics; unknown ones and those that no variant has are left out.
[[nodiscard]] ParallelSeries parallelSeries(const Comparison& comparison, const CompareState& state,
                                            const std::vector<std::string>& metrics,
                                            const analysis::Recommendation& found);
// The metrics of axes, limits and chosen columns, each once.
[[nodiscard]] std::vector<std::string> parallelMetrics(const CompareState& state);
[[nodiscard]] QByteArray parallelCsv(const ParallelSeries& series, const Comparison& comparison);

// One vertical axis a metric, best at the top, one line a variant.
class ParallelView : public QWidget {
    Q_OBJECT
public:
    explicit ParallelView(QWidget* parent = nullptr);
    void setSeries(std::shared_ptr<const Comparison> comparison, ParallelSeries series);
    void setSelection(const std::vector<std::string>& variantIds);
    [[nodiscard]] const ParallelSeries& series() const { return m_series; }
    [[nodiscard]] QByteArray csv() const { return parallelCsv(m_series, *m_comparison); }

Q_SIGNALS:
    void variantClicked(const std::string& variantId, bool isAdded);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QPointF place(size_t axis, double part) const;
    [[nodiscard]] const ParallelSeries::Line* lineAt(const QPointF& position) const;
    void paintAxes(QPainter& painter) const;
    void paintLine(QPainter& painter, const ParallelSeries::Line& line, const QPen& pen) const;
    void paintAll(QPainter& painter) const;

    std::shared_ptr<const Comparison> m_comparison;
    ParallelSeries m_series;
    std::vector<std::string> m_selected;
    std::string m_hovered;
    QPixmap m_layer;
};

} // namespace lathe::widgets
