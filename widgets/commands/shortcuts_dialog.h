#pragma once

#include "widgets/guide/book.h"

#include <QDialog>

class QMenuBar;

namespace lathe::widgets {

// Every shortcut of a window, read from its menus and from the actions of its parts.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(QMenuBar* menus, QWidget* parent);
};

// By menu; what is in none stands in a group of its own.
[[nodiscard]] std::vector<ShortcutGroup> shortcutGroups(const QMenuBar* menus, const QWidget* window);

// What is said of an action: its text without the mark of its key.
[[nodiscard]] QString plainText(const QString& actionText);

} // namespace lathe::widgets
