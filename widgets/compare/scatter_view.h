#pragma once

#include "widgets/compare/scatter_paint.h"

#include <QWidget>

namespace lathe::widgets {

// The variants as dots over two metrics: the Pareto front as a line, originals as stars, other
// runtimes as crosses, limits as lines to drag. The wheel zooms, dragging moves, a double click on
// the empty chart shows all again; the arrow keys go from dot to dot.
class ScatterView : public QWidget {
    Q_OBJECT
public:
    explicit ScatterView(QWidget* parent = nullptr);

    // New figures keep what was zoomed to, unless metric or kind of an axis changes.
    void setComparison(std::shared_ptr<const Comparison> comparison, const CompareState& state);
    // With what is drawn of it, where that was made on another thread.
    void setComparison(std::shared_ptr<const Comparison> comparison, const CompareState& state,
                       const ScatterSeries& series);
    void setLimits(const CompareState& state); // of the same comparison
    void setSelection(const std::vector<std::string>& variantIds);
    void showAll();
    void zoom(double factor, const QPointF& around);
    void pan(const QPointF& pixels);

    [[nodiscard]] int shownDots() const { return int(m_series.dots.size()); }
    [[nodiscard]] int leftOut() const { return int(m_series.leftOut); }
    [[nodiscard]] int frontPoints() const { return int(m_series.front.size()); }
    [[nodiscard]] const ScatterSeries& series() const { return m_series; }
    // Where a variant's dot is, in this widget; null when it is not shown.
    [[nodiscard]] QPointF dotPosition(const std::string& variantId) const;
    // Where the line of a limit (or the grip for one) is crossed in the middle of the chart; null
    // when there is none.
    [[nodiscard]] QPointF limitPosition(const std::string& metric) const;
    [[nodiscard]] QByteArray csv() const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 400}; }

Q_SIGNALS:
    void variantClicked(const std::string& variantId, bool isAdded); // with Ctrl or Shift: added
    void variantActivated(const std::string& variantId);             // double click
    void limitDragged(const lathe::analysis::Constraint& limit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] ScatterFrame frame() const;
    [[nodiscard]] const ScatterSeries::Dot* dotAt(const QPointF& position) const;
    [[nodiscard]] const ScatterSeries::Dot* dotOf(const std::string& variantId) const;
    [[nodiscard]] const std::string& idOf(const ScatterSeries::Dot& dot) const;
    [[nodiscard]] std::optional<AxisLimit> limitAtPoint(const QPointF& position) const;
    void dragLimit(const QPointF& position);
    void step(int by);
    void refresh(); // draws the layer anew

    std::shared_ptr<const Comparison> m_comparison;
    CompareState m_state;
    ScatterSeries m_series;
    AxisScale m_x, m_y;
    bool m_isZoomed = false;
    std::vector<std::string> m_selected;
    std::string m_hovered;
    std::optional<AxisLimit> m_dragged; // the limit that is held
    QPointF m_pressed, m_last;
    bool m_isPanning = false;
    DotSprites m_sprites;
    QPixmap m_layer; // axes, dots and front as they were painted last; null: to be painted
};

} // namespace lathe::widgets
