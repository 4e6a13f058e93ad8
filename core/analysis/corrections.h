#pragma once

#include <optional>
#include <vector>

namespace lathe::analysis {

// p of one test among several; absent where nothing could be tested, which then does not count.
using PValues = std::vector<std::optional<double>>;

// Adjusted p, to be compared with the level that one test would have. Each 0..1 and in the order of
// what came in. Throws Error for a p outside 0..1.
//
// Holm 1979 keeps the chance of even one false alarm (family-wise error): the i-th smallest p of m
// times m - i + 1, never below that of a smaller p.
[[nodiscard]] PValues holm(const PValues& p);

// Benjamini and Hochberg 1995 keeps the expected part of false alarms among the alarms (false
// discovery rate): the i-th smallest p times m / i, never above that of a larger p.
[[nodiscard]] PValues benjaminiHochberg(const PValues& p);

} // namespace lathe::analysis
