#include "widgets/pipeline/stage_palette.h"

#include "widgets/pipeline/canvas.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace lathe::widgets {
namespace {

enum Role { StageId = Qt::UserRole, Family, SearchText };

// Families are headings with a dot in their colour; stages stand below, in line with the heading.
class PaletteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {100, index.parent().isValid() ? 22 : index.row() == 0 ? 26 : 34};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.widget);
        const bool stage = index.parent().isValid();
        QRectF row = option.rect;
        row.setLeft(0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (stage && option.state & (QStyle::State_MouseOver | QStyle::State_Selected)) {
            const bool chosen = option.state & QStyle::State_Selected;
            painter->setPen(Qt::NoPen);
            painter->setBrush(chosen ? theme.accentSoft : theme.canvas);
            painter->drawRoundedRect(row.adjusted(14, 0.5, -6, -0.5), 5, 5);
        }
        if (!stage) {
            row.setTop(row.bottom() - 26);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.family(recipe::StageFamily(index.data(Family).toInt())));
            painter->drawEllipse(QPointF(9, row.center().y()), 4.5, 4.5);
        }
        painter->setFont(stage ? uiFont(12) : uiFont(13, QFont::DemiBold));
        const bool lit = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
        painter->setPen(stage && !lit ? theme.mutedText : theme.text);
        const QRectF text = row.adjusted(22, 0, -10, 0);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetricsF(painter->font())
                              .elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

class StageTree : public QTreeWidget {
protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override
    {
        const QString id = items.isEmpty() ? QString() : items.first()->data(0, StageId).toString();
        if (id.isEmpty())
            return nullptr;
        auto* mime = new QMimeData;
        mime->setData(kStageMime, id.toUtf8());
        return mime;
    }
};

QString tip(const recipe::StageInfo& stage)
{
    QString text = "<qt><b>" + said(stage.title).toHtmlEscaped() + "</b><br>" +
                   said(stage.summary).toHtmlEscaped();
    if (!stage.paper.empty())
        text += "<br><i>" + QString::fromStdString(stage.paper).toHtmlEscaped() + "</i>";
    return text + "</qt>";
}

} // namespace

StagePalette::StagePalette(const recipe::StageCatalog& catalog, QWidget* parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_tree(new StageTree)
{
    m_search->setPlaceholderText(tr("Find a stage"));
    m_search->setAccessibleName(tr("Find a stage"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_tree->setAccessibleName(tr("Stages"));
    m_tree->setItemDelegate(new PaletteDelegate(m_tree));
    m_tree->header()->hide();
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setItemsExpandable(false);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setMouseTracking(true);
    m_tree->setDragEnabled(true);
    m_tree->setDragDropMode(QAbstractItemView::DragOnly);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 8, 8);
    layout->setSpacing(10);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 6, 0);
    top->addWidget(m_search);
    layout->addLayout(top);
    layout->addWidget(m_tree);
    fill(catalog);
    connect(m_search, &QLineEdit::textChanged, this, &StagePalette::filter);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        if (const QString id = item->data(0, StageId).toString(); !id.isEmpty())
            Q_EMIT stageChosen(id.toStdString());
    });
}

void StagePalette::fill(const recipe::StageCatalog& catalog)
{
    std::map<recipe::StageFamily, QTreeWidgetItem*> families;
    for (const auto& stage : catalog.all()) {
        QTreeWidgetItem*& family = families[stage.family];
        if (!family) {
            family = new QTreeWidgetItem(m_tree, {familyTitle(stage.family)});
            family->setData(0, Family, int(stage.family));
            family->setFlags(Qt::ItemIsEnabled);
            family->setExpanded(true);
        }
        const QString title = said(stage.title);
        auto* item = new QTreeWidgetItem(family, {title});
        item->setData(0, StageId, QString::fromStdString(stage.id));
        item->setData(
            0, SearchText,
            QStringList{title, familyTitle(stage.family), QString::fromStdString(stage.id),
                        said(stage.summary), QString::fromStdString(stage.paper)}
                .join(' '));
        item->setToolTip(0, tip(stage));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    }
    m_tree->expandAll();
}

void StagePalette::filter(const QString& text)
{
    const QStringList words = text.split(' ', Qt::SkipEmptyParts);
    QTreeWidgetItem* first = nullptr;
    for (int f = 0; f < m_tree->topLevelItemCount(); ++f) {
        QTreeWidgetItem* family = m_tree->topLevelItem(f);
        bool any = false;
        for (int i = 0; i < family->childCount(); ++i) {
            QTreeWidgetItem* item = family->child(i);
            const QString all = item->data(0, SearchText).toString();
            const bool fits = std::all_of(words.begin(), words.end(), [&](const QString& word) {
                return all.contains(word, Qt::CaseInsensitive);
            });
            item->setHidden(!fits);
            any = any || fits;
            if (fits && !first)
                first = item;
        }
        family->setHidden(!any);
    }
    m_tree->setCurrentItem(words.isEmpty() ? nullptr : first);
}

void StagePalette::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool StagePalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down) {
            m_tree->setFocus();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            m_tree->currentItem()) {
            Q_EMIT m_tree->itemActivated(m_tree->currentItem(), 0);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lathe::widgets
