#include "widgets/report/page_view.h"

#include "widgets/report/pages/page_style.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QPaintEvent>

namespace lathe::widgets {

namespace {
constexpr qreal kGap = 16, kWidest = 900;
}

class PageView::Sheets : public QWidget {
public:
    using QWidget::QWidget;

    void setPages(std::shared_ptr<const Pages> pages)
    {
        m_pages = std::move(pages);
        update();
    }
    [[nodiscard]] int count() const { return m_pages ? m_pages->count() : 0; }

    void fit(int room)
    {
        m_scale = std::min(kWidest, std::max(320.0, room - 2 * kGap)) / PageStyle::width;
        setFixedSize(std::max(room, int(PageStyle::width * m_scale + 2 * kGap)),
                     int(kGap + count() * (PageStyle::height * m_scale + kGap)));
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QPainter painter(this);
        const Theme& theme = Theme::of(this);
        for (int page = 0; page < count(); ++page) {
            const QRectF sheet((width() - PageStyle::width * m_scale) / 2,
                               kGap + page * (PageStyle::height * m_scale + kGap),
                               PageStyle::width * m_scale, PageStyle::height * m_scale);
            if (!sheet.adjusted(-2, -2, 2, 2).intersects(event->rect()))
                continue;
            painter.setPen(theme.border);
            painter.setBrush(Qt::white);
            painter.drawRect(sheet);
            painter.save();
            painter.setClipRect(sheet, Qt::IntersectClip);
            painter.translate(sheet.topLeft());
            painter.scale(m_scale, m_scale);
            m_pages->paint(painter, page);
            painter.restore();
        }
    }

private:
    std::shared_ptr<const Pages> m_pages;
    qreal m_scale = 1;
};

PageView::PageView(QWidget* parent) : QScrollArea(parent), m_sheets(new Sheets(this))
{
    setWidget(m_sheets);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the room must not change with the pages
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Preview of the report"));
}

void PageView::setPages(std::shared_ptr<const Pages> pages)
{
    m_sheets->setPages(std::move(pages));
    m_sheets->fit(viewport()->width());
    setAccessibleDescription(tr("Pages: %1").arg(pageCount()));
}

int PageView::pageCount() const
{
    return m_sheets->count();
}

void PageView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    m_sheets->fit(viewport()->width());
}

} // namespace lathe::widgets
