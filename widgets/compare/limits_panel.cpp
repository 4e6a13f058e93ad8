#include "widgets/compare/limits_panel.h"

#include "widgets/common/kit.h"

#include <QSlider>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

using analysis::Constraint;
constexpr double kLoosestPart = 0.8; // of the original's quality

// Round numbers where the slider stands, as people would say them.
double rounded(double value, const LimitRange& range)
{
    if (range.isOfOriginal)
        return std::round(value * 1000) / 1000;
    const double step = std::pow(10, std::floor(std::log10(std::max(1e-12, std::abs(value)))) - 1);
    return std::round(value / step) * step;
}

} // namespace

int LimitRange::position(const Constraint* limit) const
{
    if (!limit)
        return 0;
    const double part = isLogarithmic && limit->limit > 0
                            ? std::log(limit->limit / loose) / std::log(tight / loose)
                            : (limit->limit - loose) / (tight - loose);
    return std::clamp(int(std::lround(part * kSteps)), 1, kSteps);
}

std::optional<Constraint> LimitRange::limit(int position) const
{
    if (position <= 0)
        return std::nullopt;
    const double part = double(position) / kSteps;
    const double value =
        isLogarithmic ? loose * std::pow(tight / loose, part) : loose + (tight - loose) * part;
    Constraint limit = limitAt(metric, rounded(value, *this));
    limit.scale = isOfOriginal ? Constraint::Scale::OfOriginal : Constraint::Scale::Absolute;
    return limit;
}

std::optional<LimitRange> limitRange(const Comparison& comparison, const std::string& metric)
{
    const analysis::MetricInfo* info = analysis::findMetric(metric);
    if (!info)
        return std::nullopt;
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < comparison.candidates.size(); ++i)
        if (const auto value = comparison.metric(i, metric)) {
            least = std::min(least, *value);
            most = std::max(most, *value);
        }
    if (!(least <= most))
        return std::nullopt;
    if (isQuality(metric))
        return LimitRange{metric, kLoosestPart, 1, false, true};
    const bool isLogarithmic = least > 0 && info->unit != "fraction";
    if (isLogarithmic) { // room for a limit that all meet, and for one that none meets
        least /= 1.1;
        most *= 1.1;
    } else if (least == most) {
        most = least + 1e-6;
    }
    return info->better == analysis::Better::Lower
               ? LimitRange{metric, most, least, isLogarithmic, false}
               : LimitRange{metric, least, most, isLogarithmic, false};
}

LimitsPanel::LimitsPanel(CompareStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_rows(new QVBoxLayout),
      m_count(makeLabel({}, "muted", this)), m_preference(new QComboBox(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Limits"), "section", this));
    m_rows->setSpacing(9);
    column->addLayout(m_rows);
    m_count->setWordWrap(true);
    column->addWidget(m_count);
    m_preference->setProperty("role", QByteArray("small"));
    m_preference->setAccessibleName(tr("Of those prefer"));
    m_preference->setToolTip(tr("What decides between the variants that meet every limit"));
    for (const auto& [preference, title] :
         {std::pair{Preference::SmallAndFast, tr("Prefer small and fast")},
          {Preference::Smallest, tr("Prefer the smallest")},
          {Preference::Fastest, tr("Prefer the fastest")},
          {Preference::Best, tr("Prefer the best quality")}})
        m_preference->addItem(title, int(preference));
    column->addWidget(m_preference);
    connect(m_preference, &QComboBox::activated, this, [this] {
        CompareState state = m_store.state();
        state.preference = Preference(m_preference->currentData().toInt());
        m_store.setState(std::move(state));
    });
    connect(&m_store, &CompareStore::comparisonChanged, this, &LimitsPanel::rebuild);
    connect(&m_store, &CompareStore::limitsChanged, this, [this] {
        const bool hasRows =
            std::all_of(m_store.state().limits.begin(), m_store.state().limits.end(),
                        [this](const Constraint& limit) { return slider(limit.metric); });
        hasRows ? refresh() : rebuild();
    });
    connect(&m_store, &CompareStore::verdictsChanged, this, &LimitsPanel::refresh);
    rebuild();
}

QSlider* LimitsPanel::slider(const std::string& metric) const
{
    for (const Row& row : m_list)
        if (row.range.metric == metric)
            return row.slider;
    return nullptr;
}

void LimitsPanel::rebuild()
{
    std::vector<std::string> wanted{m_store.state().quality, "latencyP50Ms", "sizeBytes"};
    for (const Constraint& limit : m_store.state().limits)
        if (std::find(wanted.begin(), wanted.end(), limit.metric) == wanted.end())
            wanted.push_back(limit.metric);
    std::vector<LimitRange> ranges;
    for (const std::string& metric : wanted)
        if (const auto range = limitRange(*m_store.comparison(), metric))
            ranges.push_back(*range);
    const bool isSame = std::equal(
        ranges.begin(), ranges.end(), m_list.begin(), m_list.end(),
        [](const LimitRange& range, const Row& row) { return range.metric == row.range.metric; });
    if (isSame) {
        for (size_t i = 0; i < ranges.size(); ++i)
            m_list[i].range = ranges[i];
    } else {
        for (const Row& row : m_list)
            row.widget->deleteLater();
        m_list.clear();
        for (const LimitRange& range : ranges)
            add(range);
    }
    refresh();
}

void LimitsPanel::add(const LimitRange& range)
{
    Row row;
    row.range = range;
    row.widget = new QWidget(this);
    auto* column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* line = new QHBoxLayout;
    line->addWidget(row.title = new ElidedLabel("muted", Qt::ElideRight, row.widget), 1);
    line->addWidget(row.bound = makeLabel({}, "bound", row.widget));
    const QString title = metricTitle(range.metric);
    static_cast<ElidedLabel*>(row.title)->setFullText(range.isOfOriginal ? tr("%1 kept").arg(title)
                                                                         : title);
    row.slider = new QSlider(Qt::Horizontal, row.widget);
    row.slider->setRange(0, LimitRange::kSteps);
    row.slider->setPageStep(LimitRange::kSteps / 20);
    row.slider->setAccessibleName(tr("Limit of %1").arg(title));
    // Of what is kept at least, more is tighter; of what is allowed at most, less is: the bar
    // always shows what is allowed.
    const bool isLeast = range.tight > range.loose;
    row.slider->setInvertedAppearance(!isLeast);
    row.slider->setInvertedControls(!isLeast);
    column->addLayout(line);
    column->addWidget(row.slider);
    m_rows->addWidget(row.widget);
    connect(row.slider, &QSlider::valueChanged, this, [this, metric = range.metric](int position) {
        for (const Row& known : m_list)
            if (known.range.metric == metric) {
                if (const auto limit = known.range.limit(position))
                    m_store.setLimit(*limit);
                else
                    m_store.removeLimit(metric);
                return;
            }
    });
    m_list.push_back(row);
}

void LimitsPanel::refresh()
{
    const CompareState& state = m_store.state();
    for (const Row& row : m_list) {
        const Constraint* limit = limitOf(state, row.range.metric);
        const QSignalBlocker quiet(row.slider);
        if (!row.slider->isSliderDown())
            row.slider->setValue(row.range.position(limit));
        const QString bound = limit ? boundText(*limit) : tr("any");
        row.bound->setText(bound);
        row.slider->setAccessibleDescription(bound);
    }
    m_count->setText(countText(m_store.advice(), m_store.shown().limits.size()));
    m_preference->setCurrentIndex(m_preference->findData(int(state.preference)));
}

} // namespace lathe::widgets
