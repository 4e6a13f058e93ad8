#include "widgets/runs/step_delegate.h"

#include "core/runner/events.h"
#include "widgets/runs/step_model.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace lathe::widgets {

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.accentSoft);
    painter->setPen(theme.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRectF place = QRectF(option.rect).adjusted(9, 0, -14, 0); // as in headers
    const QFontMetrics metrics(uiFont(12));
    if (index.column() == StepModel::Title) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.data(StepModel::FamilyRole).value<QColor>());
        painter->drawEllipse(QPointF(place.left() + 6, place.center().y()), 4.5, 4.5);
        place.adjust(20, 0, 0, 0);
    }
    const QString text = index.data().toString();
    const double fraction = index.data(StepModel::FractionRole).toDouble();
    const auto state = runner::StepState(index.data(StepModel::StateRole).toInt());
    if (index.column() == StepModel::Progress && state == runner::StepState::Running) {
        const QRectF track(place.left(), place.bottom() - 9, place.width(), 4);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.canvas);
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(theme.accent);
        painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * fraction, 4)), 2,
                                 2);
        place.adjust(0, 0, 0, -10);
    }
    painter->setFont(
        uiFont(12, index.column() == StepModel::State ? QFont::DemiBold : QFont::Normal));
    painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
    const int alignment = index.data(Qt::TextAlignmentRole).toInt();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, int(place.width()) - 4);
    painter->drawText(place, alignment, shown);
    if (index.column() == StepModel::Title) { // what tells steps of the same name apart
        place.adjust(metrics.horizontalAdvance(shown) + 10, 0, 0, 0);
        painter->setPen(theme.faintText);
        painter->drawText(place, alignment,
                          metrics.elidedText(index.data(StepModel::FromRole).toString(),
                                             Qt::ElideRight, int(place.width()) - 4));
    }
    painter->restore();
}

} // namespace lathe::widgets
