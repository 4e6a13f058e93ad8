#pragma once

#include <QFrame>

class QToolButton;

namespace lathe::widgets {

class Canvas;

// Smaller, the zoom in percent, larger, fit: over the lower left corner of the canvas. A click on
// the percentage goes to 100 %.
class ZoomBar : public QFrame {
    Q_OBJECT

public:
    explicit ZoomBar(Canvas& canvas);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* add(const QString& text, const QString& name);
    void refresh();

    Canvas& m_canvas;
    QToolButton* m_percent = nullptr;
};

} // namespace lathe::widgets
