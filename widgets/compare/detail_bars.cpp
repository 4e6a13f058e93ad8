#include "widgets/compare/detail_bars.h"

#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {
constexpr int kFoot = 18;
constexpr int kRow = 23;
} // namespace

LayerBars::LayerBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LayerBars::setLayers(std::vector<Layer> layers)
{
    m_layers = std::move(layers);
    updateGeometry();
    update();
}

double LayerBars::rowHeight() const
{
    return m_layers.size() > 8 ? 16 : 22;
}

QSize LayerBars::sizeHint() const
{
    return {200, int(rowHeight() * double(m_layers.size())) + kFoot};
}

void LayerBars::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    const double headsLeft = 22, headsWidth = width() * 0.52, ffnLeft = headsLeft + headsWidth + 14;
    const double ffnWidth = width() - ffnLeft, tall = rowHeight() - 8;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const Layer& layer = m_layers[i];
        const double y = rowHeight() * double(i);
        painter.setPen(theme.faintText);
        painter.drawText(QRectF(0, y, 18, tall), Qt::AlignVCenter, QString::number(i));
        painter.setPen(Qt::NoPen);
        const int heads = std::max(layer.heads, layer.headsBefore);
        const double step = std::min(13.0, headsWidth / std::max(1, heads));
        for (int head = 0; head < heads; ++head) {
            painter.setBrush(head < layer.heads ? theme.family(recipe::StageFamily::Prune)
                                                : theme.canvas);
            painter.drawRoundedRect(QRectF(headsLeft + head * step, y, step - 2, tall), 2, 2);
        }
        painter.setBrush(theme.canvas);
        painter.drawRoundedRect(QRectF(ffnLeft, y, ffnWidth, tall), 2, 2);
        const double kept = double(layer.ffn) / std::max(1, std::max(layer.ffn, layer.ffnBefore));
        painter.setBrush(theme.family(recipe::StageFamily::Quantize));
        painter.drawRoundedRect(QRectF(ffnLeft, y, ffnWidth * kept, tall), 2, 2);
    }
    painter.setPen(theme.faintText);
    const double foot = rowHeight() * double(m_layers.size());
    painter.drawText(QRectF(headsLeft, foot, headsWidth, kFoot), Qt::AlignVCenter, tr("heads"));
    painter.drawText(QRectF(ffnLeft, foot, ffnWidth, kFoot), Qt::AlignVCenter, tr("FFN width"));
}

bool LayerBars::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto row = size_t(std::max(0.0, help->pos().y() / rowHeight()));
        if (row < m_layers.size()) {
            const Layer& layer = m_layers[row];
            QToolTip::showText(help->globalPos(),
                               tr("layer %1: %2 of %3 heads, FFN %4 of %5")
                                   .arg(row)
                                   .arg(layer.heads)
                                   .arg(layer.headsBefore)
                                   .arg(layer.ffn)
                                   .arg(layer.ffnBefore),
                               this);
        }
        return true;
    }
    return QWidget::event(event);
}

ChangeBars::ChangeBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChangeBars::setChanges(std::vector<Change> changes)
{
    m_changes = std::move(changes);
    updateGeometry();
    update();
}

QSize ChangeBars::sizeHint() const
{
    return {200, kRow * int(m_changes.size())};
}

void ChangeBars::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11.5));
    double widest = 0.02;
    for (const Change& change : m_changes)
        widest = std::max(widest, std::abs(change.value));
    const double names = width() * 0.5, numbers = 50;
    const double middle = names + (width() - numbers - names) / 2;
    const double scale = (width() - numbers - names) / 2 / widest;
    for (size_t i = 0; i < m_changes.size(); ++i) {
        const Change& change = m_changes[i];
        const QRectF row(0, kRow * double(i), width(), kRow);
        painter.setPen(theme.mutedText);
        painter.drawText(
            row.adjusted(0, 0, names - width() - 8, 0), Qt::AlignVCenter,
            painter.fontMetrics().elidedText(change.name, Qt::ElideRight, int(names) - 8));
        const QString sign = change.value < 0 ? QString(QChar(0x2212)) : QString("+");
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight,
                         sign + saidNumber(std::abs(change.value), 3));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.family(change.value < 0 ? recipe::StageFamily::Prune
                                                       : recipe::StageFamily::Train));
        const double wide = std::max(1.5, std::abs(change.value) * scale);
        painter.drawRoundedRect(
            QRectF(change.value < 0 ? middle - wide : middle, row.center().y() - 6, wide, 12), 2,
            2);
        painter.setPen(theme.faintText);
        painter.drawLine(QPointF(middle, row.top() + 2), QPointF(middle, row.bottom() - 2));
    }
}

} // namespace lathe::widgets
