#include "widgets/compare/structure_view.h"

#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr double kFact = 22, kLayer = 26, kHead = 26, kGap = 18;
} // namespace

StructureView::StructureView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    setAccessibleName(tr("Structure of two models"));
}

void StructureView::setDiff(std::optional<StructureDiff> diff)
{
    m_diff = std::move(diff);
    QStringList words;
    if (m_diff)
        for (const StructureDiff::Fact& fact : m_diff->facts)
            if (fact.differs)
                words += tr("%1: %2, now %3").arg(fact.title, fact.values[0], fact.values[1]);
    setAccessibleDescription(words.join("; "));
    updateGeometry();
    update();
}

double StructureView::factsHeight() const
{
    return kHead + kFact * double(m_diff ? m_diff->facts.size() : 0) + kGap;
}

QSize StructureView::sizeHint() const
{
    return {700,
            m_diff ? int(factsHeight() + kHead + kLayer * double(m_diff->layers.size()) + 8) : 80};
}

void StructureView::paintFacts(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const double columns[] = {0, width() * 0.27, width() * 0.58, width() * 0.89, double(width())};
    painter.setFont(uiFont(12, QFont::DemiBold));
    painter.setPen(theme.text);
    for (int side = 0; side < 2; ++side) {
        const QRectF place(columns[side + 1], 0, columns[side + 2] - columns[side + 1] - 12, kHead);
        painter.drawText(
            place, Qt::AlignVCenter,
            fittedLineage(m_diff->names[side], QFontMetricsF(painter.font()), place.width()));
    }
    double y = kHead;
    for (const StructureDiff::Fact& fact : m_diff->facts) {
        painter.setFont(uiFont(12));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(columns[0], y, columns[1] - 8, kFact), Qt::AlignVCenter,
                         fact.title);
        painter.drawText(QRectF(columns[1], y, columns[2] - columns[1] - 12, kFact),
                         Qt::AlignVCenter, fact.values[0]);
        painter.setPen(fact.differs ? theme.text : theme.faintText);
        painter.setFont(uiFont(12, fact.differs ? QFont::DemiBold : QFont::Normal));
        painter.drawText(QRectF(columns[2], y, columns[3] - columns[2] - 12, kFact),
                         Qt::AlignVCenter, fact.differs ? fact.values[1] : tr("the same"));
        painter.setFont(uiFont(12));
        painter.setPen(theme.accent);
        painter.drawText(QRectF(columns[3], y, columns[4] - columns[3], kFact),
                         Qt::AlignVCenter | Qt::AlignRight, fact.ratio);
        y += kFact;
    }
}

void StructureView::paintLayers(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const double top = factsHeight(), names = 26;
    const double bytesWidth = 126, room = width() - names - bytesWidth;
    const double headsWidth = room * 0.5 - 16, ffnLeft = names + room * 0.5,
                 ffnWidth = room * 0.5 - 16;
    painter.setFont(uiFont(11));
    painter.setPen(theme.faintText);
    painter.drawText(QRectF(names, top, headsWidth, kHead), Qt::AlignVCenter,
                     tr("heads: before, now"));
    painter.drawText(QRectF(ffnLeft, top, ffnWidth, kHead), Qt::AlignVCenter,
                     tr("FFN width: before, now"));
    painter.drawText(QRectF(width() - bytesWidth, top, bytesWidth, kHead),
                     Qt::AlignVCenter | Qt::AlignRight, tr("layer, MB"));
    const QColor colours[2][2] = {{theme.grid, theme.family(recipe::StageFamily::Prune)},
                                  {theme.grid, theme.family(recipe::StageFamily::Quantize)}};
    for (size_t i = 0; i < m_diff->layers.size(); ++i) {
        const StructureDiff::Layer& layer = m_diff->layers[i];
        const double y = top + kHead + kLayer * double(i);
        painter.setPen(theme.faintText);
        painter.drawText(QRectF(0, y, names, kLayer - 4), Qt::AlignVCenter, QString::number(i));
        painter.setPen(Qt::NoPen);
        const double tall = (kLayer - 8) / 2;
        const double step = std::min(22.0, headsWidth / std::max(1, m_diff->mostHeads));
        for (int side = 0; side < 2; ++side) {
            const double line = y + side * (tall + 1);
            painter.setBrush(colours[0][side]);
            for (int head = 0; head < layer.heads[side]; ++head)
                painter.drawRoundedRect(
                    QRectF(names + head * step, line, std::max(1.0, step - 2), tall), 2, 2);
            painter.setBrush(colours[1][side]);
            painter.drawRoundedRect(
                QRectF(ffnLeft, line, ffnWidth * layer.ffn[side] / std::max(1, m_diff->mostFfn),
                       tall),
                2, 2);
        }
        const auto megabytes = [](int64_t bytes) {
            return bytes > 0 ? saidNumber(double(bytes) / 1e6, 2) : QString(QChar(0x2013));
        };
        painter.setPen(theme.mutedText);
        painter.drawText(
            QRectF(width() - bytesWidth, y, bytesWidth, kLayer - 4),
            Qt::AlignVCenter | Qt::AlignRight,
            QString("%1 → %2").arg(megabytes(layer.bytes[0]), megabytes(layer.bytes[1])));
    }
}

void StructureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_diff) {
        painter.setFont(uiFont(12.5));
        painter.setPen(Theme::of(this).mutedText);
        painter.drawText(QRectF(rect()), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Select a variant to see it beside its original, or two with Ctrl."));
        return;
    }
    paintFacts(painter);
    paintLayers(painter);
}

} // namespace lathe::widgets
