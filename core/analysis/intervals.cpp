#include "core/analysis/intervals.h"

#include "core/analysis/paired_rows.h"
#include "core/analysis/row_figures.h"
#include "core/analysis/timing.h"
#include "core/base/error.h"
#include "core/data/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lathe::analysis {

namespace {

// One figure with its value on the rows as they are and on every resample.
struct Drawn {
    std::string_view key;
    double value = 0;
    std::vector<double> samples;
};

Difference summarize(Drawn& drawn)
{
    std::vector<double>& samples = drawn.samples;
    std::sort(samples.begin(), samples.end());
    const auto notAbove = std::upper_bound(samples.begin(), samples.end(), 0.0) - samples.begin();
    const auto notBelow = samples.end() - std::lower_bound(samples.begin(), samples.end(), 0.0);
    const double p = 2 * double(std::min(notAbove, notBelow) + 1) / (double(samples.size()) + 1);
    return {drawn.value, quantile(samples, 0.025), quantile(samples, 0.975), std::min(1.0, p)};
}

// Per figure, the difference of each row.
std::vector<RowFigure> rowDifferences(const Predictions& variant, const Predictions& reference)
{
    std::vector<RowFigure> first = rowFigures(variant);
    const std::vector<RowFigure> second = rowFigures(reference);
    if (first.size() != second.size())
        return {}; // one of the two has logits that are not finite
    for (size_t f = 0; f < first.size(); ++f)
        for (size_t i = 0; i < first[f].values.size(); ++i)
            first[f].values[i] -= second[f].values[i];
    return first;
}

class Bootstrap {
public:
    Bootstrap(const Decided& variant, const Decided& reference)
        : m_rows(variant, reference), m_counted(countFigures(variant.predictions.kind)),
          m_byRow(rowDifferences(variant.predictions, reference.predictions))
    {
        m_times.assign(variant.predictions.rows(), 1);
        for (const CountFigure& figure : m_counted)
            m_drawn.push_back({figure.key, 0, {}});
        for (const RowFigure& figure : m_byRow)
            m_drawn.push_back({figure.key, 0, {}});
        collect([](Drawn& drawn, std::optional<double> value) {
            drawn.value = value.value_or(std::nan(""));
        });
    }

    void draw(data::Random& random)
    {
        std::fill(m_times.begin(), m_times.end(), 0);
        // Two draws from each number, by Lemire's product: a row's chance is off by less than
        // rows / 2^32.
        const uint64_t rows = m_times.size();
        uint64_t bits = 0;
        for (uint64_t n = 0; n < rows; ++n) {
            bits = n % 2 == 0 ? random.next() : bits >> 32;
            ++m_times[(bits & 0xffffffffu) * rows >> 32];
        }
        collect([](Drawn& drawn, std::optional<double> value) {
            if (value)
                drawn.samples.push_back(*value);
        });
    }

    [[nodiscard]] std::vector<Drawn>& drawn() { return m_drawn; }
    [[nodiscard]] McNemar test() const { return mcnemar(m_rows.onlyFirst(), m_rows.onlySecond()); }

private:
    template <class Take>
    void collect(Take&& take)
    {
        m_rows.count(m_times);
        for (size_t f = 0; f < m_counted.size(); ++f) {
            const auto first = m_counted[f].of(m_rows.first());
            const auto second = m_counted[f].of(m_rows.second());
            take(m_drawn[f], first && second ? std::optional(*first - *second) : std::nullopt);
        }
        for (size_t f = 0; f < m_byRow.size(); ++f) {
            const double sum =
                std::inner_product(m_times.begin(), m_times.end(), m_byRow[f].values.begin(), 0.0);
            take(m_drawn[m_counted.size() + f], sum / double(m_times.size()));
        }
    }

    PairedRows m_rows;
    std::span<const CountFigure> m_counted;
    std::vector<RowFigure> m_byRow;
    std::vector<int> m_times; // how often each row was drawn
    std::vector<Drawn> m_drawn;
};

} // namespace

const Difference* QualityDifference::find(std::string_view key) const
{
    const auto found = figures.find(key);
    return found == figures.end() ? nullptr : &found->second;
}

QualityDifference compareQuality(const Decided& variant, const Decided& reference, uint64_t seed,
                                 int resamples)
{
    const Predictions &a = variant.predictions, &b = reference.predictions;
    if (a.rows() == 0 || resamples < 1)
        throw badInput("an interval needs at least one row and one resample");
    if (a.kind != b.kind || a.classes != b.classes || a.truth != b.truth)
        throw badInput("the two models were not evaluated on the same rows");

    Bootstrap bootstrap(variant, reference);
    data::Random random(seed);
    for (int n = 0; n < resamples; ++n)
        bootstrap.draw(random);
    QualityDifference found;
    found.resamples = resamples;
    found.mcnemar = bootstrap.test();
    for (Drawn& drawn : bootstrap.drawn())
        if (std::isfinite(drawn.value) && !drawn.samples.empty())
            found.figures.emplace(drawn.key, summarize(drawn));
    return found;
}

} // namespace lathe::analysis
