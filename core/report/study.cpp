#include "core/report/study.h"

#include "core/base/error.h"
#include "core/report/clean_text.h"
#include "core/report/comparisons.h"
#include "core/report/selection.h"
#include "core/report/sources.h"

#include <algorithm>
#include <set>

namespace lathe::report {

namespace {

using analysis::valueOf;

const analysis::MetricInfo* qualityFor(const data::LabelSet& labels)
{
    return analysis::findMetric(labels.kind == data::TaskKind::Multilabel ? "microF1" : "accuracy");
}

data::LabelSet labelsOf(const std::vector<runner::Variant>& variants)
{
    for (const runner::Variant& variant : variants)
        if (variant.facts.labels)
            return *variant.facts.labels;
    return {};
}

// What was done after the original; the whole way where the original is not known.
std::string nameOf(const runner::Variant& variant, const runner::Variant* original)
{
    const std::string whole = cleaned(variant.lineage.empty() ? variant.label : variant.lineage);
    if (!original || original->id == variant.id)
        return whole;
    const std::string start = cleaned(original->lineage) + " → ";
    return whole.starts_with(start) && whole.size() > start.size() ? whole.substr(start.size())
                                                                   : whole;
}

void nameAll(std::vector<Entry>& entries)
{
    std::multiset<std::string> names;
    for (Entry& entry : entries) {
        const Entry* original = entry.original ? &entries[*entry.original] : nullptr;
        entry.name = nameOf(entry.variant, original ? &original->variant : nullptr);
        names.insert(entry.name);
    }
    for (Entry& entry : entries)
        if (entry.name.empty() || names.count(entry.name) > 1)
            entry.name += (entry.name.empty() ? "" : " ") + ("(" + cleaned(entry.variant.id) + ")");
}

// Originals first, then best quality first, those without it last.
void sortEntries(std::vector<Entry>& entries, std::string_view quality)
{
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
        if (a.isOriginal != b.isOriginal)
            return a.isOriginal;
        return valueOf(a.variant.metrics, quality).value_or(-1) >
               valueOf(b.variant.metrics, quality).value_or(-1);
    });
}

void linkOriginals(std::vector<Entry>& entries)
{
    for (Entry& entry : entries)
        for (size_t i = 0; i < entries.size(); ++i)
            if (entries[i].variant.id == entry.variant.original)
                entry.original = i;
}

// Of latency and size those that were measured of some choice; else quality.
std::vector<std::string> preferenceFor(const std::vector<analysis::Candidate>& candidates,
                                       std::string_view quality)
{
    std::vector<std::string> keys;
    for (const char* key : {"latencyP50Ms", "sizeBytes"})
        if (std::any_of(candidates.begin(), candidates.end(), [&](const analysis::Candidate& c) {
                return c.isChoice && valueOf(c.metrics, key);
            }))
            keys.emplace_back(key);
    if (keys.empty())
        keys.emplace_back(quality);
    return keys;
}

std::vector<analysis::Candidate> candidatesOf(const Study& study)
{
    std::vector<analysis::Candidate> candidates;
    for (const Entry& entry : study.entries) {
        const Entry* original = study.originalOf(entry);
        candidates.push_back({analysis::SharedMetrics::of(entry.variant.metrics),
                              original ? analysis::SharedMetrics::of(original->variant.metrics)
                                       : analysis::SharedMetrics(),
                              entry.isChoice(),
                              entry.difference ? entry.difference->figures
                                               : decltype(analysis::QualityDifference::figures){}});
    }
    return candidates;
}

std::optional<size_t> subjectOf(const Study& study)
{
    if (study.recommendation.chosen)
        return study.recommendation.chosen;
    if (study.recommendation.nearest)
        return study.recommendation.nearest;
    const auto first = [&](auto&& fits) -> std::optional<size_t> {
        const auto found = std::find_if(study.entries.begin(), study.entries.end(), fits);
        return found == study.entries.end() ? std::nullopt
                                            : std::optional(size_t(found - study.entries.begin()));
    };
    if (const auto fit = first([](const Entry& e) { return e.isChoice(); }))
        return fit;
    return first([](const Entry& e) { return !e.isOriginal; });
}

} // namespace

Study studyOf(const history::History& history, const std::vector<std::string>& ids,
              const Limits& limits, const Task& task)
{
    Study study;
    std::vector<runner::Variant> variants = selectVariants(history, ids);
    study.labels = labelsOf(variants);
    study.quality = qualityFor(study.labels);
    for (runner::Variant& variant : variants) {
        Entry entry;
        entry.isOriginal = variant.original == variant.id;
        entry.isExport = variant.details.contains("runtime");
        entry.unfit = cleaned(variant.warning);
        entry.variant = std::move(variant);
        study.entries.push_back(std::move(entry));
    }
    sortEntries(study.entries, study.quality->key);
    linkOriginals(study.entries);
    nameAll(study.entries);
    compareAll(study, history, task);
    const std::vector<analysis::Candidate> candidates = candidatesOf(study);
    study.limits = limits.constraints(study.quality->key);
    study.preference = preferenceFor(candidates, study.quality->key);
    study.recommendation = analysis::recommend(candidates, study.limits, study.preference);
    study.subject = subjectOf(study);
    if (study.subject)
        study.affected = affectedBy(study, history);
    study.runs = runParts(study, history);
    study.data = dataPart(study);
    return study;
}

} // namespace lathe::report
