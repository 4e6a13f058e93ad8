#include "widgets/history/column_chooser.h"

#include "widgets/common/kit.h"
#include "widgets/history/history_columns.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScreen>

#include <algorithm>

namespace lathe::widgets {

namespace {

QString kindText(HistoryColumn::Kind kind)
{
    switch (kind) {
    case HistoryColumn::Kind::Param:
        return ColumnChooser::tr("parameter");
    case HistoryColumn::Kind::Environment:
        return ColumnChooser::tr("machine");
    default:
        return {};
    }
}

} // namespace

ColumnChooser::ColumnChooser(HistoryStore& store, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_store(store), m_find(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setProperty("role", QByteArray("card"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 10);
    column->setSpacing(8);
    m_find->setPlaceholderText(tr("Find a column"));
    m_find->setAccessibleName(tr("Find a column"));
    m_find->setClearButtonEnabled(true);
    column->addWidget(m_find);
    m_list->setProperty("role", QByteArray("checks"));
    m_list->setAccessibleName(tr("Columns"));
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    auto* usual = makeButton(tr("Usual columns"), "link", this);
    auto* metrics = makeButton(tr("All figures"), "link", this);
    row->addWidget(usual);
    row->addSpacing(16);
    row->addWidget(metrics);
    row->addStretch(1);
    column->addLayout(row);
    resize(290, 420);
    connect(m_find, &QLineEdit::textChanged, this, &ColumnChooser::narrow);
    connect(m_list, &QListWidget::itemChanged, this, &ColumnChooser::apply);
    const auto take = [this](const std::vector<std::string>& columns) {
        HistoryState state = m_store.state();
        state.columns = columns;
        m_store.setState(std::move(state));
        fill();
    };
    connect(usual, &QPushButton::clicked, this, [take] { take(usualColumns()); });
    connect(metrics, &QPushButton::clicked, this, [this, take] {
        std::vector<std::string> columns = m_store.state().columns;
        for (const HistoryColumn& shown : m_store.rows()->columns)
            if (shown.metric &&
                std::find(columns.begin(), columns.end(), shown.key) == columns.end())
                columns.push_back(shown.key);
        take(columns);
    });
}

void ColumnChooser::popup(const QWidget* below)
{
    m_find->clear();
    fill();
    QPoint at = below->mapToGlobal(QPoint(below->width() - width(), below->height() + 4));
    const QRect room = below->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(at);
    show();
    m_find->setFocus(Qt::PopupFocusReason);
}

void ColumnChooser::fill()
{
    m_isFilling = true;
    m_list->clear();
    const auto& chosen = m_store.state().columns;
    for (const HistoryColumn& shown : m_store.rows()->columns) {
        if (shown.kind == HistoryColumn::Kind::Name)
            continue;
        const QString kind = kindText(shown.kind);
        auto* item = new QListWidgetItem(
            kind.isEmpty() ? shown.title : QString("%1  (%2)").arg(shown.title, kind), m_list);
        item->setData(Qt::UserRole, QString::fromStdString(shown.key));
        item->setToolTip(shown.toolTip);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isShown = std::find(chosen.begin(), chosen.end(), shown.key) != chosen.end();
        item->setCheckState(isShown ? Qt::Checked : Qt::Unchecked);
    }
    narrow(m_find->text());
    m_isFilling = false;
}

// Columns that stay keep their place, new ones come last.
void ColumnChooser::apply()
{
    if (m_isFilling)
        return;
    HistoryState state = m_store.state();
    for (int i = 0; i < m_list->count(); ++i) {
        const std::string key = m_list->item(i)->data(Qt::UserRole).toString().toStdString();
        const auto place = std::find(state.columns.begin(), state.columns.end(), key);
        const bool isWanted = m_list->item(i)->checkState() == Qt::Checked;
        if (isWanted && place == state.columns.end())
            state.columns.push_back(key);
        else if (!isWanted && place != state.columns.end())
            state.columns.erase(place);
    }
    m_store.setState(std::move(state));
}

void ColumnChooser::narrow(const QString& text)
{
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setHidden(!m_list->item(i)->text().contains(text, Qt::CaseInsensitive));
}

} // namespace lathe::widgets
