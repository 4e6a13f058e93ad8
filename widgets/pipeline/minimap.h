#pragma once

#include <QWidget>

namespace lathe::widgets {

class Canvas;
class PipelineScene;

// The whole pipeline in small, with a frame around what the canvas shows. A click or a drag goes
// there.
class Minimap : public QWidget {
    Q_OBJECT

public:
    Minimap(Canvas& canvas, PipelineScene& scene);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QTransform toMap() const;
    void goTo(QPointF point);

    Canvas& m_canvas;
    PipelineScene& m_scene;
};

} // namespace lathe::widgets
