#include "widgets/common/bars.h"

#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace lathe::widgets {

StackedBar::StackedBar(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(24);
}

void StackedBar::setSegments(std::vector<Segment> segments)
{
    m_segments = std::move(segments);
    QStringList words;
    for (const Segment& segment : m_segments)
        words += segment.toolTip;
    setAccessibleName(words.join("; "));
    update();
}

std::vector<QRectF> StackedBar::rects() const
{
    std::vector<QRectF> result;
    double x = 0;
    for (const Segment& segment : m_segments) {
        const double width = segment.share * this->width();
        result.emplace_back(x, 0, std::max(2.0, width - 2), height());
        x += width;
    }
    return result;
}

void StackedBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11, QFont::Medium));
    const auto places = rects();
    for (size_t i = 0; i < places.size(); ++i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_segments[i].colour);
        const double radius = std::min(4.0, places[i].width() / 2);
        painter.drawRoundedRect(places[i], radius, radius);
        const QRectF inside = places[i].adjusted(8, 0, -6, 0);
        // The whole text, or where there is no room its first word.
        for (const QString& text : {m_segments[i].text, m_segments[i].text.section(' ', 0, 0)})
            if (painter.fontMetrics().horizontalAdvance(text) <= inside.width()) {
                painter.setPen(Qt::white);
                painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, text);
                break;
            }
    }
}

bool StackedBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto places = rects();
        for (size_t i = 0; i < places.size(); ++i) {
            if (places[i].contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_segments[i].toolTip, this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

namespace {
constexpr int kFoot = 20; // for the words below the columns
constexpr int kHead = 12;
constexpr double kGrip = 8; // pixels around the marker
} // namespace

ColumnChart::ColumnChart(QWidget* parent) : QWidget(parent)
{
    setMinimumSize(160, 110);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ColumnChart::setContent(Content content)
{
    m_content = std::move(content);
    update();
}

double ColumnChart::step() const
{
    return double(width()) / double(std::max<size_t>(1, m_content.columns.size()));
}

void ColumnChart::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double highest = 0;
    for (const Column& column : m_content.columns)
        highest = std::max(highest, column.value);
    const double bottom = height() - kFoot;
    const double scale = highest > 0 ? (bottom - kHead) / highest : 0;
    const double gap = step() > 6 ? std::min(3.0, step() * 0.2) : 0.5;
    painter.setPen(Qt::NoPen);
    for (size_t i = 0; i < m_content.columns.size(); ++i) {
        const Column& column = m_content.columns[i];
        if (column.value <= 0)
            continue;
        const double tall = std::max(1.5, column.value * scale);
        const QRectF bar(double(i) * step(), bottom - tall, std::max(0.8, step() - gap), tall);
        painter.setBrush(m_content.colour);
        painter.drawRoundedRect(bar, 2, 2);
        if (column.inner > 0) {
            const double part = std::max(1.0, column.inner * scale);
            QColor shade = theme.text;
            shade.setAlphaF(0.25F);
            painter.setBrush(shade);
            painter.drawRoundedRect(QRectF(bar.left(), bottom - part, bar.width(), part), 2, 2);
        }
    }
    painter.setFont(uiFont(11));
    painter.setPen(theme.faintText);
    const QRectF foot(0, bottom + 4, width(), kFoot - 4);
    const QFontMetrics metrics = painter.fontMetrics();
    const int half = width() / 2 - 6;
    painter.drawText(foot, Qt::AlignLeft,
                     metrics.elidedText(m_content.first, Qt::ElideRight, half));
    painter.drawText(foot, Qt::AlignRight,
                     metrics.elidedText(m_content.last, Qt::ElideRight, half));
    if (m_content.marker >= 0) {
        const double x = std::min(m_content.marker * step(), width() - 1.0);
        QPen pen(theme.accent, 1.6);
        pen.setDashPattern({3, 2.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setFont(uiFont(11, QFont::DemiBold));
        painter.setPen(theme.accent);
        const bool isRight = x > width() / 2.0;
        const QRectF place(isRight ? x - 90 : x + 6, 0, 84, 16);
        painter.drawText(place, isRight ? Qt::AlignRight : Qt::AlignLeft, m_content.markerText);
    }
}

bool ColumnChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !m_content.columns.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto index = size_t(std::max(0.0, help->pos().x() / step()));
        if (index < m_content.columns.size())
            QToolTip::showText(help->globalPos(), m_content.columns[index].toolTip, this);
        return true;
    }
    return QWidget::event(event);
}

void ColumnChart::setMarkerMovable(bool movable)
{
    m_isMovable = movable;
    setMouseTracking(movable);
    setFocusPolicy(movable ? Qt::StrongFocus : Qt::NoFocus);
}

bool ColumnChart::isNearMarker(double x) const
{
    return m_isMovable && m_content.marker >= 0 &&
           std::abs(x - std::min(m_content.marker * step(), width() - 2.0)) < kGrip;
}

void ColumnChart::mousePressEvent(QMouseEvent* event)
{
    if (isNearMarker(event->position().x())) {
        m_isDragging = true;
        return;
    }
    const int column = int(event->position().x() / step());
    if (column >= 0 && column < int(m_content.columns.size()))
        Q_EMIT columnClicked(column);
}

void ColumnChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_isDragging)
        Q_EMIT markerMoved(std::clamp(event->position().x(), 0.0, double(width())) / step());
    else
        setCursor(isNearMarker(event->position().x()) ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void ColumnChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_isDragging, false))
        Q_EMIT markerReleased(std::clamp(event->position().x(), 0.0, double(width())) / step());
}

void ColumnChart::keyPressEvent(QKeyEvent* event)
{
    const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (!m_isMovable || by == 0)
        QWidget::keyPressEvent(event);
    else
        Q_EMIT markerReleased(std::max(0.0, m_content.marker + by));
}

} // namespace lathe::widgets
