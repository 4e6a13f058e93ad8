#include "widgets/commands/shortcuts_dialog.h"

#include "widgets/common/kit.h"

#include <QAction>
#include <QHeaderView>
#include <QKeySequence>
#include <QLineEdit>
#include <QMenuBar>
#include <QMenu>
#include <QSet>
#include <QTreeWidget>

namespace lathe::widgets {

namespace {

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        keys << key.toString(QKeySequence::NativeText);
    return keys.join(", ");
}

void add(ShortcutGroup& group, const QAction& action, QSet<const QAction*>& seen)
{
    if (seen.contains(&action) || action.shortcuts().isEmpty() || action.text().isEmpty())
        return;
    seen.insert(&action);
    group.keys.push_back({plainText(action.text()), keysOf(action)});
}

void addMenu(ShortcutGroup& group, const QMenu& menu, QSet<const QAction*>& seen)
{
    for (const QAction* action : menu.actions()) {
        if (action->menu())
            addMenu(group, *action->menu(), seen);
        else
            add(group, *action, seen);
    }
}

} // namespace

QString plainText(const QString& actionText)
{
    QString text = actionText;
    return text.remove('&').remove(QChar(0x2026));
}

std::vector<ShortcutGroup> shortcutGroups(const QMenuBar* menus, const QWidget* window)
{
    std::vector<ShortcutGroup> groups;
    QSet<const QAction*> seen;
    for (const QAction* action : menus->actions())
        if (action->menu())
            addMenu(groups.emplace_back(ShortcutGroup{plainText(action->text()), {}}), *action->menu(), seen);
    groups.push_back({ShortcutsDialog::tr("In the places"), {}});
    for (const QAction* action : window->findChildren<QAction*>())
        add(groups.back(), *action, seen);
    std::erase_if(groups, [](const ShortcutGroup& group) { return group.keys.empty(); });
    return groups;
}

ShortcutsDialog::ShortcutsDialog(QMenuBar* menus, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(520, 640);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    auto* find = new QLineEdit(this);
    find->setPlaceholderText(tr("Find a shortcut"));
    find->setAccessibleName(tr("Find a shortcut"));
    find->setClearButtonEnabled(true);
    auto* tree = new QTreeWidget(this);
    tree->setAccessibleName(tr("Keyboard shortcuts"));
    tree->setHeaderLabels({tr("What it does"), tr("Keys")});
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    setSectionWidth(tree->header(), 1, 190);
    tree->setRootIsDecorated(false);
    tree->setIndentation(12);
    column->addWidget(find);
    column->addWidget(tree, 1);

    for (const ShortcutGroup& group : shortcutGroups(menus, parent)) {
        auto* item = new QTreeWidgetItem(tree, {group.title});
        QFont font = item->font(0);
        font.setWeight(QFont::DemiBold);
        item->setFont(0, font);
        item->setFlags(Qt::ItemIsEnabled);
        for (const auto& [what, keys] : group.keys)
            new QTreeWidgetItem(item, {what, keys});
    }
    tree->expandAll();
    connect(find, &QLineEdit::textChanged, tree, [tree](const QString& text) {
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            QTreeWidgetItem* top = tree->topLevelItem(i);
            bool isShown = false;
            for (int k = 0; k < top->childCount(); ++k) {
                QTreeWidgetItem* item = top->child(k);
                const bool fits = item->text(0).contains(text, Qt::CaseInsensitive) ||
                                  item->text(1).contains(text, Qt::CaseInsensitive);
                item->setHidden(!fits);
                isShown = isShown || fits;
            }
            top->setHidden(!isShown);
        }
    });
}

} // namespace lathe::widgets
