#pragma once

#include "core/analysis/flips.h"
#include "core/analysis/intervals.h"
#include "core/analysis/quality.h"
#include "core/analysis/recommendation.h"
#include "core/base/task.h"
#include "core/history/history.h"
#include "core/report/limits.h"

namespace lathe::report {

// One model of the report, with what was found out about it. Its answers are not kept.
struct Entry {
    runner::Variant variant;
    std::string name; // what was done to its original; clean, unique in the report
    bool isOriginal = false;
    bool isExport = false; // another runtime answered: shown beside the others, on no front and never recommended
    std::string unfit; // why it is never recommended: it collapsed, its gain is simulated
    std::optional<size_t> original; // index of what it is compared with; absent: not in the history
    // To its original, on the test rows.
    std::optional<analysis::QualityDifference> difference;
    std::string noDifference;   // why that is absent
    std::optional<double> p;    // of no difference in the quality figure
    std::optional<double> holm; // the same, corrected for all variants of the report
    std::optional<double> benjaminiHochberg;
    size_t testRows = 0;

    // Whether it may be recommended.
    [[nodiscard]] bool isChoice() const { return !isOriginal && !isExport && unfit.empty(); }
    // The change of the study's quality figure; null when absent.
    [[nodiscard]] const analysis::Difference* change(std::string_view quality) const
    {
        return difference ? difference->find(quality) : nullptr;
    }
};

// What became of the rows and labels, for the one variant that the report is about.
struct Affected {
    analysis::Flips flips;
    std::vector<std::vector<int>> truth;             // [rows]
    std::vector<analysis::ClassQuality> before, now; // [labels]
};

// A run that some of the variants come from.
struct RunPart {
    history::RunRow row;
    recipe::Recipe recipe;
    nlohmann::json environment;
    std::vector<std::string> failures; // steps that left no variant, clean
};

// The data set, where its files are still there and hold the rows that were measured.
struct DataPart {
    std::optional<data::DataSet> set;
    std::string trouble; // why it is absent
};

// Everything that a report says, before it is put into words.
struct Study {
    std::vector<Entry> entries;                    // originals first, then the best quality first
    data::LabelSet labels;                         // without names when no variant knows them
    const analysis::MetricInfo* quality = nullptr; // micro F1 of multilabel, else accuracy
    std::vector<analysis::Constraint> limits;
    std::vector<std::string> preference;     // what the recommended one is best in
    analysis::Recommendation recommendation; // of entries
    // What the report is about: the recommended one, or the nearest to the limits, or the best
    // that may be recommended; absent when there is none.
    std::optional<size_t> subject;
    std::optional<Affected> affected; // absent where answers are not stored
    std::vector<RunPart> runs;
    DataPart data; // of the subject's run

    [[nodiscard]] const Entry* subjectEntry() const
    {
        return subject ? &entries[*subject] : nullptr;
    }
    [[nodiscard]] const Entry* originalOf(const Entry& entry) const
    {
        return entry.original ? &entries[*entry.original] : nullptr;
    }
};

// Looks at the variants with these ids, or at those of the newest run that has any. Their originals
// are added. Answers are read one variant at a time. Takes tens of milliseconds a variant.
//
// Throws Error for an empty history, for an id that it does not have, and for variants with other
// labels or other test rows than the rest, which no figure compares.
[[nodiscard]] Study studyOf(const history::History& history, const std::vector<std::string>& ids,
                            const Limits& limits, const Task& task = {});

} // namespace lathe::report
