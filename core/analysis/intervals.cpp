#include "core/analysis/intervals.h"

#include "core/analysis/counts.h"
#include "core/base/error.h"
#include "core/data/random.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lathe::analysis {

namespace {

struct Figures {
    double accuracy = 0, macroF1 = 0, microF1 = 0;
};

// One model's decisions, so arranged that a resample only adds numbers: per row the decided labels,
// with a mark on those that are true.
class Tally {
public:
    explicit Tally(const Decided& decided) : m_truth(decided.predictions.truth)
    {
        const auto decisions = decide(decided.predictions, decided.thresholds);
        for (size_t i = 0; i < decisions.size(); ++i) {
            m_right.push_back(decisions[i] == m_truth[i]);
            auto& marks = m_marks.emplace_back();
            for (const int label : decisions[i])
                marks.emplace_back(label,
                                   std::binary_search(m_truth[i].begin(), m_truth[i].end(), label));
        }
        m_counts.resize(static_cast<size_t>(decided.predictions.classes));
    }

    [[nodiscard]] bool right(size_t row) const { return m_right[row]; }

    // times[i]: how often row i was drawn.
    [[nodiscard]] Figures figures(const std::vector<int>& times)
    {
        std::fill(m_counts.begin(), m_counts.end(), LabelCounts());
        double right = 0;
        for (size_t i = 0; i < times.size(); ++i) {
            if (times[i] == 0)
                continue;
            right += m_right[i] ? times[i] : 0;
            for (const int label : m_truth[i])
                m_counts[size_t(label)].truth += times[i];
            for (const auto& [label, hit] : m_marks[i]) {
                m_counts[size_t(label)].decided += times[i];
                m_counts[size_t(label)].hits += hit ? times[i] : 0;
            }
        }
        return {right / double(times.size()), macroF1Of(m_counts), microF1Of(m_counts)};
    }

private:
    const std::vector<std::vector<int>>& m_truth;
    std::vector<bool> m_right;
    std::vector<std::vector<std::pair<int, bool>>> m_marks;
    std::vector<LabelCounts> m_counts;
};

// Linear between the neighbouring order statistics, as numpy.quantile does.
double quantile(std::vector<double>& sorted, double fraction)
{
    const double place = fraction * double(sorted.size() - 1);
    const auto below = static_cast<size_t>(place);
    const size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - double(below)) * (sorted[above] - sorted[below]);
}

Difference summarize(double value, std::vector<double>& drawn)
{
    std::sort(drawn.begin(), drawn.end());
    return {value, quantile(drawn, 0.025), quantile(drawn, 0.975)};
}

} // namespace

QualityDifference compareQuality(const Decided& variant, const Decided& reference, uint64_t seed,
                                 int resamples)
{
    const Predictions& a = variant.predictions;
    const Predictions& b = reference.predictions;
    if (a.rows() == 0 || resamples < 1)
        throw badInput("an interval needs at least one row and one resample");
    if (a.kind != b.kind || a.classes != b.classes || a.truth != b.truth)
        throw badInput("the two models were not evaluated on the same rows");
    for (const auto& labels : a.truth)
        if (!labels.empty() && (labels.front() < 0 || labels.back() >= a.classes))
            throw badInput("a row has a label beyond the {} classes", a.classes);

    Tally first(variant), second(reference);
    const auto difference = [&](const std::vector<int>& times) {
        const Figures x = first.figures(times);
        const Figures y = second.figures(times);
        return Figures{x.accuracy - y.accuracy, x.macroF1 - y.macroF1, x.microF1 - y.microF1};
    };
    std::vector<int> times(a.rows(), 1);
    const Figures seen = difference(times);

    std::array<std::vector<double>, 3> drawn;
    data::Random random(seed);
    for (int n = 0; n < resamples; ++n) {
        std::fill(times.begin(), times.end(), 0);
        for (size_t i = 0; i < times.size(); ++i)
            ++times[random.below(times.size())];
        const Figures d = difference(times);
        drawn[0].push_back(d.accuracy);
        drawn[1].push_back(d.macroF1);
        drawn[2].push_back(d.microF1);
    }

    int onlyFirst = 0, onlySecond = 0;
    for (size_t i = 0; i < a.rows(); ++i) {
        onlyFirst += first.right(i) && !second.right(i);
        onlySecond += second.right(i) && !first.right(i);
    }
    return {summarize(seen.accuracy, drawn[0]), summarize(seen.macroF1, drawn[1]),
            summarize(seen.microF1, drawn[2]), resamples, mcnemarExactP(onlyFirst, onlySecond)};
}

double mcnemarExactP(int onlyFirst, int onlySecond)
{
    if (onlyFirst < 0 || onlySecond < 0)
        throw badInput("counts of rows cannot be negative");
    const int n = onlyFirst + onlySecond;
    const int fewer = std::min(onlyFirst, onlySecond);
    // Summed in logarithms: 2^-n is 0 in a double from n = 1075 on.
    double logTerm = -n * std::log(2.0); // of n over k, times 2^-n
    double tail = 0;
    for (int k = 0; k <= fewer; ++k) {
        tail += std::exp(logTerm);
        logTerm += std::log(double(n - k) / double(k + 1));
    }
    return std::min(1.0, 2 * tail);
}

} // namespace lathe::analysis
