#pragma once

#include "widgets/start/dropped.h"

#include <QWidget>

namespace lathe::widgets {

// Takes files that are dropped anywhere onto a window, and shows meanwhile what dropping them does. A widget of the
// window that accepts files itself keeps them; text fields do not.
class DropTarget : public QWidget {
    Q_OBJECT
public:
    explicit DropTarget(QWidget* window);

    [[nodiscard]] const Dropped& offered() const { return m_offered; }

Q_SIGNALS:
    void dropped(const lathe::widgets::Dropped& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Dropped m_offered;
};

} // namespace lathe::widgets
