#include "widgets/report/pages/boxes.h"

#include "widgets/report/pages/drawing_painter.h"
#include "widgets/report/pages/page_style.h"
#include "widgets/report/pages/table_boxes.h"

#include <QFontDatabase>
#include <QPainter>

namespace lathe::widgets {

namespace {

using report::Ink;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

constexpr qreal kLeft = PageStyle::left, kWidth = PageStyle::contentWidth;

PageBox textBox(TextPiece piece, qreal before, qreal x = kLeft)
{
    const qreal height = piece.height();
    return {height, before, false, false,
            [piece = std::move(piece), x](QPainter& painter, qreal y) {
                piece.paint(painter, {x, y});
            }};
}

TextPiece paragraphPiece(const report::Paragraph& paragraph, qreal width, qreal size)
{
    auto style = PageStyle::style(
        size, paragraph.tone == report::Paragraph::Tone::Note ? Ink::Faint : Ink::Soft);
    const QString lead = text(paragraph.lead);
    style.strong = int(lead.size());
    style.strongColour = PageStyle::colour(Ink::Text);
    return {lead.isEmpty() ? text(paragraph.text) : lead + " " + text(paragraph.text), style,
            width};
}

struct BoxMaker {
    std::vector<PageBox>& boxes;

    void operator()(const report::Heading& heading)
    {
        const bool isLarge = heading.level == 2;
        PageBox box =
            textBox({text(heading.text),
                     PageStyle::style(isLarge ? 15 : 13, Ink::Text, QFont::DemiBold), kWidth},
                    isLarge ? 20 : 14);
        box.staysWithNext = true;
        box.startsPage = heading.startsPage;
        boxes.push_back(std::move(box));
    }

    void operator()(const report::Paragraph& paragraph)
    {
        const bool isWarning = paragraph.tone == report::Paragraph::Tone::Warning;
        const qreal indent = isWarning ? 12 : 0;
        PageBox box = textBox(paragraphPiece(paragraph, kWidth - indent, 12.5), 5, kLeft + indent);
        if (isWarning)
            box.paint = [inner = box.paint, height = box.height](QPainter& painter, qreal y) {
                painter.fillRect(QRectF(kLeft, y, 3, height), PageStyle::colour(Ink::Star));
                inner(painter, y);
            };
        boxes.push_back(std::move(box));
    }

    void operator()(const report::List& list)
    {
        for (const std::string& item : list.items) {
            PageBox box = textBox({text(item), PageStyle::style(12.5, Ink::Soft), kWidth - 16}, 4,
                                  kLeft + 16);
            box.paint = [inner = box.paint](QPainter& painter, qreal y) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(PageStyle::colour(Ink::Accent));
                painter.drawEllipse(QPointF(kLeft + 5, y + 9), 3, 3);
                inner(painter, y);
            };
            boxes.push_back(std::move(box));
        }
    }

    void operator()(const report::Table& table)
    {
        for (PageBox& box : tableBoxes(table))
            boxes.push_back(std::move(box));
    }

    void operator()(const report::Figure& figure)
    {
        constexpr qreal kGap = 28;
        const qreal width = figure.drawing.width;
        std::vector<TextPiece> beside;
        qreal textHeight = 0;
        for (const report::Paragraph& paragraph : figure.beside) {
            beside.push_back(paragraphPiece(paragraph, kWidth - width - kGap, 12.5));
            textHeight += beside.back().height() + 7;
        }
        const TextPiece caption(text(figure.caption), PageStyle::style(11, Ink::Faint), width);
        const qreal own = figure.drawing.height + 6 + caption.height();
        boxes.push_back({std::max(own, textHeight), 8, false, false,
                         [figure, beside, caption, width](QPainter& painter, qreal y) {
                             paintDrawing(painter, figure.drawing, {kLeft, y});
                             caption.paint(painter, {kLeft, y + figure.drawing.height + 6});
                             for (const TextPiece& piece : beside) {
                                 piece.paint(painter, {kLeft + width + kGap, y});
                                 y += piece.height() + 7;
                             }
                         }});
    }

    void operator()(const report::Decision& decision)
    {
        constexpr qreal kPad = 20, kGap = 16;
        const Ink ink = decision.isPositive ? Ink::Accent : Ink::Star;
        struct Placed {
            TextPiece piece;
            QPointF at;
        };
        std::vector<Placed> placed;
        qreal y = 14;
        const auto add = [&](TextPiece piece, qreal x, qreal top) {
            const qreal bottom = top + piece.height();
            placed.push_back({std::move(piece), {x, top}});
            return bottom;
        };
        const qreal inner = kWidth - 2 * kPad;
        y = add({text(decision.title), PageStyle::style(16, ink, QFont::DemiBold), inner}, kPad,
                y) +
            8;
        const qreal column = (inner - 2 * kGap) / 3;
        qreal bottom = y;
        for (size_t i = 0; i < decision.figures.size(); ++i) {
            const qreal x = kPad + qreal(i % 3) * (column + kGap);
            const qreal middle = add({text(decision.figures[i].value),
                                      PageStyle::style(21, Ink::Text, QFont::DemiBold), column},
                                     x, y);
            bottom = std::max(bottom, add({text(decision.figures[i].detail),
                                           PageStyle::style(12.5, Ink::Soft), column},
                                          x, middle));
        }
        y = bottom + (decision.figures.empty() ? 0 : 5);
        for (const std::string& note : decision.notes)
            y = add({text(note), PageStyle::style(12.5, Ink::Soft), inner}, kPad, y) + 2;
        const qreal height = y + 12;
        const QColor tint = decision.isPositive ? Theme::light().accentSoft : QColor("#fdf1e2");
        boxes.push_back(
            {height, 18, false, false, [placed, height, tint](QPainter& painter, qreal top) {
                 painter.setPen(Qt::NoPen);
                 painter.setBrush(tint);
                 painter.drawRoundedRect(QRectF(kLeft, top, kWidth, height), 10, 10);
                 for (const Placed& one : placed)
                     one.piece.paint(painter, one.at + QPointF(kLeft, top));
             }});
    }

    void operator()(const report::Code& code)
    {
        auto style = PageStyle::style(10.5, Ink::Text);
        style.font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        style.font.setPixelSize(10);
        style.font.setHintingPreference(QFont::PreferNoHinting);
        style.lineHeight = 1.4;
        const QStringList lines = text(code.text).split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            PageBox box =
                textBox({lines[i].isEmpty() ? QString(" ") : lines[i], style, kWidth - 24},
                        i == 0 ? 8 : 0, kLeft + 12);
            box.paint = [inner = box.paint, height = box.height](QPainter& painter, qreal y) {
                painter.fillRect(QRectF(kLeft, y - 0.5, kWidth, height + 1), Theme::light().window);
                inner(painter, y);
            };
            boxes.push_back(std::move(box));
        }
    }

    void operator()(const report::Terms& terms)
    {
        for (const auto& [term, meaning] : terms.terms)
            boxes.push_back(textBox(paragraphPiece({meaning, term + ":"}, kWidth, 12.5), 5));
    }
};

} // namespace

std::vector<PageBox> boxesOf(const report::Document& document)
{
    std::vector<PageBox> boxes;
    boxes.push_back(textBox({text(document.kicker), PageStyle::style(13, Ink::Soft), kWidth}, 0));
    auto title = PageStyle::style(26, Ink::Text, QFont::Bold);
    title.lineHeight = 1.25;
    boxes.push_back(textBox({text(document.title), title, kWidth}, 2));
    boxes.push_back(
        textBox({text(document.subtitle), PageStyle::style(12.5, Ink::Soft), kWidth}, 2));
    for (PageBox& box : boxes)
        box.staysWithNext = true;
    BoxMaker maker{boxes};
    for (const report::Block& block : document.blocks)
        std::visit(maker, block);
    return boxes;
}

} // namespace lathe::widgets
