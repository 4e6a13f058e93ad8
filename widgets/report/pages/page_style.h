#pragma once

#include "core/report/drawing.h"
#include "widgets/report/pages/text_piece.h"
#include "widgets/theme/theme.h"

namespace lathe::widgets {

// A page of A4 in CSS pixels, and what it is written with. Paper is light in both themes.
struct PageStyle {
    static constexpr qreal width = 794, height = 1123;
    static constexpr qreal left = 56, right = 738, top = 46, bottom = 1040; // of the content
    static constexpr qreal footer = 1056;
    static constexpr qreal contentWidth = right - left;

    [[nodiscard]] static QColor colour(report::Ink ink);
    [[nodiscard]] static TextPiece::Style style(qreal size, report::Ink ink,
                                                QFont::Weight weight = QFont::Normal);
};

} // namespace lathe::widgets
