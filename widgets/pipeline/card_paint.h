#pragma once

#include "widgets/theme/theme.h"

#include <QFont>
#include <QPainter>

// How the pieces of a card look. Coordinates are those of the card.
namespace lathe::widgets::card {

inline constexpr qreal kRadius = 9;
inline constexpr qreal kTextLeft = 24;
inline constexpr qreal kTextWidth = 142;

struct PortLook {
    bool output = false;
    bool teacher = false;
    bool halo = false;   // a wire may start or end here
    bool target = false; // the wire being dragged ends here
};

[[nodiscard]] QFont titleFont();
[[nodiscard]] QFont lineFont();

void paintBody(QPainter& painter, const Theme& theme, const QColor& bar, const QColor& border,
               qreal borderWidth);
// The card from afar: its family, a stroke in the colour of its state (if any), no text.
void paintSmall(QPainter& painter, const Theme& theme, const QColor& bar, const QColor& border,
                bool selected, const QColor& state);
// Both end at `right` and return what is left of the line.
qreal paintBadge(QPainter& painter, const Theme& theme, const QString& text, qreal right);
qreal paintMark(QPainter& painter, const Theme& theme, const QColor& colour, qreal right);
void paintProgress(QPainter& painter, const Theme& theme, double fraction);
void paintState(QPainter& painter, const Theme& theme, const QString& text, const QColor& colour);
void paintPort(QPainter& painter, const Theme& theme, QPointF place, const PortLook& look);
// The name of a port, above the card on the port's side, where it covers nothing of the card.
inline constexpr qreal kLabelHeight = 20, kLabelGap = 6;
void paintPortLabel(QPainter& painter, const Theme& theme, const QString& text, bool output);

} // namespace lathe::widgets::card
