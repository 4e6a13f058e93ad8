#pragma once

#include "widgets/pipeline/node_card.h"
#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/run_tracker.h"
#include "widgets/pipeline/wire_item.h"

#include <QGraphicsScene>

namespace lathe::widgets {

class WireDrag;

// Draws the document as cards and wires and turns gestures into its commands. It keeps nothing but
// what is selected and the states of a run.
class PipelineScene : public QGraphicsScene {
    Q_OBJECT

public:
    explicit PipelineScene(RecipeDocument& document, QObject* parent = nullptr);
    ~PipelineScene() override;

    [[nodiscard]] RecipeDocument& document() const { return m_document; }
    [[nodiscard]] NodeCard* card(const std::string& id) const; // null: unknown
    [[nodiscard]] std::vector<NodeCard*> cards() const;        // left to right, top to bottom
    [[nodiscard]] NodeCard* cardAt(QPointF scenePoint) const;
    [[nodiscard]] QRectF cardsRect() const;

    [[nodiscard]] std::vector<std::string> selectedNodes() const; // recipe::kSource included
    void selectNodes(const std::vector<std::string>& ids);
    // Selects the card after (or before) the selected one; false at the end.
    bool selectNext(bool forward);
    // Selects the nearest card in a direction, such as (1, 0) for the right; false: there is none.
    bool selectToward(QPointF direction);
    void removeSelected();
    void moveSelected(QPointF by);
    // The wire below a point, within a card's width of nothing else.
    [[nodiscard]] const Wire* wireAt(QPointF scenePoint) const;
    // The card whose output is nearest to a point, to the left of it.
    [[nodiscard]] NodeCard* cardLeftOf(QPointF scenePoint) const;

    // A wire led by keys, from the output of the selected card: aimed from port to port, then
    // connected. Each answers with what is aimed at, for people who hear it; empty: no wire.
    QString beginKeyWire();
    QString aimNext(bool forward);
    void connectKeyWire();
    [[nodiscard]] bool hasKeyWire() const { return m_drag && !m_ends.empty(); }

    void setModelSummary(const QStringList& lines);
    void onRunEvent(const runner::Event& event);
    void setPaused(bool paused);
    [[nodiscard]] const NodeRun* nodeRun(const std::string& id) const { return m_tracker.node(id); }
    void clearRunState();
    void hideWire(const Wire& wire, bool hidden);
    void cancelDrag();

Q_SIGNALS:
    void refused(const QString& reason);
    void cardsMoved(); // any card changed its place or look: the minimap follows
    void runStatesChanged();

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;

private:
    void sync();
    void syncWires();
    void followWires(const NodeCard* card);
    void commitMoves();
    QString aim();
    bool beginWire(QPointF scenePoint);

    RecipeDocument& m_document;
    std::map<std::string, NodeCard*, std::less<>> m_cards; // owned by the scene
    std::map<Wire, WireItem*> m_wires;                     // owned by the scene
    std::unique_ptr<WireDrag> m_drag;
    std::vector<Wire> m_ends; // where a wire led by keys may end
    size_t m_end = 0;
    RunTracker m_tracker;
    bool m_syncing = false;
};

} // namespace lathe::widgets
