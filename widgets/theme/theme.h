#pragma once

#include "core/recipe/stage_info.h"

#include <QColor>
#include <QFont>

class QWidget;

namespace lathe::widgets {

// The colours that everything on screen is drawn with. Two values exist, light and dark; a widget
// asks for the one in force when it paints, so that nothing has to be told when the theme changes.
struct Theme {
    bool isDark = false;
    QColor window, panel, card, border, text, mutedText, faintText;
    QColor accent, accentSoft, onAccent; // onAccent: text on an accent background
    QColor good, warn, bad;
    QColor canvas, grid, field;
    QColor star;   // the original model in charts
    QColor shadow; // with its alpha
    QColor source; // nodes and figures of the model that a recipe starts from
    QColor look;   // nodes that only look: measure, export

    [[nodiscard]] static const Theme& light();
    [[nodiscard]] static const Theme& dark();
    // The theme in force for a widget, told by the lightness of its application's window colour.
    [[nodiscard]] static const Theme& of(const QWidget* widget);

    // Okabe-Ito colours: told apart with every kind of colour vision, in both themes.
    [[nodiscard]] QColor family(recipe::StageFamily family) const;
};

// The family's name as people read it: "Prune".
[[nodiscard]] QString familyTitle(recipe::StageFamily family);

// Inter when it is installed, otherwise the system's font. Sizes are in pixels of the 1x screen.
[[nodiscard]] QFont uiFont(qreal pixelSize = 13, QFont::Weight weight = QFont::Normal);

} // namespace lathe::widgets
