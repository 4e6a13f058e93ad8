#pragma once

#include "widgets/pipeline/recipe_document.h"

#include <QGraphicsPathItem>

namespace lathe::widgets {

class NodeCard;
class PipelineScene;
struct Port;

// A wire while it is being dragged from a port: it shows where it could end, snaps to the nearest
// port that fits, and edits the document when it is let go.
class WireDrag {
public:
    // From an output, or from an input that nothing is wired to.
    WireDrag(PipelineScene& scene, NodeCard& card, const Port& port);
    // The end of an existing wire, taken off its input.
    WireDrag(PipelineScene& scene, const Wire& wire);
    ~WireDrag();
    WireDrag(const WireDrag&) = delete;
    WireDrag& operator=(const WireDrag&) = delete;

    struct End {
        NodeCard* card = nullptr;
        std::string port;
    };

    void moveTo(QPointF scenePoint);
    // All ports where the wire could end, left to right; for wires that are led by keys.
    [[nodiscard]] std::vector<End> ends() const;
    void aimAt(const End& end);
    QString dropAtTarget();
    // Connects, moves or removes the wire. Returns why it could not be connected where it was let
    // go.
    QString drop(QPointF scenePoint);

private:
    void setTarget(const End& end);
    void connectTarget();
    [[nodiscard]] End endNear(QPointF scenePoint) const;
    [[nodiscard]] QString whyNot(const NodeCard& card, const Port& port) const;
    [[nodiscard]] Wire wireTo(const End& end) const;
    void lure();
    void prepare();
    void draw(QPointF scenePoint);

    PipelineScene& m_scene;
    std::string m_node; // that keeps its end
    bool m_fromOutput = true;
    std::string m_port;          // of m_node, when dragged from an input
    std::optional<Wire> m_taken; // the wire that was there before
    End m_target;
    std::unique_ptr<QGraphicsPathItem> m_line;
};

} // namespace lathe::widgets
