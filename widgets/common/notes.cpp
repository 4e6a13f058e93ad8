#include "widgets/common/notes.h"

#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lathe::widgets {

namespace {

constexpr int kIndent = 20;
constexpr int kNoteGap = 7;
constexpr int kChipHeight = 24;
constexpr int kChipGap = 6;
// The true height follows from the width, by heightForWidth; a hint for some other width would only push the
// window open.
constexpr QSize kOneRow(300, kChipHeight);

QRect noteRect(const QString& text, int width)
{
    const QFontMetrics metrics(uiFont(12.5));
    return metrics.boundingRect(QRect(0, 0, std::max(40, width - kIndent), 4000), Qt::TextWordWrap,
                                text);
}

} // namespace

QColor toneColour(Tone tone, const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    switch (tone) {
    case Tone::Good:
        return theme.family(recipe::StageFamily::Quantize);
    case Tone::Warning:
        return theme.warn;
    case Tone::Bad:
        return theme.bad;
    case Tone::Neutral:
        break;
    }
    return theme.faintText;
}

NoteList::NoteList(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void NoteList::setNotes(std::vector<Note> notes)
{
    m_notes = std::move(notes);
    QStringList words;
    for (const Note& note : m_notes)
        words += note.text;
    setAccessibleName(words.join(". "));
    updateGeometry();
    update();
}

int NoteList::heightForWidth(int width) const
{
    int height = 0;
    for (const Note& note : m_notes)
        height += noteRect(note.text, width).height() + kNoteGap;
    return height;
}

QSize NoteList::sizeHint() const
{
    return kOneRow;
}

void NoteList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(12.5));
    int y = 0;
    for (const Note& note : m_notes) {
        const int tall = noteRect(note.text, width()).height();
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColour(note.tone, this));
        painter.drawEllipse(QPointF(6, y + 8.5), 4.5, 4.5);
        painter.setPen(Theme::of(this).mutedText);
        painter.drawText(QRect(kIndent, y, width() - kIndent, tall), Qt::TextWordWrap, note.text);
        y += tall + kNoteGap;
    }
}

ChipFlow::ChipFlow(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChipFlow::setChips(std::vector<Chip> chips)
{
    m_chips = std::move(chips);
    updateGeometry();
    update();
}

std::vector<QRect> ChipFlow::places(int width) const
{
    const QFontMetrics metrics(uiFont(11.5));
    std::vector<QRect> result;
    int x = 0, y = 0;
    for (const Chip& chip : m_chips) {
        const int wide = metrics.horizontalAdvance(chip.text) + 16;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += kChipHeight + kChipGap;
        }
        result.emplace_back(x, y, wide, kChipHeight);
        x += wide + kChipGap;
    }
    return result;
}

int ChipFlow::heightForWidth(int width) const
{
    const auto all = places(width);
    return all.empty() ? 0 : all.back().bottom() + 1;
}

QSize ChipFlow::sizeHint() const
{
    return kOneRow;
}

void ChipFlow::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11.5));
    const auto all = places(width());
    for (size_t i = 0; i < all.size(); ++i) {
        const Look look = m_chips[i].look;
        painter.setPen(Qt::NoPen);
        painter.setBrush(look == Look::Special ? theme.accentSoft
                         : look == Look::Cut   ? QColor(Qt::transparent)
                                               : theme.canvas);
        if (look == Look::Unknown)
            painter.setPen(QPen(theme.warn, 1.2));
        else if (look == Look::Cut)
            painter.setPen(QPen(theme.border, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(all[i]).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        painter.setPen(look == Look::Unknown     ? theme.warn
                       : look == Look::Cut       ? theme.faintText
                       : look == Look::Continued ? theme.mutedText
                                                 : theme.text);
        painter.drawText(all[i], Qt::AlignCenter, m_chips[i].text);
    }
}

bool ChipFlow::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto all = places(width());
        for (size_t i = 0; i < all.size(); ++i) {
            if (all[i].contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_chips[i].toolTip, this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

} // namespace lathe::widgets
