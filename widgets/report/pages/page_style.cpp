#include "widgets/report/pages/page_style.h"

namespace lathe::widgets {

QColor PageStyle::colour(report::Ink ink)
{
    const Theme& theme = Theme::light();
    switch (ink) {
    case report::Ink::None:
        return Qt::transparent;
    case report::Ink::Text:
        return theme.text;
    case report::Ink::Soft:
        return theme.mutedText;
    case report::Ink::Faint:
        return theme.faintText;
    case report::Ink::Line:
        return theme.border;
    case report::Ink::Accent:
        return theme.accent;
    case report::Ink::Star:
        return theme.star;
    case report::Ink::Gain:
        return theme.family(recipe::StageFamily::Train); // Okabe-Ito blue
    case report::Ink::Loss:
        return theme.family(recipe::StageFamily::Prune); // and vermilion
    case report::Ink::Paper:
        return Qt::white;
    }
    return theme.text;
}

TextPiece::Style PageStyle::style(qreal size, report::Ink ink, QFont::Weight weight)
{
    QFont font = uiFont(size, weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return {font, colour(ink)};
}

} // namespace lathe::widgets
