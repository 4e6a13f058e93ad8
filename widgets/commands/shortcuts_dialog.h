#pragma once

#include <QDialog>

class QMenuBar;

namespace lathe::widgets {

// Every shortcut of a window, read from its menus and from the actions of its parts.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(QMenuBar* menus, QWidget* parent);
};

// What is said of an action: its text without the mark of its key.
[[nodiscard]] QString plainText(const QString& actionText);

} // namespace lathe::widgets
