#include "widgets/report/pages/pages.h"

#include "widgets/report/pages/page_style.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

namespace lathe::widgets {

namespace {

// Height of a box with all that must stay with it.
qreal heldTogether(const std::vector<PageBox>& boxes, size_t first)
{
    qreal height = boxes[first].height;
    for (size_t i = first; boxes[i].staysWithNext && i + 1 < boxes.size(); ++i)
        height += boxes[i + 1].before + boxes[i + 1].height;
    return height;
}

} // namespace

Pages::Pages(const report::Document& document)
    : m_title(QString::fromStdString(document.title)), m_rest(QString::fromStdString(document.rest))
{
    place(boxesOf(document));
}

void Pages::place(const std::vector<PageBox>& boxes)
{
    m_pages.emplace_back();
    qreal y = PageStyle::top;
    for (size_t i = 0; i < boxes.size(); ++i) {
        const PageBox& box = boxes[i];
        const bool isFirst = m_pages.back().empty();
        const qreal needed = box.before + heldTogether(boxes, i);
        const bool fitsAnyPage = needed <= PageStyle::bottom - PageStyle::top;
        const bool isFull =
            y + (fitsAnyPage ? needed : box.before + box.height) > PageStyle::bottom;
        if (!isFirst && ((box.startsPage && m_pages.size() == 1) || isFull)) {
            m_pages.emplace_back();
            y = PageStyle::top;
            if (box.head) {
                m_pages.back().push_back({*box.head, y});
                y += box.head->height;
            }
        } else if (!isFirst) {
            y += box.before;
        }
        m_pages.back().push_back({box, y});
        y += box.height;
    }
}

void Pages::paint(QPainter& painter, int page) const
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    for (const Placed& placed : m_pages.at(size_t(page)))
        placed.box.paint(painter, placed.y);
    painter.setPen(QPen(PageStyle::colour(report::Ink::Line), 0.8));
    painter.drawLine(QPointF(PageStyle::left, PageStyle::footer),
                     QPointF(PageStyle::right, PageStyle::footer));
    QString left = m_title;
    if (page == 0 && count() > 1 && !m_rest.isEmpty())
        left = QCoreApplication::translate("Pages", "%1: pages 2 to %2").arg(m_rest).arg(count());
    auto style = PageStyle::style(11, report::Ink::Faint);
    const QString shown =
        QFontMetricsF(style.font).elidedText(left, Qt::ElideRight, PageStyle::contentWidth - 60);
    TextPiece(shown, style, PageStyle::contentWidth)
        .paint(painter, {PageStyle::left, PageStyle::footer + 10});
    style.alignment = Qt::AlignRight;
    TextPiece(QString::number(page + 1), style, PageStyle::contentWidth)
        .paint(painter, {PageStyle::left, PageStyle::footer + 10});
}

} // namespace lathe::widgets
