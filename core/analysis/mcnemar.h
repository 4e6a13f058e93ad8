#pragma once

#include <cstddef>

namespace lathe::analysis {

// McNemar's test of two models on the same rows (Dietterich 1998): do the rows that only one of
// them decides right part as fair coins would?
struct McNemar {
    enum class Test {
        Exact, // below 25 such rows: two-sided binomial test
        MidP,  // from 25 on: the same with half the weight on what was seen, which keeps its level
               // without the exact test's caution (Fagerland, Lydersen and Laake 2013)
    };
    size_t onlyFirst = 0;
    size_t onlySecond = 0;
    double exactP = 1; // 1 when there is no such row
    double midP = 1;
    Test test = Test::Exact;

    [[nodiscard]] double p() const { return test == Test::Exact ? exactP : midP; }
};

[[nodiscard]] McNemar mcnemar(size_t onlyFirst, size_t onlySecond);

} // namespace lathe::analysis
