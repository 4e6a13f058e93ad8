#pragma once

#include "widgets/compare/comparison.h"

class QPainter;

namespace lathe::widgets {

struct HoverLine {
    enum class Look { Title, Step, Figure, Good, Warning } look = Look::Figure;
    QString text;
};

// What the pointer is told of a variant: its steps, its figures with their intervals, the ratio to
// the original and what the tests say.
[[nodiscard]] std::vector<HoverLine> hoverLines(const Comparison& comparison, size_t index,
                                                const CompareState& state);

// A small card beside the point, within the room.
void paintHoverCard(QPainter& painter, const QPointF& beside, const QRectF& room,
                    const std::vector<HoverLine>& lines, const Theme& theme);

} // namespace lathe::widgets
