#pragma once

#include <cstddef>
#include <vector>

namespace lathe::analysis {

// How often a label was decided and true, over some rows.
struct LabelCounts {
    double hits = 0; // decided and true
    double decided = 0;
    double truth = 0;
};

// F1 from counts, 0 where nothing was decided and nothing was true, as in scikit-learn.
[[nodiscard]] inline double f1Of(const LabelCounts& counts)
{
    const double marks = counts.decided + counts.truth;
    return marks > 0 ? 2 * counts.hits / marks : 0;
}

[[nodiscard]] inline double macroF1Of(const std::vector<LabelCounts>& counts)
{
    double sum = 0;
    for (const LabelCounts& label : counts)
        sum += f1Of(label);
    return counts.empty() ? 0 : sum / double(counts.size());
}

[[nodiscard]] inline double microF1Of(const std::vector<LabelCounts>& counts)
{
    LabelCounts all;
    for (const LabelCounts& label : counts) {
        all.hits += label.hits;
        all.decided += label.decided;
        all.truth += label.truth;
    }
    return f1Of(all);
}

} // namespace lathe::analysis
