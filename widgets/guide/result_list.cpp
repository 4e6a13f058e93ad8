#include "widgets/guide/result_list.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace lathe::widgets {

namespace {

enum Role { PageId = Qt::UserRole, Excerpt };
constexpr int kHeight = 62;

class HitDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, kHeight}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? theme.accentSoft : theme.canvas);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
        }
        const QRect room = option.rect.adjusted(10, 7, -10, -6);
        painter->setFont(uiFont(13, QFont::DemiBold));
        painter->setPen(theme.text);
        painter->drawText(room, Qt::AlignTop,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        painter->setFont(uiFont(11));
        painter->setPen(theme.mutedText);
        painter->drawText(room.adjusted(0, 20, 0, 0), Qt::TextWordWrap | Qt::AlignTop, index.data(Excerpt).toString());
        painter->restore();
    }
};

} // namespace

ResultList::ResultList(QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Pages found"));
    setItemDelegate(new HitDelegate(this));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            Q_EMIT pageChosen(item->data(PageId).toString());
    });
}

void ResultList::setHits(const std::vector<GuideBook::Hit>& hits)
{
    const QSignalBlocker quiet(this);
    clear();
    for (const GuideBook::Hit& hit : hits) {
        auto* item = new QListWidgetItem(hit.page->title, this);
        item->setData(PageId, hit.page->id);
        item->setData(Excerpt, hit.excerpt);
        item->setData(Qt::AccessibleDescriptionRole, hit.excerpt);
    }
}

} // namespace lathe::widgets
