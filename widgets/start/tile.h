#pragma once

#include <QPushButton>

class QLabel;

namespace lathe::widgets {

// A large button: an icon, what it does, and a line on what that means.
class Tile : public QPushButton {
    Q_OBJECT
public:
    Tile(const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
};

} // namespace lathe::widgets
