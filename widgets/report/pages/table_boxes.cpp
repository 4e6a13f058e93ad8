#include "widgets/report/pages/table_boxes.h"

#include "widgets/report/pages/page_style.h"

#include <QPainter>

#include <numeric>

namespace lathe::widgets {

namespace {

using report::Ink;

constexpr qreal kGap = 10, kPadding = 3;

struct Slot {
    qreal x = 0, width = 0;
};

std::vector<Slot> slotsOf(const report::Table& table)
{
    const qreal shares =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                        [](qreal sum, const report::Column& column) { return sum + column.share; });
    const qreal room =
        PageStyle::contentWidth - kGap * qreal(std::max<size_t>(table.columns.size(), 1) - 1);
    std::vector<Slot> found;
    qreal x = PageStyle::left;
    for (const report::Column& column : table.columns) {
        const qreal width = room * column.share / shares;
        found.push_back({x, width});
        x += width + kGap;
    }
    return found;
}

// One line of cells with a rule below.
PageBox rowBox(const report::Table& table, const std::vector<report::Cell>& cells, bool isHead)
{
    const std::vector<Slot> columns = slotsOf(table);
    std::vector<std::pair<TextPiece, qreal>> pieces;
    qreal height = 0;
    for (size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
        auto style =
            isHead ? PageStyle::style(10.5, Ink::Faint)
                   : PageStyle::style(11.5, i == 0 || cells[i].isStrong ? Ink::Text : Ink::Soft,
                                      cells[i].isStrong ? QFont::DemiBold : QFont::Normal);
        if (table.columns[i].align == report::Column::Align::Right)
            style.alignment = Qt::AlignRight;
        pieces.emplace_back(
            TextPiece(QString::fromStdString(cells[i].text), style, columns[i].width),
            columns[i].x);
        height = std::max(height, pieces.back().first.height());
    }
    height += 2 * kPadding;
    return {height, 0, isHead, false, [pieces, height](QPainter& painter, qreal y) {
                for (const auto& [piece, x] : pieces)
                    piece.paint(painter, {x, y + kPadding});
                painter.setPen(QPen(PageStyle::colour(Ink::Line), 0.8));
                painter.drawLine(QPointF(PageStyle::left, y + height),
                                 QPointF(PageStyle::right, y + height));
            }};
}

} // namespace

std::vector<PageBox> tableBoxes(const report::Table& table)
{
    std::vector<PageBox> boxes;
    const TextPiece caption(QString::fromStdString(table.caption),
                            PageStyle::style(12.5, Ink::Soft), PageStyle::contentWidth);
    boxes.push_back({caption.height(), 8, true, false, [caption](QPainter& painter, qreal y) {
                         caption.paint(painter, {PageStyle::left, y});
                     }});
    std::vector<report::Cell> titles;
    for (const report::Column& column : table.columns)
        titles.push_back({column.title});
    const auto head = std::make_shared<const PageBox>(rowBox(table, titles, true));
    boxes.push_back(*head);
    for (const auto& row : table.rows) {
        PageBox box = rowBox(table, row, false);
        box.head = head;
        boxes.push_back(std::move(box));
    }
    if (table.rows.size() > 1)
        boxes[boxes.size() - 2].staysWithNext = true; // no single row on the next page
    return boxes;
}

} // namespace lathe::widgets
