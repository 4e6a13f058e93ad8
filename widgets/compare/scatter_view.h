#pragma once

#include "widgets/compare/comparison.h"

#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>

namespace lathe::widgets {

// The variants as dots over two metrics: the Pareto front as a line, the originals as stars, the
// figures of a dot in a card beside the pointer.
class ScatterView : public QChartView {
    Q_OBJECT
public:
    explicit ScatterView(QWidget* parent = nullptr);

    void setComparison(const Comparison& comparison, const CompareOptions& options,
                       bool isLogarithmic);
    void setSelected(const std::string& variantId);

    [[nodiscard]] int shownDots() const { return int(m_dots.size()); }
    [[nodiscard]] int frontPoints() const { return m_front->count(); }
    // Where a variant's dot is, in this widget; null when it is not shown.
    [[nodiscard]] QPointF dotPosition(const std::string& variantId) const;

Q_SIGNALS:
    void variantClicked(const std::string& variantId);
    void variantActivated(const std::string& variantId); // double click

protected:
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Dot {
        ComparedVariant compared;
        QPointF point; // in the units of the axes
        double radius = 5;
    };

    void makeAxes(bool isLogarithmic);
    void dress();
    [[nodiscard]] QPointF place(const Dot& dot) const;
    [[nodiscard]] const Dot* dotAt(const QPointF& position) const;
    void drawDot(QPainter& painter, const Dot& dot) const;
    void drawCard(QPainter& painter, const Dot& dot) const;

    QLineSeries* m_front;
    std::vector<Dot> m_dots; // drawn in this order: the front and the originals last
    CompareOptions m_options;
    std::string m_selected;
    std::string m_hovered;
};

} // namespace lathe::widgets
