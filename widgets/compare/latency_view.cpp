#include "widgets/compare/latency_view.h"

#include "widgets/compare/axis_scale.h"
#include "widgets/compare/csv.h"
#include "widgets/compare/lineage.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr double kRow = 26, kTop = 6, kFoot = 44, kNameShare = 0.36;

std::optional<LatencySpread> spreadOf(const ComparedVariant& compared)
{
    const nlohmann::json& details = compared.variant->details;
    const nlohmann::json kept =
        details.is_object() ? details.value("latency", nlohmann::json()) : nlohmann::json();
    if (!kept.is_object())
        return std::nullopt;
    const auto number = [&](const char* key) -> std::optional<double> {
        const nlohmann::json value = kept.value(key, nlohmann::json());
        return value.is_number() && value.get<double>() > 0 ? std::optional(value.get<double>())
                                                            : std::nullopt;
    };
    const auto median = number("medianMs"), low = number("lowMs"), high = number("highMs");
    if (!median || !low || !high)
        return std::nullopt;
    return LatencySpread{variantName(*compared.variant),
                         compared.variant->id,
                         compared.group,
                         *median,
                         *low,
                         *high,
                         number("p5Ms"),
                         number("p25Ms"),
                         number("p75Ms"),
                         number("p95Ms")};
}

} // namespace

LatencySpreads latencySpreads(const Comparison& comparison,
                              const std::vector<std::string>& selected, size_t most)
{
    LatencySpreads result;
    const auto isSelected = [&](const LatencySpread& row) {
        return std::find(selected.begin(), selected.end(), row.variantId) != selected.end();
    };
    for (const ComparedVariant& compared : comparison.variants) {
        if (auto spread = spreadOf(compared))
            result.rows.push_back(std::move(*spread));
        else
            ++result.leftOut;
    }
    std::stable_sort(result.rows.begin(), result.rows.end(),
                     [&](const LatencySpread& a, const LatencySpread& b) {
                         return std::pair(!isSelected(a), a.median) <
                                std::pair(!isSelected(b), b.median);
                     });
    if (result.rows.size() > most) {
        result.leftOut += result.rows.size() - most;
        result.rows.resize(most);
    }
    std::stable_sort(
        result.rows.begin(), result.rows.end(),
        [](const LatencySpread& a, const LatencySpread& b) { return a.median < b.median; });
    return result;
}

QByteArray latencyCsv(const LatencySpreads& spreads)
{
    QByteArray csv =
        csvLine({"variant", "medianMs", "lowMs", "highMs", "p5Ms", "p25Ms", "p75Ms", "p95Ms"});
    for (const LatencySpread& row : spreads.rows)
        csv += csvLine({row.name, csvNumber(row.median), csvNumber(row.low), csvNumber(row.high),
                        csvNumber(row.p5), csvNumber(row.p25), csvNumber(row.p75),
                        csvNumber(row.p95)});
    return csv;
}

LatencyView::LatencyView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    setAccessibleName(tr("Latency of one text, spread over texts"));
}

void LatencyView::setSpreads(LatencySpreads spreads)
{
    m_spreads = std::move(spreads);
    QStringList words;
    for (const LatencySpread& row : m_spreads.rows)
        words += tr("%1: %2").arg(row.name, metricText("latencyP50Ms", row.median));
    setAccessibleDescription(words.join("; "));
    updateGeometry();
    update();
}

void LatencyView::setSelection(const std::vector<std::string>& variantIds)
{
    m_selected = variantIds;
    update();
}

QSize LatencyView::sizeHint() const
{
    return {700, int(kTop + kRow * double(std::max<size_t>(1, m_spreads.rows.size())) + kFoot)};
}

const LatencySpread* LatencyView::rowAt(const QPointF& position) const
{
    const double row = (position.y() - kTop) / kRow;
    return row >= 0 && row < double(m_spreads.rows.size()) ? &m_spreads.rows[size_t(row)] : nullptr;
}

void LatencyView::mousePressEvent(QMouseEvent* event)
{
    if (const LatencySpread* row = rowAt(event->position())) {
        const std::string id = row->variantId;
        Q_EMIT variantClicked(id, event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    }
}

bool LatencyView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const LatencySpread* row = rowAt(help->pos()))
        QToolTip::showText(help->globalPos(),
                           tr("%1\nmedian %2, 95 % interval %3 to %4, p95 %5")
                               .arg(row->name, metricText("latencyP50Ms", row->median),
                                    metricText("latencyP50Ms", row->low),
                                    metricText("latencyP50Ms", row->high),
                                    metricText("latencyP50Ms", row->p95)),
                           this);
    return true;
}

void LatencyView::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    const analysis::MetricInfo& metric = *analysis::findMetric("latencyP50Ms");
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11.5));
    const double bottom = kTop + kRow * double(m_spreads.rows.size());
    if (m_spreads.rows.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(
            QRectF(rect()), Qt::AlignCenter | Qt::TextWordWrap,
            tr("No variant shown has a spread of its latency. Runs keep it from this version "
               "on; run the recipe again to measure it."));
        return;
    }
    std::vector<double> values;
    for (const LatencySpread& row : m_spreads.rows)
        for (const auto& value : {std::optional(row.low), std::optional(row.high), row.p5, row.p95})
            if (value)
                values.push_back(*value);
    const AxisScale scale = fittingScale(values, metric, true);
    const double left = width() * kNameShare, wide = width() - left - 12;
    const auto at = [&](double value) { return left + scale.part(value) * wide; };
    for (const Tick& tick : ticksOf(scale, metric, std::max(2, int(wide / 70)))) {
        painter.setPen(QPen(theme.border, 0.8));
        painter.drawLine(QPointF(at(tick.value), kTop), QPointF(at(tick.value), bottom));
        painter.setPen(theme.faintText);
        painter.drawText(QRectF(at(tick.value) - 40, bottom + 3, 80, 16), Qt::AlignCenter,
                         tick.text);
    }
    double y = kTop;
    for (const LatencySpread& row : m_spreads.rows) {
        const bool isSelected =
            std::find(m_selected.begin(), m_selected.end(), row.variantId) != m_selected.end();
        if (isSelected)
            painter.fillRect(QRectF(0, y, width(), kRow), theme.accentSoft);
        painter.setPen(isSelected ? theme.text : theme.mutedText);
        painter.drawText(QRectF(6, y, left - 20, kRow), Qt::AlignVCenter,
                         fittedLineage(row.name, QFontMetricsF(painter.font()), left - 20));
        const double middle = y + kRow / 2;
        QColor colour = groupColour(row.group, theme);
        painter.setPen(QPen(colour, 1.3));
        if (row.p5 && row.p95)
            painter.drawLine(QPointF(at(*row.p5), middle), QPointF(at(*row.p95), middle));
        QColor soft = colour;
        soft.setAlphaF(0.35F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(soft);
        if (row.p25 && row.p75)
            painter.drawRoundedRect(
                QRectF(at(*row.p25), middle - 7, std::max(2.0, at(*row.p75) - at(*row.p25)), 14), 2,
                2);
        painter.setBrush(colour);
        painter.drawRoundedRect(
            QRectF(at(row.low), middle - 7, std::max(2.5, at(row.high) - at(row.low)), 14), 1.5,
            1.5);
        y += kRow;
    }
    painter.setFont(uiFont(11));
    painter.setPen(theme.faintText);
    QString foot =
        tr("Line: 5 to 95 % of the texts · light box: the middle half · dark: 95 % interval of the "
           "median");
    if (m_spreads.leftOut > 0)
        foot += tr(" · left out: %1").arg(m_spreads.leftOut);
    painter.drawText(QRectF(6, bottom + 22, width() - 12, 16), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(foot, Qt::ElideRight, width() - 12));
}

} // namespace lathe::widgets
