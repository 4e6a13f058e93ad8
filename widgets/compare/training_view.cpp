#include "widgets/compare/training_view.h"

#include "widgets/common/kit.h"
#include "widgets/compare/csv.h"
#include "widgets/runs/curve_chart.h"

#include <algorithm>
#include <charconv>

namespace lathe::widgets {

namespace {

// "<run id>-<step + 1>".
std::optional<int> stepOf(const runner::Variant& variant)
{
    const size_t dash = variant.id.rfind('-');
    int number = 0;
    if (dash == std::string::npos)
        return std::nullopt;
    const char* end = variant.id.data() + variant.id.size();
    const auto [last, error] = std::from_chars(variant.id.data() + dash + 1, end, number);
    return error == std::errc() && last == end && number > 0 ? std::optional(number - 1)
                                                             : std::nullopt;
}

// The variant and its ancestors, nearest first.
std::vector<runner::Variant> lineOf(const runner::Variant& variant,
                                    const VariantList& pool)
{
    std::vector<runner::Variant> line{variant};
    while (line.size() < 100) {
        const auto parent = std::find_if(pool.begin(), pool.end(), [&](const auto& other) {
            return other.id == line.back().parent;
        });
        if (parent == pool.end())
            break;
        line.push_back(*parent);
    }
    return line;
}

} // namespace

TrainingView::TrainingView(CompareStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_title(makeLabel({}, "muted", this)),
      m_chart(new CurveChart(this)), m_job(this)
{
    m_chart->showLegend();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_chart, 1);
    connect(&m_store, &CompareStore::selectionChanged, this, [this] {
        if (isVisible())
            refresh();
    });
}

void TrainingView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void TrainingView::refresh()
{
    const ComparedVariant* current = m_store.current();
    const std::string id = current ? current->variant->id : std::string();
    if (id == m_shown && !id.empty())
        return;
    m_shown = id;
    show({});
    if (!current)
        return;
    m_title->setText(tr("Reading the curves…"));
    m_job.start(
        [line = lineOf(*current->variant, m_store.comparison()->pool),
         file = m_store.session().workspace().historyFile()](const std::stop_token&) {
            const history::History history(file, history::History::Mode::ReadOnly);
            const auto points = history.curves(line.front().runId);
            Found found;
            for (const runner::Variant& variant : line) {
                const auto step = stepOf(variant);
                for (const runner::StepCurve& curve : points)
                    if (step && curve.step == *step)
                        found.curves[curve.point.series].emplace_back(curve.point.x, curve.point.y);
                if (!found.curves.empty()) {
                    found.of = variant.id;
                    found.name = variantName(variant);
                    break;
                }
            }
            return found;
        },
        [this](const Found& found) { show(found); },
        [this](const Trouble& trouble) { m_title->setText(trouble.text); });
}

void TrainingView::show(const Found& found)
{
    m_found = found;
    m_chart->setCurves(drawn(found.curves, 0));
    m_chart->setVisible(!found.curves.empty());
    m_title->setText(found.curves.empty() ? tr("Nothing was trained on the way to this variant.")
                     : found.of == m_shown
                         ? tr("Training of %1").arg(found.name)
                         : tr("The last training on its way: %1").arg(found.name));
}

ChartSource TrainingView::source()
{
    return {m_chart, "training", [this] {
                QByteArray csv = csvLine({"series", "x", "y"});
                for (const auto& [name, curve] : m_found.curves)
                    for (const auto& [x, y] : curve)
                        csv += csvLine({QString::fromStdString(name), csvNumber(x), csvNumber(y)});
                return csv;
            }};
}

} // namespace lathe::widgets
