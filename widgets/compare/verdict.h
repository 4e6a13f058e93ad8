#pragma once

#include "core/analysis/intervals.h"
#include "core/analysis/metric_info.h"
#include "core/runner/events.h"

#include <QString>

#include <memory>
#include <optional>

namespace lathe::widgets {

// What the tests say of one variant against its original.
struct Verdict {
    analysis::QualityDifference difference; // of no resamples: an original, which has none
    analysis::Metrics figures; // all that follow from the answers, also those its run did not know
    [[nodiscard]] std::optional<double> p(std::string_view quality) const;
};
using Verdicts = std::map<std::string, std::shared_ptr<const Verdict>, std::less<>>; // by variant

// Null where either has no answers or they are about other rows. Takes tens of milliseconds.
[[nodiscard]] std::shared_ptr<const Verdict>
verdictOf(const runner::Variant& variant, const runner::Variant& original, int resamples);

// How often to resample so that a test can still be significant after correction for `tests`.
[[nodiscard]] int resamplesFor(size_t tests);

// A p as it stands after the correction for all tests that were made.
struct Judgement {
    double p = 1;
    size_t tests = 1;
    std::optional<analysis::Difference> difference; // of the metric of quality
};
// By variant; Holm's correction over all verdicts that have a p in this metric.
[[nodiscard]] std::map<std::string, Judgement, std::less<>> judge(const Verdicts& verdicts,
                                                                  const std::string& quality);

// "not distinguishable from the original, p 0.48"; with many: "… after correction for 38 variants".
[[nodiscard]] QString judgementText(const Judgement& judgement);
[[nodiscard]] bool isDistinguishable(const Judgement& judgement);
[[nodiscard]] QString formatP(double p); // "0.48", "< 0.001"

} // namespace lathe::widgets
