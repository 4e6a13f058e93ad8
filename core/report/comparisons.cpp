#include "core/report/comparisons.h"

#include "core/analysis/corrections.h"
#include "core/base/error.h"
#include "core/runner/variant_maker.h"

namespace lathe::report {

namespace {

constexpr uint64_t kSeed = 13; // of the bootstrap

using runner::Variant;

analysis::Decided decidedBy(const Variant& variant)
{
    return {variant.evaluation->test, variant.evaluation->thresholds};
}

bool hasAnswers(const Variant& variant)
{
    return variant.evaluation && variant.evaluation->test.rows() > 0;
}

// p of no difference in the quality figure: McNemar's of rows decided right, or the bootstrap's.
std::optional<double> pOf(const Study& study, const Entry& entry)
{
    if (study.quality->key == "accuracy")
        return entry.difference->mcnemar.p();
    const analysis::Difference* change = entry.change(study.quality->key);
    return change ? std::optional(change->p) : std::nullopt;
}

void compareToOriginal(const Study& study, Entry& entry, const Variant& original)
{
    const Variant& variant = entry.variant;
    if (!hasAnswers(variant))
        entry.noDifference = "its answers are not stored";
    else if (!hasAnswers(original))
        entry.noDifference = "the answers of its original are not stored";
    else if (!analysis::isLabelled(variant.evaluation->test))
        entry.noDifference = "the test rows have no labels";
    else {
        entry.difference = analysis::compareQuality(decidedBy(variant), decidedBy(original), kSeed);
        entry.p = pOf(study, entry);
    }
}

void correct(std::vector<Entry>& entries)
{
    analysis::PValues p;
    for (const Entry& entry : entries)
        p.push_back(entry.p);
    const analysis::PValues holm = analysis::holm(p), bh = analysis::benjaminiHochberg(p);
    for (size_t i = 0; i < entries.size(); ++i) {
        entries[i].holm = holm[i];
        entries[i].benjaminiHochberg = bh[i];
    }
}

} // namespace

void compareAll(Study& study, const history::History& history, const Task& task)
{
    std::optional<std::vector<std::vector<int>>> truth;
    std::string truthOf;
    Variant original; // loaded; the variants of one original mostly stand together
    for (Entry& entry : study.entries) {
        task.checkpoint();
        entry.variant = history.variant(entry.variant.id);
        Variant& variant = entry.variant;
        if (hasAnswers(variant)) {
            entry.testRows = variant.evaluation->test.rows();
            if (!truth) {
                truth = variant.evaluation->test.truth;
                truthOf = variant.id;
            } else if (*truth != variant.evaluation->test.truth) {
                throw Error(
                    ErrorKind::BadInput,
                    fmt::format("variants '{}' and '{}' were measured on other test rows, so "
                                "their figures cannot be compared",
                                truthOf, variant.id),
                    "Make a report of each");
            }
        }
        if (entry.isOriginal) {
            entry.noDifference = "it is the original";
        } else if (const Entry* base = study.originalOf(entry)) {
            if (original.id != base->variant.id)
                original = history.variant(base->variant.id);
            compareToOriginal(study, entry, original);
            runner::addAgreement(variant, original);
        } else {
            entry.noDifference = "its original is not in the history";
        }
        variant.evaluation.reset();
    }
    correct(study.entries);
}

std::optional<Affected> affectedBy(const Study& study, const history::History& history)
{
    const Entry* subject = study.subjectEntry();
    if (!subject || !subject->difference)
        return std::nullopt;
    const Variant variant = history.variant(subject->variant.id);
    const Variant original = history.variant(study.originalOf(*subject)->variant.id);
    Affected affected;
    affected.flips = analysis::flips(decidedBy(variant), decidedBy(original));
    affected.truth = variant.evaluation->test.truth;
    const auto classes = [](const Variant& v) {
        return analysis::quality(v.evaluation->test, v.evaluation->thresholds).perClass;
    };
    affected.before = classes(original);
    affected.now = classes(variant);
    return affected;
}

} // namespace lathe::report
