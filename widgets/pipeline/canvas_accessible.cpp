#include "widgets/pipeline/canvas_accessible.h"

#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/pipeline_scene.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace lathe::widgets {
namespace {

Canvas* canvasOf(const NodeCard& card)
{
    const auto views = card.scene() ? card.scene()->views() : QList<QGraphicsView*>();
    return views.isEmpty() ? nullptr : qobject_cast<Canvas*>(views.first());
}

class CardInterface : public QAccessibleObject {
public:
    explicit CardInterface(NodeCard* card) : QAccessibleObject(card) {}

    QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(canvasOf(card()));
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name          ? card().spokenName()
               : kind == QAccessible::Description ? card().toolTip()
                                                  : QString();
    }
    QRect rect() const override
    {
        const Canvas* canvas = canvasOf(card());
        if (!canvas)
            return {};
        const QRectF body(card().pos(), QSizeF(kCardWidth, kCardHeight));
        const QRect shown = canvas->mapFromScene(body).boundingRect();
        return {canvas->viewport()->mapToGlobal(shown.topLeft()), shown.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.selected = card().isSelected();
        const Canvas* canvas = canvasOf(card());
        state.focused = state.selected && canvas && canvas->hasFocus();
        return state;
    }

private:
    [[nodiscard]] NodeCard& card() const { return *static_cast<NodeCard*>(object()); }
};

class CanvasInterface : public QAccessibleWidget {
public:
    explicit CanvasInterface(Canvas* canvas) : QAccessibleWidget(canvas, QAccessible::List) {}

    int childCount() const override { return int(cards().size()); }
    QAccessibleInterface* child(int index) const override
    {
        const auto list = cards();
        return index >= 0 && index < int(list.size())
                   ? QAccessible::queryAccessibleInterface(list[size_t(index)])
                   : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto list = cards();
        const auto found = std::find_if(list.begin(), list.end(), [&](NodeCard* card) {
            return child && child->object() == card;
        });
        return found == list.end() ? -1 : int(found - list.begin());
    }
    QAccessibleInterface* focusChild() const override
    {
        for (NodeCard* card : cards())
            if (card->isSelected())
                return QAccessible::queryAccessibleInterface(card);
        return nullptr;
    }

private:
    [[nodiscard]] std::vector<NodeCard*> cards() const
    {
        const auto* canvas = static_cast<const Canvas*>(widget());
        return static_cast<const PipelineScene*>(canvas->scene())->cards();
    }
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    if (auto* card = qobject_cast<NodeCard*>(object))
        return new CardInterface(card);
    if (auto* canvas = qobject_cast<Canvas*>(object))
        return new CanvasInterface(canvas);
    return nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    QAccessible::installFactory(make); // a second time changes nothing
}

} // namespace lathe::widgets
