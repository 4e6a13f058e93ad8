#pragma once

#include "core/analysis/recommendation.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::report {

// What a variant must keep to, to be recommended.
struct Limits {
    std::optional<double> quality = 0.99; // at least this part of the original's, above 0
    std::optional<double> latencyMs;      // at most, p50 of one text
    std::optional<double> sizeBytes;      // at most, on disk

    // "quality=0.99,latency=10,size=30MB"; also "99%", "10ms", "500kB", "1.5GB". What is not named
    // is not limited. Throws Error naming the part that is wrong.
    [[nodiscard]] static Limits parse(std::string_view text);

    [[nodiscard]] std::vector<analysis::Constraint> constraints(std::string_view qualityKey) const;
};

// "at least 99 % of the original's accuracy", "at most 10 ms a text", "at most 30 MB".
[[nodiscard]] std::string inWords(const analysis::Constraint& constraint);

} // namespace lathe::report
