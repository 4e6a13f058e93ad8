#include "widgets/data/data_charts.h"

#include "widgets/common/bars.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QScrollArea>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

enum Order { ByTraining, ByTest, ByName };
constexpr int kBins = 40;
constexpr int kShortest = 4; // a maximum length
constexpr int kNarrow = 7;   // a label's column, at least

} // namespace

std::vector<std::pair<int, int>> tokenHistogram(const std::vector<int>& tokens, int width, int bins)
{
    std::vector<std::pair<int, int>> result;
    for (int i = 0; i < bins; ++i)
        result.emplace_back(i * width + 1, 0);
    for (const int count : tokens)
        ++result[size_t(std::clamp((count - 1) / width, 0, bins - 1))].second;
    return result;
}

DataCharts::DataCharts(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_order(new QComboBox(this)),
      m_scroll(new QScrollArea(this)), m_labels(new ColumnChart(this)),
      m_note(new ElidedLabel("muted", Qt::ElideRight, this)), m_suggest(makeButton({}, "link", this)),
      m_lengths(new ColumnChart(this))
{
    auto* charts = new QHBoxLayout(this);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(36);
    auto* left = new QVBoxLayout;
    auto* labelHead = new QHBoxLayout;
    labelHead->addStrut(22);
    labelHead->addWidget(makeLabel(tr("Labels"), "section", this));
    labelHead->addStretch(1);
    m_order->setProperty("role", QByteArray("quiet"));
    m_order->setAccessibleName(tr("Order of the labels"));
    m_order->addItems({tr("most training rows first"), tr("most test rows first"), tr("by name")});
    labelHead->addWidget(m_order);
    left->addLayout(labelHead);
    m_labels->setAccessibleName(tr("Rows of each label"));
    m_scroll->setWidget(m_labels);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumHeight(112);
    left->addWidget(m_scroll, 1);
    charts->addLayout(left, 1);

    auto* right = new QVBoxLayout;
    auto* lengthHead = new QHBoxLayout;
    lengthHead->addStrut(22);
    lengthHead->addWidget(makeLabel(tr("Tokens per text"), "section", this));
    lengthHead->addWidget(m_note, 1);
    lengthHead->addWidget(m_suggest);
    right->addLayout(lengthHead);
    m_lengths->setAccessibleName(tr("Texts of each length; the arrow keys move the maximum"));
    m_lengths->setToolTip(tr("Drag the line to choose the maximum length"));
    m_lengths->setMarkerMovable(true);
    right->addWidget(m_lengths, 1);
    charts->addLayout(right, 1);

    connect(m_order, &QComboBox::currentIndexChanged, this, &DataCharts::refreshLabels);
    connect(m_labels, &ColumnChart::columnClicked, this,
            [this](int column) { Q_EMIT labelClicked(m_shownLabels[size_t(column)]); });
    const auto lengthAt = [this](double columns) {
        return std::max(kShortest, int(std::lround(columns * binWidth())));
    };
    connect(m_lengths, &ColumnChart::markerMoved, this, [this, lengthAt](double columns) {
        ColumnChart::Content content = m_lengths->content();
        content.marker = columns;
        content.markerText = tr("max %1").arg(lengthAt(columns));
        m_lengths->setContent(std::move(content));
        showLength(lengthAt(columns));
    });
    connect(m_lengths, &ColumnChart::markerReleased, this, [this, lengthAt](double columns) {
        m_session.document().setMaxLength(lengthAt(columns));
        m_session.document().endMerge();
    });
    connect(m_suggest, &QPushButton::clicked, this,
            [this] { m_session.document().setMaxLength(m_session.data()->suggestedLength); });
}

QString DataCharts::lengthNote() const
{
    return m_note->fullText();
}

void DataCharts::refresh()
{
    refreshLabels();
    refreshLengths();
}

void DataCharts::refreshLabels()
{
    const DataSummary* summary = m_session.data();
    if (!summary)
        return;
    const auto& names = summary->data->labels.names;
    m_shownLabels = summary->labelOrder;
    if (m_order->currentIndex() == ByName)
        std::sort(m_shownLabels.begin(), m_shownLabels.end(),
                  [&](int a, int b) { return names[size_t(a)] < names[size_t(b)]; });
    else if (m_order->currentIndex() == ByTest)
        std::stable_sort(m_shownLabels.begin(), m_shownLabels.end(), [&](int a, int b) {
            return summary->test.rowsPerLabel[size_t(a)] > summary->test.rowsPerLabel[size_t(b)];
        });
    ColumnChart::Content content;
    content.colour = Theme::of(this).family(recipe::StageFamily::Train);
    for (const int label : m_shownLabels) {
        const auto i = size_t(label);
        content.columns.push_back(
            {double(summary->train.rowsPerLabel[i]), double(summary->test.rowsPerLabel[i]),
             tr("%1\n%2 in training, %3 in validation, %4 in test")
                 .arg(QString::fromStdString(names[i]), formatCount(summary->train.rowsPerLabel[i]),
                      formatCount(summary->validation.rowsPerLabel[i]),
                      formatCount(summary->test.rowsPerLabel[i]))});
    }
    if (!m_shownLabels.empty()) {
        content.first = QString::fromStdString(names[size_t(m_shownLabels.front())]);
        content.last = QString::fromStdString(names[size_t(m_shownLabels.back())]);
    }
    m_labels->setContent(std::move(content));
    m_labels->setMinimumWidth(kNarrow * int(m_shownLabels.size())); // more of them scroll
}

int DataCharts::binWidth() const
{
    const DataSummary* summary = m_session.data();
    if (!summary)
        return 1;
    const int reach = std::min(std::max(summary->longestTokens, summary->maxLength),
                               std::max(2 * summary->suggestedLength, summary->maxLength));
    return std::max(1, (reach + kBins - 1) / kBins);
}

void DataCharts::refreshLengths()
{
    const DataSummary* summary = m_session.data();
    ColumnChart::Content content;
    content.colour = Theme::of(this).family(recipe::StageFamily::Quantize);
    const bool isKnown = summary && summary->tokenizer;
    m_note->setFullText(isKnown ? QString() : tr("known once a model is open"));
    m_suggest->setVisible(isKnown && summary->suggestedLength > 0 &&
                          summary->suggestedLength != summary->maxLength);
    if (isKnown) {
        const int width = binWidth();
        for (const auto& [from, rows] : tokenHistogram(summary->train.tokens, width, kBins))
            content.columns.push_back(
                {double(rows), 0,
                 width == 1
                     ? tr("%1 tokens: %2 texts").arg(from).arg(rows)
                     : tr("%1 to %2 tokens: %3 texts").arg(from).arg(from + width - 1).arg(rows)});
        content.first = "1";
        content.last = summary->longestTokens > width * kBins ? tr("%1 and more").arg(width * kBins)
                                                              : QString::number(width * kBins);
        content.marker = double(summary->maxLength) / width;
        content.markerText = tr("max %1").arg(summary->maxLength);
        m_suggest->setText(tr("Use %1").arg(summary->suggestedLength));
        m_suggest->setToolTip(
            tr("%1 tokens cover 99 % of the training texts").arg(summary->suggestedLength));
        showLength(summary->maxLength);
    }
    m_lengths->setContent(std::move(content));
}

void DataCharts::showLength(int tokens)
{
    const DataSummary* summary = m_session.data();
    if (!summary || summary->train.tokens.empty())
        return;
    int64_t cut = 0, all = 0;
    for (const auto* split : {&summary->train, &summary->validation, &summary->test}) {
        all += int64_t(split->tokens.size());
        cut += std::count_if(split->tokens.begin(), split->tokens.end(),
                             [tokens](int own) { return own > tokens; });
    }
    m_note->setFullText(cut == 0 ? tr("none is cut at %1").arg(tokens)
                             : tr("%1 cut at %2 (%3 %)")
                                   .arg(formatCount(cut))
                                   .arg(tokens)
                                   .arg(saidNumber(100.0 * double(cut) / double(all), 1)));
}

} // namespace lathe::widgets
