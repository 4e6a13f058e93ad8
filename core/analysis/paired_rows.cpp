#include "core/analysis/paired_rows.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace lathe::analysis {

PairedRows::PairedRows(const Decided& first, const Decided& second)
{
    const auto decided = decide(first.predictions, first.thresholds);
    const auto other = decide(second.predictions, second.thresholds);
    const auto& truth = first.predictions.truth;
    m_tallies[0] = tallyOf(first.predictions, decided);
    m_tallies[1] = tallyOf(second.predictions, other);
    using Labels = std::vector<int>;
    std::map<std::tuple<Labels, Labels, Labels>, size_t> kinds;
    for (size_t i = 0; i < truth.size(); ++i) {
        const auto [kind, isNew] =
            kinds.try_emplace({truth[i], decided[i], other[i]}, m_starts.size() - 1);
        if (isNew)
            addKind(truth[i], decided[i], other[i]);
        m_kindOf.push_back(kind->second);
        m_onlyFirst += decided[i] == truth[i] && other[i] != truth[i];
        m_onlySecond += other[i] == truth[i] && decided[i] != truth[i];
    }
    m_times.resize(m_starts.size() - 1);
}

void PairedRows::addKind(const std::vector<int>& truth, const std::vector<int>& first,
                         const std::vector<int>& second)
{
    const auto addFor = [&](Tally& tally, const std::vector<int>& decided) {
        if (decided == truth)
            m_marks.push_back(&tally.right);
        for (const int label : truth)
            m_marks.push_back(&tally.labels[size_t(label)].truth);
        for (const int label : decided) {
            m_marks.push_back(&tally.labels[size_t(label)].decided);
            if (isMarked(truth, label))
                m_marks.push_back(&tally.labels[size_t(label)].hits);
        }
    };
    addFor(m_tallies[0], first);
    addFor(m_tallies[1], second);
    m_starts.push_back(m_marks.size());
}

void PairedRows::count(const std::vector<int>& times)
{
    std::fill(m_times.begin(), m_times.end(), 0);
    for (size_t i = 0; i < times.size(); ++i)
        m_times[m_kindOf[i]] += times[i];
    for (Tally& tally : m_tallies) {
        tally.right = 0;
        std::fill(tally.labels.begin(), tally.labels.end(), LabelCounts());
    }
    for (size_t kind = 0; kind < m_times.size(); ++kind)
        for (size_t mark = m_starts[kind]; mark < m_starts[kind + 1]; ++mark)
            *m_marks[mark] += m_times[kind];
}

} // namespace lathe::analysis
