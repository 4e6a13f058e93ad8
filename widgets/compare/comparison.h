#pragma once

#include "widgets/compare/compare_state.h"
#include "widgets/compare/verdict.h"
#include "widgets/session/variant_list.h"

namespace lathe::widgets {

// A variant that is shown, with what people compare it by.
struct ComparedVariant {
    const runner::Variant* variant = nullptr;
    const runner::Variant* original = nullptr; // null: not known, or it is one itself
    VariantGroup group = VariantGroup::Original;
    bool isOriginal = false;
    bool isPeer = false; // of another runtime
    bool isFailed = false;
    bool isOnFront = false;
    std::optional<double> x, y, size, colour; // in the metrics' own units
    std::optional<double> lost;               // quality against its original, a fraction
    std::optional<double> faster, smaller;    // times its original
};

struct Comparison {
    VariantList pool; // all that are known; what follows points into it
    std::vector<ComparedVariant> variants;       // best quality first, the originals last
    std::vector<analysis::Candidate> candidates; // [variants]; hold every figure that is known
    std::vector<size_t> front;                   // indices, ascending in x
    std::map<std::string, Judgement, std::less<>> judgements; // by variant
    std::vector<const analysis::MetricInfo*> known; // that any has, in the order of allMetrics()
    size_t hidden = 0; // by their group, or because they failed
    size_t failed = 0; // shown or not
    bool hasPeers = false;

    [[nodiscard]] std::optional<double> metric(size_t index, std::string_view key) const;
    [[nodiscard]] std::optional<size_t> indexOf(std::string_view variantId) const;
    [[nodiscard]] const Judgement* judgement(size_t index) const; // null: not tested
};

[[nodiscard]] Comparison compare(const VariantList& pool, const CompareState& state,
                                 const Verdicts& verdicts = {});

// What the variants of a run (empty: of all) are compared by before anyone chooses: micro F1 where
// all are multilabel, since getting every label of a text right is rare, else accuracy.
[[nodiscard]] std::string firstQuality(const VariantList& variants,
                                       const std::string& run);

[[nodiscard]] QString metricTitle(std::string_view key); // empty for an unknown one
// The figure as people read it, or an en dash where it was not measured.
[[nodiscard]] QString metricText(std::string_view key, std::optional<double> value);
[[nodiscard]] QString metricText(const runner::Variant& variant, std::string_view key);

// "6.3× faster, 12.3× smaller, −0.4 pt"; what is not known is left out.
[[nodiscard]] QString ratioLine(const ComparedVariant& variant);
[[nodiscard]] QString ratioText(std::optional<double> ratio); // "6.3×" or a dash
[[nodiscard]] QString lossText(std::optional<double> lost);   // "−0.4 pt" or a dash

} // namespace lathe::widgets
