#pragma once

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace lathe::widgets {

// A message in the flow of a place: what happened, what to try, and the text to hand on. It
// replaces message boxes wherever nothing has to be decided.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Tone { Good, Warning, Bad };

    explicit Banner(QWidget* parent = nullptr);

    // `diagnostics` is what "Copy diagnostics" puts on the clipboard; the button hides when empty.
    void showMessage(Tone tone, const QString& title, const QString& text,
                     const QString& diagnostics = {});
    // A button of the banner's own, left of the cross.
    QPushButton* addButton(const QString& text);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

private:
    void copyDiagnostics();

    QHBoxLayout* m_row;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_copy;
    QString m_diagnostics;
};

} // namespace lathe::widgets
