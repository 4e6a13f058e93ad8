#include "widgets/guide/contents_tree.h"

#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>

namespace lathe::widgets {

namespace {

enum Role { PageId = Qt::UserRole };

QIcon dot(const QColor& colour)
{
    QPixmap picture(QSize(20, 20));
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, 8, 8));
    return picture;
}

} // namespace

ContentsTree::ContentsTree(const GuideBook& book, QWidget* parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("Contents"));
    header()->hide();
    setIndentation(16);
    setIconSize({10, 10});
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHash<int, QTreeWidgetItem*> chapters;
    for (const GuidePage& page : book.pages()) {
        QTreeWidgetItem*& chapter = chapters[int(page.chapter)];
        if (!chapter) {
            chapter = new QTreeWidgetItem(this, {chapterTitle(page.chapter)});
            chapter->setFont(0, uiFont(12, QFont::DemiBold));
            chapter->setFlags(Qt::ItemIsEnabled);
            chapter->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(page.parent.isEmpty() ? chapter : m_items.value(page.parent), {page.title});
        item->setData(0, PageId, page.id);
        item->setToolTip(0, page.title);
        if (page.family)
            item->setIcon(0, dot(Theme::of(this).family(*page.family)));
        m_items.insert(page.id, item);
    }
    connect(this, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item && !item->data(0, PageId).toString().isEmpty())
            Q_EMIT pageChosen(item->data(0, PageId).toString());
    });
}

void ContentsTree::reveal(const QString& page)
{
    const QSignalBlocker quiet(this);
    if (QTreeWidgetItem* item = m_items.value(page)) {
        setCurrentItem(item);
        scrollToItem(item);
    }
}

} // namespace lathe::widgets
