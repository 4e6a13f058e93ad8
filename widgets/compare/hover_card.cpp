#include "widgets/compare/hover_card.h"

#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/scatter_series.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr double kWidest = 400, kLine = 18, kMargin = 13;

QString translated(const char* text)
{
    return QCoreApplication::translate("HoverCard", text);
}

QString figure(const Comparison& comparison, size_t index, const std::string& key)
{
    return QString("%1 %2").arg(metricTitle(key), metricText(key, comparison.metric(index, key)));
}

QString qualityLine(const Comparison& comparison, size_t index, const std::string& quality)
{
    QString text = figure(comparison, index, quality);
    const Judgement* judgement = comparison.judgement(index);
    if (judgement && judgement->difference)
        text += translated(" (%1, 95 %: %2 to %3)")
                    .arg(formatPoints(judgement->difference->value),
                         formatPoints(judgement->difference->low),
                         formatPoints(judgement->difference->high));
    return text;
}

QString latencyLine(const Comparison& comparison, size_t index)
{
    QString text = figure(comparison, index, "latencyP50Ms");
    if (const auto bar = intervalOf(comparison, index, "latencyP50Ms"))
        text +=
            translated(" (95 %: %1 to %2)")
                .arg(metricText("latencyP50Ms", bar->low), metricText("latencyP50Ms", bar->high));
    return text;
}

QFont fontOf(HoverLine::Look look)
{
    switch (look) {
    case HoverLine::Look::Title:
        return uiFont(12.5, QFont::DemiBold);
    case HoverLine::Look::Good:
        return uiFont(11.5, QFont::DemiBold);
    default:
        return uiFont(11.5);
    }
}

QColor colourOf(HoverLine::Look look, const Theme& theme)
{
    switch (look) {
    case HoverLine::Look::Title:
        return theme.text;
    case HoverLine::Look::Step:
        return theme.faintText;
    case HoverLine::Look::Figure:
        return theme.mutedText;
    case HoverLine::Look::Good:
        return theme.accent;
    case HoverLine::Look::Warning:
        return theme.warn;
    }
    return theme.text;
}

} // namespace

std::vector<HoverLine> hoverLines(const Comparison& comparison, size_t index,
                                  const CompareState& state)
{
    using Look = HoverLine::Look;
    const ComparedVariant& compared = comparison.variants[index];
    const runner::Variant& variant = *compared.variant;
    const QStringList steps = variantName(variant).split(QStringLiteral(" → "));
    std::vector<HoverLine> lines;
    // The last step names it; how it came about follows.
    lines.push_back({Look::Title, steps.back()});
    if (compared.isPeer && !steps.back().startsWith(runtimeOf(variant)))
        lines.front().text = runtimeOf(variant) + ": " + lines.front().text;
    if (steps.size() > 1)
        lines.push_back(
            {Look::Step, translated("from %1").arg(
                             steps.mid(0, steps.size() - 1).join(QStringLiteral(" → ")))});
    lines.push_back({Look::Figure, qualityLine(comparison, index, state.quality)});
    lines.push_back({Look::Figure, latencyLine(comparison, index)});
    lines.push_back({Look::Figure, figure(comparison, index, "sizeBytes")});
    for (const std::string& key : {state.x, state.y, state.size, state.colour})
        if (!key.empty() && key != state.quality && key != "latencyP50Ms" && key != "sizeBytes") {
            const QString text = figure(comparison, index, key);
            if (std::none_of(lines.begin(), lines.end(),
                             [&](const HoverLine& line) { return line.text == text; }))
                lines.push_back({Look::Figure, text});
        }
    if (compared.isOriginal)
        lines.push_back({Look::Good, translated("The original that the others are compared with")});
    else if (const QString ratios = ratioLine(compared); !ratios.isEmpty())
        lines.push_back({Look::Good, ratios});
    if (const Judgement* judgement = comparison.judgement(index))
        lines.push_back({isDistinguishable(*judgement) ? Look::Warning : Look::Good,
                         judgementText(*judgement)});
    if (!variant.warning.empty())
        lines.push_back({Look::Warning, saidMessage(variant.warning)});
    return lines;
}

void paintHoverCard(QPainter& painter, const QPointF& beside, const QRectF& room,
                    const std::vector<HoverLine>& lines, const Theme& theme)
{
    double width = 0;
    for (const HoverLine& line : lines)
        width = std::max(width, QFontMetricsF(fontOf(line.look)).horizontalAdvance(line.text));
    width = std::min({width, kWidest, room.width() - 2 * kMargin - 8});
    QRectF card(0, 0, width + 2 * kMargin, 16 + kLine * double(lines.size()));
    card.moveTopLeft(beside + QPointF(18, 16));
    if (card.right() > room.right() - 6)
        card.moveRight(beside.x() - 18);
    if (card.bottom() > room.bottom() - 6)
        card.moveBottom(beside.y() - 16);
    card.moveLeft(std::max(room.left() + 4, card.left()));
    card.moveTop(std::max(room.top() + 4, card.top()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.shadow);
    painter.drawRoundedRect(card.translated(0, 3), 8, 8);
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(card, 8, 8);
    QRectF row(card.left() + kMargin, card.top() + 8, width + 1, kLine);
    for (const HoverLine& line : lines) {
        painter.setFont(fontOf(line.look));
        painter.setPen(colourOf(line.look, theme));
        painter.drawText(row, Qt::AlignVCenter,
                         fittedLineage(line.text, QFontMetricsF(painter.font()), row.width()));
        row.translate(0, kLine);
    }
}

} // namespace lathe::widgets
