#include "widgets/compare/views_panel.h"

#include "core/base/error.h"
#include "widgets/common/kit.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>

namespace lathe::widgets {

namespace {
constexpr int kRow = 24, kShownRows = 6;
constexpr int kNameRole = Qt::UserRole; // as it is stored
} // namespace

ViewsPanel::ViewsPanel(CompareStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_list(new QListWidget(this)),
      m_trouble(makeLabel({}, "bad", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    auto* save = makeButton(tr("Save this view"), "link", this);
    head->addWidget(makeLabel(tr("Saved views"), "section", this), 1);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addWidget(save);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    column->addWidget(m_trouble);
    m_list->setAccessibleName(tr("Saved views"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    connect(save, &QPushButton::clicked, this, &ViewsPanel::saveNew);
    connect(m_list, &QListWidget::itemClicked, this, &ViewsPanel::apply);
    connect(m_list, &QListWidget::itemActivated, this, &ViewsPanel::apply);
    connect(m_list, &QListWidget::itemChanged, this, &ViewsPanel::rename);
    connect(m_list, &QListWidget::customContextMenuRequested, this, &ViewsPanel::showMenu);
    connect(&m_store.session(), &Session::workspaceChanged, this, &ViewsPanel::read);
    WorkspaceAccess& access = m_store.session().access();
    const auto follow = [save, &access] {
        save->setEnabled(access.isWritable());
        save->setToolTip(access.isWritable() ? tr("Keeps axes, limits, filters and columns under a name")
                                             : access.whyReadOnly());
    };
    connect(&access, &WorkspaceAccess::changed, save, follow);
    follow();
    read();
}

void ViewsPanel::attempt(const std::function<void()>& work)
{
    m_trouble->hide();
    try {
        work();
    } catch (const Error& error) { // the wall between the file and the screen
        m_trouble->setText(QString::fromStdString(error.full()));
        m_trouble->show();
    }
    fill();
}

void ViewsPanel::change(const std::function<void()>& edit)
{
    attempt([&] {
        const QString why = m_store.session().access().whyReadOnly();
        if (!why.isEmpty())
            throw Error(ErrorKind::BadInput, why.toStdString());
        edit();
    });
}

void ViewsPanel::read()
{
    attempt([this] {
        m_views = {};
        m_views = SavedViews::read(m_store.session().workspace().folder / "views.json");
    });
}

void ViewsPanel::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const SavedView& view : m_views.all()) {
        const QString name = QString::fromStdString(view.name);
        auto* item = new QListWidgetItem(name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(kNameRole, name);
        item->setToolTip(name);
        item->setSizeHint({0, kRow});
    }
    const int rows = std::min(kShownRows, m_list->count());
    m_list->setFixedHeight(rows * kRow + (rows > 0 ? 2 : 0));
    m_list->setVisible(rows > 0);
}

void ViewsPanel::saveAs(const QString& name)
{
    change([&] { m_views.save(name.toStdString(), m_store.state()); });
}

void ViewsPanel::saveNew()
{
    int number = int(m_views.all().size()) + 1;
    QString name;
    do
        name = tr("View %1").arg(number++);
    while (m_views.find(name.toStdString()));
    saveAs(name);
    if (QListWidgetItem* item = m_list->item(m_list->count() - 1); item && item->text() == name) {
        m_list->setCurrentItem(item);
        m_list->editItem(item);
    }
}

void ViewsPanel::apply(const QListWidgetItem* item)
{
    const SavedView* view =
        item ? m_views.find(item->data(kNameRole).toString().toStdString()) : nullptr;
    if (!view)
        return;
    CompareState state = view->state;
    state.run = m_store.state().run;
    m_store.setState(std::move(state));
}

void ViewsPanel::rename(QListWidgetItem* item)
{
    const QString from = item->data(kNameRole).toString(), to = item->text().trimmed();
    if (from == to)
        return;
    // Not while the editor still holds the item.
    QMetaObject::invokeMethod(
        this,
        [this, from, to] {
            change([&] {
                if (!to.isEmpty())
                    m_views.rename(from.toStdString(), to.toStdString());
            });
        },
        Qt::QueuedConnection);
}

void ViewsPanel::removeCurrent()
{
    if (const QListWidgetItem* item = m_list->currentItem()) {
        const std::string name = item->data(kNameRole).toString().toStdString();
        change([&] { m_views.remove(name); });
    }
}

void ViewsPanel::showMenu(const QPoint& at)
{
    QListWidgetItem* item = m_list->itemAt(at);
    if (!item)
        return;
    m_list->setCurrentItem(item);
    QMenu menu(this);
    menu.addAction(tr("Show"), this, [this, item] { apply(item); });
    menu.addAction(tr("Replace by what is shown"), this, [this, item] { saveAs(item->text()); });
    menu.addAction(tr("Rename"), this, [this, item] { m_list->editItem(item); });
    menu.addAction(tr("Delete"), this, &ViewsPanel::removeCurrent);
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

bool ViewsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lathe::widgets
