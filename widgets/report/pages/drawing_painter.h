#pragma once

#include "core/report/drawing.h"

#include <QPointF>

class QPainter;

namespace lathe::widgets {

// Paints a report's chart with its top left corner there, in the colours of paper.
void paintDrawing(QPainter& painter, const report::Drawing& drawing, QPointF topLeft);

} // namespace lathe::widgets
