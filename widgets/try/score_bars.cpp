#include "widgets/try/score_bars.h"

#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr int kRow = 36;
constexpr int kNumber = 52;
constexpr size_t kMost = 8;
} // namespace

ScoreBars::ScoreBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScoreBars::setScores(std::vector<Score> scores, size_t least)
{
    std::stable_partition(scores.begin(), scores.end(),
                          [](const Score& score) { return score.isDecided; });
    const auto decided = size_t(std::count_if(scores.begin(), scores.end(),
                                              [](const Score& score) { return score.isDecided; }));
    scores.resize(std::min(scores.size(), std::min(kMost, std::max(least, decided))));
    m_scores = std::move(scores);
    QStringList words;
    for (const Score& score : m_scores)
        words += tr("%1 %2 %").arg(score.label).arg(saidNumber(100 * score.score, 1));
    setAccessibleName(tr("Scores"));
    setAccessibleDescription(words.join("; "));
    updateGeometry();
    update();
}

QSize ScoreBars::sizeHint() const
{
    return {220, kRow * int(m_scores.size())};
}

void ScoreBars::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_scores.size(); ++i) {
        const Score& score = m_scores[i];
        const double top = kRow * double(i);
        painter.setFont(uiFont(12, score.isDecided ? QFont::DemiBold : QFont::Normal));
        painter.setPen(score.isDecided ? theme.text : theme.mutedText);
        const QRectF words(0, top, width() - kNumber, 18);
        painter.drawText(
            words, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(score.label, Qt::ElideRight, int(words.width()) - 6));
        painter.drawText(QRectF(width() - kNumber, top, kNumber, 18),
                         Qt::AlignVCenter | Qt::AlignRight,
                         QString("%1 %").arg(saidNumber(100 * score.score, 1)));
        const QRectF track(0, top + 20, width(), 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.canvas);
        painter.drawRoundedRect(track, 4, 4);
        painter.setBrush(score.isDecided ? theme.accent : theme.faintText);
        QRectF bar = track;
        bar.setWidth(std::max(3.0, track.width() * score.score));
        painter.drawRoundedRect(bar, 4, 4);
        if (score.threshold) {
            const double x = track.width() * *score.threshold;
            painter.setPen(QPen(theme.text, 1.5));
            painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2));
        }
    }
}

} // namespace lathe::widgets
