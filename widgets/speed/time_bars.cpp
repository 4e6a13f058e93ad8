#include "widgets/speed/time_bars.h"

#include "widgets/speed/speed_model.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <map>
#include <numeric>

namespace lathe::widgets {

namespace {
constexpr int kRow = 22;
constexpr double kNumbers = 118; // for time and share
} // namespace

std::vector<TimeShare> timeByOperator(const std::vector<runner::OperatorTime>& times)
{
    std::map<std::string, double> sums;
    for (const runner::OperatorTime& time : times)
        sums[time.operation] += time.seconds;
    std::vector<TimeShare> shares;
    for (const auto& [name, seconds] : sums)
        shares.push_back({QString::fromStdString(name), seconds});
    std::stable_sort(shares.begin(), shares.end(),
                     [](const TimeShare& a, const TimeShare& b) { return a.seconds > b.seconds; });
    return shares;
}

std::vector<TimeShare> timeByLayer(const std::vector<runner::OperatorTime>& times)
{
    std::map<int, double> sums;
    for (const runner::OperatorTime& time : times)
        sums[time.layer] += time.seconds;
    std::vector<TimeShare> shares;
    for (const auto& [layer, seconds] : sums)
        shares.push_back({layer < 0
                              ? QCoreApplication::translate("TimeBars", "embeddings, head")
                              : QCoreApplication::translate("TimeBars", "layer %1").arg(layer),
                          seconds});
    return shares;
}

TimeBars::TimeBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

double TimeBars::whole() const
{
    return std::accumulate(m_shares.begin(), m_shares.end(), 0.0,
                           [](double sum, const TimeShare& share) { return sum + share.seconds; });
}

void TimeBars::setShares(std::vector<TimeShare> shares)
{
    m_shares = std::move(shares);
    QStringList words;
    for (const TimeShare& share : m_shares)
        words += QString("%1 %2").arg(share.name, formatMilliseconds(share.seconds));
    setAccessibleName(tr("Where the time goes"));
    setAccessibleDescription(words.join("; "));
    updateGeometry();
    update();
}

QSize TimeBars::sizeHint() const
{
    return {260, kRow * int(m_shares.size())};
}

void TimeBars::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(12));
    const QFontMetrics metrics = painter.fontMetrics();
    double longest = 0, names = 0;
    for (const TimeShare& share : m_shares) {
        longest = std::max(longest, share.seconds);
        names = std::max(names, double(metrics.horizontalAdvance(share.name)));
    }
    names = std::min(names + 12, width() * 0.42);
    const double room = width() - names - kNumbers, sum = whole();
    for (size_t i = 0; i < m_shares.size(); ++i) {
        const TimeShare& share = m_shares[i];
        const QRectF row(0, kRow * double(i), width(), kRow);
        painter.setPen(theme.text);
        painter.drawText(QRectF(0, row.top(), names - 8, kRow), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(share.name, Qt::ElideRight, int(names) - 8));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.grid);
        const QRectF track(names, row.center().y() - 5, room, 10);
        painter.drawRoundedRect(track, 3, 3);
        painter.setBrush(theme.accent);
        const double part = longest > 0 ? share.seconds / longest : 0;
        painter.drawRoundedRect(
            QRectF(track.left(), track.top(), std::max(2.0, room * part), track.height()), 3, 3);
        painter.setPen(theme.text);
        painter.drawText(QRectF(width() - kNumbers, row.top(), kNumbers - 48, kRow),
                         Qt::AlignVCenter | Qt::AlignRight, formatMilliseconds(share.seconds));
        painter.setPen(theme.mutedText);
        painter.drawText(
            QRectF(width() - 48, row.top(), 48, kRow), Qt::AlignVCenter | Qt::AlignRight,
            QString("%1 %").arg(saidNumber(sum > 0 ? 100 * share.seconds / sum : 0, 1)));
    }
}

} // namespace lathe::widgets
