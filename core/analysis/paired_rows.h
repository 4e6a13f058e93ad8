#pragma once

#include "core/analysis/intervals.h"
#include "core/analysis/tally.h"

namespace lathe::analysis {

// Two models' decisions about the same rows, so arranged that the tally of a resample is a few
// additions for each kind of row: what is true, what either decides. Most rows are of few kinds.
class PairedRows {
public:
    // Throws Error as tallyOf does.
    PairedRows(const Decided& first, const Decided& second);
    PairedRows(const PairedRows&) = delete;
    PairedRows& operator=(const PairedRows&) = delete;

    // Tallies the rows with row i taken times[i] times.
    void count(const std::vector<int>& times);
    [[nodiscard]] const Tally& first() const { return m_tallies[0]; }
    [[nodiscard]] const Tally& second() const { return m_tallies[1]; }

    [[nodiscard]] size_t onlyFirst() const
    {
        return m_onlyFirst;
    } // rows that only it decides right
    [[nodiscard]] size_t onlySecond() const { return m_onlySecond; }

private:
    void addKind(const std::vector<int>& truth, const std::vector<int>& first,
                 const std::vector<int>& second);

    Tally m_tallies[2];
    std::vector<size_t> m_kindOf; // [rows]
    std::vector<int> m_times;     // [kinds]
    // What a row of kind k adds one to: m_marks[m_starts[k]] up to m_marks[m_starts[k + 1]].
    std::vector<double*> m_marks;
    std::vector<size_t> m_starts{0};
    size_t m_onlyFirst = 0;
    size_t m_onlySecond = 0;
};

} // namespace lathe::analysis
