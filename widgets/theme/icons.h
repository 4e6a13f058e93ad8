#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace lathe::widgets {

// An icon of resources/icons, drawn in one colour: every stroke and fill named "currentColor" takes
// it. Names: data, pipeline, runs, compare, history, open, save, play, stop, check, warning,
// search, copy, folder, close, train, prune, distill, quantize, source, look, star, logo. An
// unknown name is empty.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int size,
                                 qreal devicePixelRatio = 2);
// `colour` when off, `onColour` when checked or selected.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour, const QColor& onColour = {},
                         int size = 20);

} // namespace lathe::widgets
