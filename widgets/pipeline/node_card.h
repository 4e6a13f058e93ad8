#pragma once

#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/run_tracker.h"

#include <QGraphicsObject>

namespace lathe::widgets {

struct Theme;

inline constexpr qreal kCardWidth = 176;
inline constexpr qreal kCardHeight = 84;
inline constexpr qreal kTeacherExit = 34; // from the left, where wires to teacher ports leave

// Where wires begin and end.
struct Port {
    enum class Side { In, Out } side = Side::In;
    std::string name; // empty on the output side
    recipe::PortKind kind = recipe::PortKind::Model;
    QPointF place; // in the card's coordinates
};

// One card of the canvas: it draws a node of the document, or the model that the recipe starts
// from.
class NodeCard : public QGraphicsObject {
    Q_OBJECT

public:
    enum { Type = UserType + 1 };
    // A port that a wire being dragged could end at, one it would snap to now, or neither.
    enum class Lure { None, Possible, Target };

    NodeCard(const RecipeDocument& document, std::string id);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] const std::vector<Port>& ports() const { return m_ports; }
    [[nodiscard]] const Port* input(const std::string& name) const;
    [[nodiscard]] const Port& output() const { return m_ports.back(); }
    // Of several teacher ports only the wired ones are shown, and one where none is; with this also
    // the next free one, for a wire on its way.
    void offerTeacher(bool offer);
    // Dims what a wire being dragged cannot end at.
    void setDragging(bool dragging);
    // The port within reach of a point in scene coordinates; null: none.
    [[nodiscard]] const Port* portAt(QPointF scenePoint) const;

    // Reads the document again.
    void refresh();
    void setSummary(const QStringList& lines); // of the source card
    void setRun(const NodeRun* run);
    void setLure(const Port* port, Lure lure);
    void clearLures();
    // "Heads and FFN, prune, 3 variants, model from Fine-tune, running"
    [[nodiscard]] QString spokenName() const;
    [[nodiscard]] QColor familyColour() const;
    // "Teacher 2", "Model".
    [[nodiscard]] static QString portTitle(const Port& port);
    [[nodiscard]] const QStringList& lines() const { return m_lines; }
    [[nodiscard]] const std::optional<NodeRun>& run() const { return m_run; }

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

Q_SIGNALS:
    void movedOnCanvas();

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    void placePorts();
    [[nodiscard]] std::vector<recipe::PortSpec> shownInputs() const;
    void describe();
    void paintText(QPainter* painter) const;
    qreal paintMarks(QPainter* painter) const; // badge and problem mark; returns their left edge
    void paintRun(QPainter* painter) const;
    [[nodiscard]] QColor stateColour(const Theme& theme) const; // of a card with a run
    void paintPorts(QPainter* painter) const;

    const RecipeDocument& m_document;
    std::string m_id;
    std::optional<recipe::Node> m_shown; // what m_lines were made from
    std::vector<Port> m_ports;
    std::map<std::pair<Port::Side, std::string>, Lure> m_lures;
    QString m_title;
    QStringList m_lines;
    QStringList m_summary;
    int m_variants = 1;
    std::optional<recipe::Problem> m_problem; // the gravest
    std::optional<NodeRun> m_run;
    const Port* m_hotPort = nullptr;
    bool m_hover = false;
    bool m_offersTeacher = false;
    bool m_dragging = false;
};

} // namespace lathe::widgets
