#include "widgets/pipeline/template_card.h"

#include "widgets/pipeline/auto_layout.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr int kGraph = 96; // height of the picture
constexpr int kMargin = 14;
constexpr double kCardShare = 0.72; // of a column's width
} // namespace

TemplateCard::TemplateCard(const PipelineTemplate& shown, const recipe::StageCatalog& catalog)
    : m_shown(shown), m_catalog(catalog)
{
    setAccessibleName(shown.title);
    setAccessibleDescription(
        QStringList{shown.summary, shown.measured, shown.origin, shown.effort}.join(". "));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(TemplateCard::sizeHint());
}

QSize TemplateCard::sizeHint() const
{
    return {290, 292};
}

void TemplateCard::paintGraph(QPainter& painter, const QRectF& room) const
{
    const Theme& theme = Theme::of(this);
    const Places places = layeredLayout(m_shown.recipe);
    QRectF world;
    for (const auto& [id, place] : places)
        world |= QRectF(place.x, place.y, kColumnStep * kCardShare, kRowStep * 0.5);
    const double scale =
        std::min({room.width() / world.width(), room.height() / world.height(), 0.36});
    const QPointF shift = room.center() - world.center() * scale;
    const auto box = [&](const std::string& id) {
        const auto place = places.at(id);
        return QRectF(QPointF(place.x, place.y) * scale + shift,
                      QSizeF(kColumnStep * kCardShare, kRowStep * 0.5) * scale);
    };
    painter.setBrush(Qt::NoBrush);
    for (const auto& node : m_shown.recipe.nodes)
        for (const auto& [port, from] : node.inputs) {
            const bool teacher = port != "model";
            const QPointF a(box(from).right(), box(from).center().y());
            const QPointF b(box(node.id).left(), box(node.id).center().y());
            QPainterPath path(a);
            if (teacher) { // below the others
                const QPointF start(box(from).center().x(), box(from).bottom());
                const QPointF end(box(node.id).center().x(), box(node.id).bottom());
                path = QPainterPath(start);
                path.cubicTo(start + QPointF(0, 18), end + QPointF(0, 18), end);
            } else {
                path.cubicTo(a + QPointF(8, 0), b - QPointF(8, 0), b);
            }
            painter.setPen(teacher ? QPen(theme.family(recipe::StageFamily::Distill), 1.4, Qt::DashLine)
                                   : QPen(theme.faintText, 1.4));
            painter.drawPath(path);
        }
    painter.setPen(Qt::NoPen);
    for (const auto& [id, place] : places) {
        const auto* node = m_shown.recipe.node(id);
        const auto* stage = node ? m_catalog.find(node->stage) : nullptr;
        painter.setBrush(stage ? theme.family(stage->family) : theme.source);
        painter.drawRoundedRect(box(id), 4, 4);
    }
}

void TemplateCard::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = hasFocus() || underMouse();
    painter.setPen(QPen(lit ? theme.accent : theme.border, lit ? 2 : 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
    const QRectF picture(kMargin, kMargin, width() - 2 * kMargin, kGraph);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(picture, 7, 7);
    paintGraph(painter, picture.adjusted(16, 12, -16, -18));

    double y = picture.bottom() + 10;
    const auto write = [&](const QString& text, const QFont& font, const QColor& colour, double gap) {
        painter.setFont(font);
        painter.setPen(colour);
        const QRectF room(kMargin, y, width() - 2 * kMargin, height() - y);
        QRectF used;
        painter.drawText(room, Qt::AlignLeft | Qt::TextWordWrap, text, &used);
        y += used.height() + gap;
    };
    write(m_shown.title, uiFont(14, QFont::DemiBold), theme.text, 4);
    write(m_shown.summary, uiFont(12), theme.mutedText, 8);
    write(m_shown.measured, uiFont(12, QFont::Medium), theme.text, 2);
    write(m_shown.origin, uiFont(11), theme.faintText, 8);
    write(m_shown.effort, uiFont(11.5, QFont::Medium), theme.accent, 0);
}

} // namespace lathe::widgets
