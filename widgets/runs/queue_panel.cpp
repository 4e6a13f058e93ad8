#include "widgets/runs/queue_panel.h"

#include "widgets/common/kit.h"
#include "widgets/runs/queue_model.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QShortcut>
#include <QTableView>

namespace lathe::widgets {

namespace {
constexpr int kRowHeight = 30;
constexpr int kShownRows = 4;
} // namespace

QueuePanel::QueuePanel(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_model(new QueueModel(session.queue(), this)),
      m_table(new QTableView(this)), m_state(makeLabel({}, "muted", this)),
      m_start(makeButton(tr("Start the queue"), "", this))
{
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(makeLabel(tr("Queue"), "section", this));
    head->addWidget(m_state);
    head->addStretch(1);
    addAction(head, tr("Move up"), QKeySequence("Alt+Up"),
              [this](quint64 id) { m_session.queue().move(id, -1); });
    addAction(head, tr("Move down"), QKeySequence("Alt+Down"),
              [this](quint64 id) { m_session.queue().move(id, 1); });
    addAction(head, tr("Open"), QKeySequence("Return"),
              [this](quint64 id) { Q_EMIT openRequested(id); });
    addAction(head, tr("Remove"), QKeySequence::Delete,
              [this](quint64 id) { m_session.queue().remove(id); });
    head->addWidget(m_start);
    column()->addLayout(head);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs that wait"));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QueueModel::Name, QHeaderView::Stretch);
    setSectionWidth(m_table->horizontalHeader(), QueueModel::Position, 36);
    setSectionWidth(m_table->horizontalHeader(), QueueModel::Variants, 80);
    setSectionWidth(m_table->horizontalHeader(), QueueModel::Time, 110);
    column()->addWidget(m_table);
    connect(m_start, &QPushButton::clicked, &m_session, &Session::startQueue);
    connect(&m_session.queue(), &RunQueue::changed, this, &QueuePanel::refresh);
    connect(&m_session, &Session::runStateChanged, this, &QueuePanel::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    m_selected = m_model->idAt(current.row());
                for (QPushButton* action : m_actions)
                    action->setEnabled(selected() != 0);
            });
    refresh();
}

QPushButton* QueuePanel::addAction(QHBoxLayout* row, const QString& text, const QKeySequence& key,
                                   std::function<void(quint64)> act)
{
    auto* button = makeButton(text, "link", this);
    button->setToolTip(QString("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText)));
    const auto on = [this, act = std::move(act)] {
        if (const quint64 id = selected())
            act(id);
    };
    connect(button, &QPushButton::clicked, this, on);
    auto* shortcut = new QShortcut(key, m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, on);
    m_actions.push_back(button);
    row->addWidget(button);
    return button;
}

quint64 QueuePanel::selected() const
{
    return m_model->rowOf(m_selected) < 0 ? 0 : m_selected;
}

void QueuePanel::refresh()
{
    const RunQueue& queue = m_session.queue();
    setVisible(!queue.waiting().empty());
    if (queue.waiting().empty())
        return;
    const int waiting = int(queue.waiting().size());
    m_start->setVisible(queue.isHeld());
    m_start->setEnabled(!m_session.isMeasuring());
    m_state->setText(queue.isHeld() ? tr("held until you start it; runs: %1").arg(waiting)
                     : waiting == 1
                         ? tr("starts when this run ends")
                         : tr("%1 runs wait; the first starts when this one ends").arg(waiting));
    const int rows = std::min(waiting, kShownRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * kRowHeight +
                            2);
    const int row = m_model->rowOf(m_selected);
    m_table->selectRow(row < 0 ? 0 : row);
}

} // namespace lathe::widgets
