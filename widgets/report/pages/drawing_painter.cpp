#include "widgets/report/pages/drawing_painter.h"

#include "widgets/report/pages/page_style.h"

#include <QFontMetricsF>
#include <QPainter>

namespace lathe::widgets {

namespace {

struct ShapePainter {
    QPainter& painter;

    void use(report::Ink fill, report::Ink stroke, double width, double opacity)
    {
        painter.setOpacity(opacity);
        painter.setBrush(fill == report::Ink::None ? QBrush(Qt::NoBrush)
                                                   : QBrush(PageStyle::colour(fill)));
        painter.setPen(stroke == report::Ink::None ? QPen(Qt::NoPen)
                                                   : QPen(PageStyle::colour(stroke), width));
    }

    void operator()(const report::Path& path)
    {
        QPolygonF points;
        for (const report::Point& point : path.points)
            points << QPointF(point.x, point.y);
        use(path.fill, path.stroke, path.width, path.opacity);
        if (path.fill == report::Ink::None)
            painter.drawPolyline(points);
        else
            painter.drawPolygon(points);
    }
    void operator()(const report::Disc& disc)
    {
        use(disc.fill, disc.stroke, disc.width, disc.opacity);
        painter.drawEllipse(QPointF(disc.centre.x, disc.centre.y), disc.radius, disc.radius);
    }
    void operator()(const report::Bar& bar)
    {
        use(bar.fill, report::Ink::None, 0, bar.opacity);
        painter.drawRect(QRectF(bar.x, bar.y, bar.width, bar.height));
    }
    void operator()(const report::Label& label)
    {
        const auto style = PageStyle::style(label.size, label.ink,
                                            label.isStrong ? QFont::DemiBold : QFont::Normal);
        const QString text = QString::fromStdString(label.text);
        const QFontMetricsF metrics(style.font);
        const qreal width = metrics.horizontalAdvance(text);
        const qreal x = label.anchor == report::Label::Anchor::Start    ? label.at.x
                        : label.anchor == report::Label::Anchor::Middle ? label.at.x - width / 2
                                                                        : label.at.x - width;
        painter.setOpacity(1);
        painter.setPen(style.colour);
        painter.setFont(style.font);
        painter.drawText(QPointF(x, label.at.y), text);
    }
};

} // namespace

void paintDrawing(QPainter& painter, const report::Drawing& drawing, QPointF topLeft)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(topLeft);
    ShapePainter shapes{painter};
    for (const report::Shape& shape : drawing.shapes)
        std::visit(shapes, shape);
    painter.restore();
}

} // namespace lathe::widgets
