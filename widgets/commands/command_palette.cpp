#include "widgets/commands/command_palette.h"

#include "widgets/commands/command_delegate.h"
#include "widgets/common/kit.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>

namespace lathe::widgets {

namespace {
constexpr int kShown = 60, kWidth = 620, kHeight = 420, kTop = 56;
}

void CommandModel::setIndex(CommandIndex index)
{
    m_index = std::move(index);
    find({});
}

void CommandModel::find(const QString& text)
{
    beginResetModel();
    m_found = m_index.find(text, kShown);
    endResetModel();
}

const Command& CommandModel::at(int row) const
{
    return m_index.commands()[size_t(m_found[size_t(row)])];
}

int CommandModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant CommandModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Command& command = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return command.title;
    case Qt::AccessibleTextRole:
        return QString("%1, %2 %3").arg(command.title, kindTitle(command.kind), command.detail);
    case DetailRole:
        return command.detail;
    case ShortcutRole:
        return command.shortcut;
    case KindRole:
        return int(command.kind);
    default:
        return {};
    }
}

CommandPalette::CommandPalette(QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), m_field(new QLineEdit(this)), m_list(new QListView(this)),
      m_none(makeLabel(tr("Nothing is called that."), "muted", this)), m_model(new CommandModel(this))
{
    setAccessibleName(tr("Commands"));
    setProperty("role", QByteArray("popup"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->setSpacing(8);
    m_field->setPlaceholderText(tr("Search actions, stages, runs, variants, recipes"));
    m_field->setAccessibleName(tr("Search commands"));
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the arrows move it from the field
    m_list->setFrameShape(QFrame::NoFrame);
    m_none->setAlignment(Qt::AlignCenter);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(m_none, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
}

void CommandPalette::open(std::vector<Command> commands)
{
    CommandIndex index;
    index.setCommands(std::move(commands));
    m_model->setIndex(std::move(index));
    m_field->clear();
    find();
    if (const QWidget* window = parentWidget()) {
        const int width = std::min(kWidth, window->width() - 40);
        resize(width, std::min(kHeight, window->height() - kTop - 20));
        move(window->mapToGlobal(QPoint((window->width() - width) / 2, kTop)));
    }
    show();
    m_field->setFocus();
}

void CommandPalette::find()
{
    m_model->find(m_field->text());
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->scrollToTop();
    m_list->setVisible(m_model->rowCount() > 0);
    m_none->setVisible(m_model->rowCount() == 0);
}

void CommandPalette::choose()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const auto run = m_model->at(current.row()).run;
    hide();
    if (run)
        run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    int row = m_list->currentIndex().row();
    switch (key->key()) {
    case Qt::Key_Down:
        row += 1;
        break;
    case Qt::Key_Up:
        row -= 1;
        break;
    case Qt::Key_PageDown:
        row += page;
        break;
    case Qt::Key_PageUp:
        row -= page;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    default:
        return false;
    }
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), 0));
    return true;
}

} // namespace lathe::widgets
