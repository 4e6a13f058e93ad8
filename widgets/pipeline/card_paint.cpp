#include "widgets/pipeline/card_paint.h"

#include "widgets/pipeline/node_card.h"

#include <QPainterPath>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace lathe::widgets::card {
namespace {

constexpr qreal kBar = 13;
constexpr qreal kMargin = 6; // for the shadow
constexpr qreal kStateWidth = 128; // the rest of the line is left to teacher wires

void drawBody(QPainter& painter, const Theme& theme, const QColor& bar, const QColor& border,
              qreal borderWidth)
{
    const QRectF body(0, 0, kCardWidth, kCardHeight);
    painter.setPen(Qt::NoPen);
    for (const qreal spread : {2.0, 1.0, 0.0}) {
        QColor shadow = theme.shadow;
        shadow.setAlphaF(shadow.alphaF() * 0.45);
        painter.setBrush(shadow);
        painter.drawRoundedRect(body.adjusted(-spread, 1, spread, 2 + spread), kRadius + spread,
                                kRadius + spread);
    }
    QPainterPath outline;
    outline.addRoundedRect(body, kRadius, kRadius);
    painter.fillPath(outline, theme.card);
    painter.save();
    painter.setClipRect(QRectF(0, 0, kBar, kCardHeight));
    painter.fillPath(outline, bar);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(border, borderWidth));
    painter.drawRoundedRect(body, kRadius, kRadius);
}

} // namespace

QFont titleFont()
{
    return uiFont(13, QFont::DemiBold);
}

QFont lineFont()
{
    return uiFont(11.5);
}

// Most cards on screen look alike but for their words: they share a picture.
void paintBody(QPainter& painter, const Theme& theme, const QColor& bar, const QColor& border,
               qreal borderWidth)
{
    const QTransform place = painter.worldTransform();
    const qreal scale = place.m11();
    const qreal pixels = painter.device()->devicePixelRatioF(); // for each unit of the device
    const QSizeF size = QSizeF(kCardWidth + 2 * kMargin, kCardHeight + 2 * kMargin) * scale * pixels;
    const QString key = QStringLiteral("lathe card %1 %2 %3 %4 %5 %6")
                            .arg(theme.isDark)
                            .arg(bar.rgba())
                            .arg(border.rgba())
                            .arg(borderWidth)
                            .arg(scale)
                            .arg(pixels);
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        picture = QPixmap(size.toSize() + QSize(1, 1));
        picture.setDevicePixelRatio(pixels);
        picture.fill(Qt::transparent);
        QPainter body(&picture);
        body.setRenderHint(QPainter::Antialiasing);
        body.scale(scale, scale);
        body.translate(kMargin, kMargin);
        drawBody(body, theme, bar, border, borderWidth);
        body.end();
        QPixmapCache::insert(key, picture);
    }
    const QPointF corner = place.map(QPointF(-kMargin, -kMargin)) * pixels;
    painter.save();
    painter.resetTransform();
    painter.drawPixmap(QPointF(std::round(corner.x()), std::round(corner.y())) / pixels, picture);
    painter.restore();
}

void paintSmall(QPainter& painter, const Theme& theme, const QColor& bar, const QColor& border,
                bool selected, const QColor& state)
{
    const QRectF body(0, 0, kCardWidth, kCardHeight);
    painter.fillRect(body, theme.card);
    painter.fillRect(QRectF(0, 0, 3 * kBar, kCardHeight), bar);
    painter.fillRect(QRectF(kTextLeft + 30, 22, kTextWidth - 50, 14), theme.border);
    if (state.isValid())
        painter.fillRect(QRectF(kTextLeft + 30, kCardHeight - 26, kTextWidth - 50, 10), state);
    painter.setBrush(Qt::NoBrush);
    QPen pen(border, selected ? 2 : 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawRect(body);
}

qreal paintBadge(QPainter& painter, const Theme& theme, const QString& text, qreal right)
{
    const QFont font = uiFont(11, QFont::DemiBold);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + 16;
    const QRectF pill(right - width, 9, width, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(pill, 9, 9);
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    painter.drawText(pill, Qt::AlignCenter, text);
    return pill.left() - 4;
}

qreal paintMark(QPainter& painter, const Theme& theme, const QColor& colour, qreal right)
{
    const QRectF disc(right - 16, 10, 16, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(disc);
    painter.setPen(QPen(theme.card, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(disc.center() + QPointF(0, -4), disc.center() + QPointF(0, 0.5));
    painter.drawPoint(disc.center() + QPointF(0, 4));
    return disc.left() - 4;
}

void paintProgress(QPainter& painter, const Theme& theme, double fraction)
{
    QRectF track(kTextLeft, kCardHeight - 12, kCardWidth - 40, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.isDark ? theme.border : theme.canvas);
    painter.drawRoundedRect(track, 2, 2);
    track.setWidth(std::max(4.0, track.width() * std::clamp(fraction, 0.0, 1.0)));
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(track, 2, 2);
}

void paintState(QPainter& painter, const Theme& theme, const QString& text, const QColor& colour)
{
    const QFont font = uiFont(11, QFont::Medium);
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, kStateWidth);
    const QRectF line(kCardWidth - 8 - kStateWidth, kCardHeight + 5, kStateWidth, 16);
    // Teacher wires pass below cards: the text keeps a ground of its own.
    const double wide = metrics.horizontalAdvance(shown);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(QRectF(line.right() - wide - 4, line.top(), wide + 8, line.height()), 4,
                            4);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, shown);
}

void paintPort(QPainter& painter, const Theme& theme, QPointF place, const PortLook& look)
{
    const QColor wire = look.teacher ? theme.family(recipe::StageFamily::Distill) : theme.mutedText;
    if (look.halo || look.target) {
        QColor halo = look.target ? theme.accent : wire;
        halo.setAlpha(look.target ? 90 : 50);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(place, look.target ? 12 : 10, look.target ? 12 : 10);
    }
    painter.setBrush(look.output ? theme.mutedText : theme.card);
    painter.setPen(look.output ? QPen(theme.card, 1.5)
                               : QPen(look.target ? theme.accent : wire, 2));
    if (look.teacher) {
        const QPointF corners[] = {place + QPointF(-6, 0), place + QPointF(0, -6),
                                   place + QPointF(6, 0), place + QPointF(0, 6)};
        painter.drawPolygon(corners, 4);
    } else {
        painter.drawEllipse(place, 5.5, 5.5);
    }
}

void paintPortLabel(QPainter& painter, const Theme& theme, const QString& text, bool output)
{
    const QFont font = uiFont(11, QFont::Medium);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + 14;
    const QRectF pill(output ? kCardWidth - width : 0, -kLabelGap - kLabelHeight, width, kLabelHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawRoundedRect(pill, 6, 6);
    painter.setFont(font);
    painter.setPen(theme.panel);
    painter.drawText(pill, Qt::AlignCenter, text);
}

} // namespace lathe::widgets::card
