#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace lathe::widgets {

// Shares of a whole in one horizontal bar, each with its text where there is room.
class StackedBar : public QWidget {
    Q_OBJECT
public:
    struct Segment {
        QString text;
        QString toolTip;
        double share = 0; // 0..1
        QColor colour;
    };

    explicit StackedBar(QWidget* parent = nullptr);
    void setSegments(std::vector<Segment> segments);
    [[nodiscard]] QSize sizeHint() const override { return {200, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] std::vector<QRectF> rects() const;
    std::vector<Segment> m_segments;
};

// A small column chart without axes: names or bounds below its ends, a marked place, tool tips.
class ColumnChart : public QWidget {
    Q_OBJECT
public:
    struct Column {
        double value = 0;
        double inner = 0; // a darker part of `value`
        QString toolTip;
    };
    struct Content {
        std::vector<Column> columns;
        QString first, last; // below the first and the last column
        QColor colour;
        double marker = -1; // in columns from the left edge; negative: none
        QString markerText;
    };

    explicit ColumnChart(QWidget* parent = nullptr);
    void setContent(Content content);
    // Lets the marked place be dragged, or moved with the arrow keys.
    void setMarkerMovable(bool movable);
    [[nodiscard]] const Content& content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override { return {320, 150}; }

Q_SIGNALS:
    void columnClicked(int column);
    void markerMoved(double columns);    // while it is dragged; content() stays as it is
    void markerReleased(double columns); // where it was left

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double step() const;
    [[nodiscard]] bool isNearMarker(double x) const;
    Content m_content;
    bool m_isMovable = false;
    bool m_isDragging = false;
};

} // namespace lathe::widgets
