#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace lathe::widgets {

// "Deleted 2 runs", and a way back.
class UndoBar : public QFrame {
    Q_OBJECT
public:
    explicit UndoBar(QWidget* parent = nullptr);
    void showMessage(const QString& text);
    [[nodiscard]] QPushButton* undoButton() const { return m_undo; }
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void undoRequested();

private:
    QLabel* m_text;
    QPushButton* m_undo;
};

} // namespace lathe::widgets
