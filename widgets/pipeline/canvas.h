#pragma once

#include <QGraphicsView>

class QPushButton;

namespace lathe::widgets {

class Minimap;
class PipelineScene;
class ZoomBar;

inline constexpr const char* kStageMime = "application/x-lathe-stage";
inline constexpr const char* kNodesMime = "application/x-lathe-nodes+json";

// The window onto the scene: grid, panning, zooming, keys and what is dropped from the palette.
class Canvas : public QGraphicsView {
    Q_OBJECT

public:
    explicit Canvas(PipelineScene& scene, QWidget* parent = nullptr);

    void fit();
    void zoomBy(double factor); // about the middle
    void zoomTo(double scale);
    [[nodiscard]] double zoom() const { return transform().m11(); }
    void centreOnCard(const std::string& id);
    // Scene coordinates of the mouse when it is over the canvas, else of its middle.
    [[nodiscard]] QPointF pastePlace() const;
    [[nodiscard]] QRectF visibleRect() const;

Q_SIGNALS:
    void stageDropped(const std::string& stage, QPointF scenePoint);
    void menuRequested(const QPoint& globalPos);
    void viewChanged();
    void templatesRequested();
    void formRequested(); // Enter: the parameters of what is selected

protected:
    bool viewportEvent(QEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void zoomAbout(QPointF scenePoint, QPoint viewPoint, double factor);
    void announce();
    void say(const QString& text);
    bool keyToWire(QKeyEvent* event);
    void placeOverlays();

    PipelineScene& m_scene;
    Minimap* m_minimap;
    ZoomBar* m_zoomBar;
    QPushButton* m_start; // on the empty canvas
    QPoint m_panFrom;
    bool m_panning = false;
    bool m_space = false;
    bool m_keyFocus = false; // the focus came by Tab: show where it is
    bool m_fitted = false;   // fits itself until the user pans or zooms
};

} // namespace lathe::widgets
