#include "widgets/pipeline/stage_palette.h"

#include "widgets/guide/context.h"
#include "widgets/guide/made_pages.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/param_text.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QDesktopServices>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

enum Role { StageId = Qt::UserRole, Family, SearchText, Summary, Paper, Reason };

constexpr int kRow = 22;
constexpr int kTextLeft = 22;

// Families are headings with a dot in their colour; stages stand below, in line with the heading.
// The chosen stage opens and says what it does, where it comes from and why it does not fit.
class PaletteDelegate : public QStyledItemDelegate {
public:
    PaletteDelegate(QAbstractItemView* view, const std::function<void(const QString&)>& openPaper)
        : QStyledItemDelegate(view), m_view(view), m_openPaper(openPaper)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        if (!index.parent().isValid())
            return {100, index.row() == 0 ? 26 : 34};
        if (!isOpen(index))
            return {100, kRow};
        double height = kRow + 8;
        for (const Role role : {Reason, Summary, Paper})
            height += heightOf(index, role);
        return {100, int(std::ceil(height))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.widget);
        const bool stage = index.parent().isValid();
        const bool open = stage && isOpen(index);
        QRectF row = option.rect;
        row.setLeft(0);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool lit = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
        if (stage && lit) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(open ? theme.accentSoft : theme.canvas);
            painter->drawRoundedRect(row.adjusted(14, 0.5, -6, -0.5), 5, 5);
        }
        if (stage)
            row.setHeight(kRow);
        else {
            row.setTop(row.bottom() - 26);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.family(recipe::StageFamily(index.data(Family).toInt())));
            painter->drawEllipse(QPointF(9, row.center().y()), 4.5, 4.5);
        }
        const bool fits = index.data(Reason).toString().isEmpty();
        painter->setFont(stage ? uiFont(12, open ? QFont::DemiBold : QFont::Normal)
                               : uiFont(13, QFont::DemiBold));
        painter->setPen(!fits ? theme.faintText : stage && !lit ? theme.mutedText : theme.text);
        const QRectF text = row.adjusted(kTextLeft, 0, -10, 0);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetricsF(painter->font())
                              .elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        if (open) {
            painter->setFont(uiFont(11.5));
            double y = row.bottom() + 1;
            for (const Role role : {Reason, Summary, Paper}) {
                painter->setPen(role == Reason    ? theme.warn
                                : role == Summary ? theme.mutedText
                                                  : theme.accent);
                const double height = heightOf(index, role);
                painter->drawText(QRectF(kTextLeft, y, textWidth(), height),
                                  Qt::AlignLeft | Qt::TextWordWrap, index.data(role).toString());
                y += height;
            }
        }
        painter->restore();
    }

    bool editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override
    {
        if (event->type() != QEvent::MouseButtonRelease || !isOpen(index))
            return false;
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->position().y() < option.rect.bottom() - 6 - heightOf(index, Paper) ||
            index.data(Paper).toString().isEmpty())
            return false;
        m_openPaper(index.data(Paper).toString());
        return true;
    }

private:
    [[nodiscard]] bool isOpen(const QModelIndex& index) const
    {
        return m_view->selectionModel()->isSelected(index);
    }
    [[nodiscard]] double textWidth() const { return m_view->viewport()->width() - kTextLeft - 14; }
    [[nodiscard]] double heightOf(const QModelIndex& index, Role role) const
    {
        const QString text = index.data(role).toString();
        if (text.isEmpty())
            return 0;
        return QFontMetricsF(uiFont(11.5))
                   .boundingRect(QRectF(0, 0, textWidth(), 1000), Qt::TextWordWrap, text)
                   .height() +
               3;
    }

    QAbstractItemView* m_view;
    std::function<void(const QString&)> m_openPaper;
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

QString tip(const QTreeWidgetItem& item)
{
    const auto part = [&](Role role, const char* tag) {
        const QString text = item.data(0, role).toString().toHtmlEscaped();
        return text.isEmpty() ? text : QString("<p><%1>%2</%1></p>").arg(tag, text);
    };
    return "<qt><b>" + item.text(0).toHtmlEscaped() + "</b>" + part(Reason, "b") +
           part(Summary, "span") + part(Paper, "i") + "</qt>";
}

} // namespace

StagePalette::StagePalette(const recipe::StageCatalog& catalog, QWidget* parent)
    : QWidget(parent), m_catalog(catalog), m_search(new QLineEdit(this)), m_tree(new StageTree)
{
    m_search->setPlaceholderText(tr("Find a stage"));
    m_search->setAccessibleName(tr("Find a stage"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_tree->setAccessibleName(tr("Stages"));
    m_tree->setItemDelegate(new PaletteDelegate(m_tree, [](const QString& paper) {
        QDesktopServices::openUrl(paperUrl(paper));
    }));
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
    top->addWidget(makeGuideButton(this));
    setGuidePage(this, "methods");
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        const QString stage = item ? item->data(0, StageId).toString() : QString();
        setGuidePage(this, stage.isEmpty() ? "methods" : methodPageId(stage.toStdString()));
    });
    layout->addLayout(top);
    layout->addWidget(m_tree);
    auto* templates = new QPushButton(tr("Templates…"));
    setRole(templates, "link");
    templates->setCursor(Qt::PointingHandCursor);
    layout->addWidget(templates, 0, Qt::AlignLeft);
    connect(templates, &QPushButton::clicked, this, &StagePalette::templatesRequested);
    fill();
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, m_tree,
            [this] { m_tree->doItemsLayout(); }); // the chosen row opens
    connect(m_search, &QLineEdit::textChanged, this, &StagePalette::filter);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        if (const QString id = item->data(0, StageId).toString(); !id.isEmpty())
            Q_EMIT stageChosen(id.toStdString());
    });
}

void StagePalette::fill()
{
    std::map<recipe::StageFamily, QTreeWidgetItem*> families;
    for (const auto& stage : m_catalog.all()) {
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
        item->setData(0, Summary, said(stage.summary));
        item->setData(0, Paper, QString::fromStdString(stage.paper));
        item->setToolTip(0, tip(*item));
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

void StagePalette::setReasons(const std::function<QString(const recipe::StageInfo&)>& reason)
{
    bool changed = false;
    for (int f = 0; f < m_tree->topLevelItemCount(); ++f)
        for (int i = 0; i < m_tree->topLevelItem(f)->childCount(); ++i) {
            QTreeWidgetItem* item = m_tree->topLevelItem(f)->child(i);
            const QString why = reason(*m_catalog.find(item->data(0, StageId).toString().toStdString()));
            if (item->data(0, Reason).toString() == why)
                continue;
            changed = true;
            item->setData(0, Reason, why);
            item->setToolTip(0, tip(*item));
            item->setData(0, Qt::AccessibleDescriptionRole, why);
        }
    if (changed && !m_tree->selectedItems().isEmpty())
        m_tree->doItemsLayout();
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
