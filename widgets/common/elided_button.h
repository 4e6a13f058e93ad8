#pragma once

#include <QPushButton>

namespace lathe::widgets {

// A button whose text is cut with an ellipsis where there is no room; the accessible name is whole.
class ElidedButton : public QPushButton {
    Q_OBJECT
public:
    explicit ElidedButton(const char* role, QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace lathe::widgets
