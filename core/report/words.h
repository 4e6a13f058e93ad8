#pragma once

#include "core/analysis/metric_info.h"

#include <string>
#include <vector>

namespace lathe::report {

inline constexpr const char* kAbsent = "–";

[[nodiscard]] std::string counted(size_t count, std::string_view one,
                                  std::string_view many);                // "1 row", "4,083 rows"
[[nodiscard]] std::string grouped(size_t count);                         // "4,083"
[[nodiscard]] std::string joined(const std::vector<std::string>& parts); // "a, b and c"
[[nodiscard]] std::string signedNumber(double value, int decimals);      // "+0.6", "−1.4", "0.0"
[[nodiscard]] std::string inPoints(double difference);                   // of fractions: "−0.4"
[[nodiscard]] std::string pText(double p);                               // "p = 0.48", "p < 0.001"
[[nodiscard]] std::string pNumber(double p);                             // "0.48", "< 0.001"
[[nodiscard]] std::string percent(double part, int decimals = 0);        // 0.99: "99 %"

// The figure as people read it, or kAbsent.
[[nodiscard]] std::string figureText(const analysis::Metrics& metrics, std::string_view key);

// How many times less, in words: ("faster", "slower") gives "6.3× faster", "1.4× slower", "as
// before".
[[nodiscard]] std::string timesText(double before, double now, std::string_view less,
                                    std::string_view more);
[[nodiscard]] std::string timesShort(double before, double now); // "6.3×"

// "fp32" stays, a title in the middle of a sentence starts small: "Accuracy", "accuracy".
[[nodiscard]] std::string inSentence(std::string_view title);

// "2026-11-23T16:05:12Z" as "23 November 2026"; anything else as it is.
[[nodiscard]] std::string dateText(std::string_view utc);

} // namespace lathe::report
