#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::valueOf;

std::string ratioTo(const Entry& entry, const Entry* original, const char* key)
{
    const auto now = valueOf(entry.variant.metrics, key);
    const auto before = original ? valueOf(original->variant.metrics, key) : std::nullopt;
    return now && before && !entry.isOriginal ? timesShort(*before, *now) : std::string();
}

std::string withRatio(const Entry& entry, const Entry* original, const char* key)
{
    const std::string ratio = ratioTo(entry, original, key);
    return figureText(entry.variant.metrics, key) + (ratio.empty() ? "" : " (" + ratio + ")");
}

std::string changeText(const Study& study, const Entry& entry)
{
    if (entry.isOriginal)
        return "";
    if (const analysis::Difference* change = entry.change(study.quality->key))
        return fmt::format("{} ({} to {})", inPoints(change->value), inPoints(change->low),
                           inPoints(change->high));
    const Entry* original = study.originalOf(entry);
    const auto now = valueOf(entry.variant.metrics, study.quality->key);
    const auto before =
        original ? valueOf(original->variant.metrics, study.quality->key) : std::nullopt;
    return now && before ? inPoints(*now - *before) : kAbsent;
}

std::string nameOf(const Study& study, size_t i)
{
    const Entry& entry = study.entries[i];
    std::string name = fmt::format("{}. {}", i + 1, entry.name);
    if (entry.isOriginal)
        name += " (original)";
    else if (study.recommendation.chosen == i)
        name += " (recommended)";
    else if (!entry.unfit.empty())
        name += " (never recommended)";
    return name;
}

void addFailures(Document& document, const Study& study)
{
    List list;
    for (size_t i = 0; i < study.entries.size(); ++i)
        if (const Entry& entry = study.entries[i]; !entry.unfit.empty())
            list.items.push_back(fmt::format("{}. {}: {}.", i + 1, entry.name, entry.unfit));
    for (const RunPart& run : study.runs)
        for (const std::string& failure : run.failures)
            list.items.push_back(fmt::format("Failed, so there is no model: {}", failure));
    if (list.items.empty())
        return;
    document.blocks.push_back(Heading{3, "What did not work"});
    document.blocks.push_back(std::move(list));
}

// Every figure of the subject beside its original's, absent ones with the reason.
void addFigures(Document& document, const Study& study)
{
    const Entry* subject = study.subjectEntry();
    if (!subject)
        return;
    const Entry* original = study.originalOf(*subject);
    Table table{fmt::format("Every figure of “{}”", subject->name),
                {{"Figure", Column::Align::Left, 3.2},
                 {"Original", Column::Align::Right, 1.3},
                 {"This model", Column::Align::Right, 1.3},
                 {"Change, 95 % interval", Column::Align::Right, 2.2}},
                {}};
    for (const analysis::MetricInfo& info : analysis::allMetrics()) {
        if (!analysis::appliesTo(info, study.labels.kind))
            continue;
        const bool isKnown = valueOf(subject->variant.metrics, info.key).has_value();
        const bool ofOriginal = info.group == analysis::MetricGroup::Agreement;
        std::string change;
        if (const analysis::Difference* found = subject->change(info.key))
            change = fmt::format("{} ({} to {})", signedNumber(found->value, 3),
                                 signedNumber(found->low, 3), signedNumber(found->high, 3));
        else if (!isKnown)
            change = info.group == analysis::MetricGroup::Speed || info.key == "peakMemoryBytes"
                         ? "absent: not measured"
                     : info.group == analysis::MetricGroup::Size ? "absent: not recorded"
                     : !subject->difference ? "absent: " + subject->noDifference
                                            : "absent: not defined for these answers";
        table.rows.push_back({{std::string(info.title)},
                              {ofOriginal ? ""
                               : original ? figureText(original->variant.metrics, info.key)
                                          : kAbsent},
                              {figureText(subject->variant.metrics, info.key), true},
                              {change}});
    }
    document.blocks.push_back(std::move(table));
}

} // namespace

void addVariants(Document& document, const Study& study)
{
    document.blocks.push_back(Heading{2, "All models"});
    Table table{
        fmt::format("{}; {} on the test rows, changes in points with their 95 % interval; in "
                    "brackets how many times smaller and faster than the original",
                    counted(study.entries.size(), "model", "models"),
                    inSentence(study.quality->title)),
        {{"Model", Column::Align::Left, 2.4},
         {std::string(study.quality->title), Column::Align::Right, 0.9},
         {"Change", Column::Align::Right, 2.25},
         {"p, Holm", Column::Align::Right, 0.8},
         {"On disk", Column::Align::Right, 1.7},
         {"p50, one text", Column::Align::Right, 1.75},
         {"Throughput", Column::Align::Right, 1.25}},
        {}};
    for (size_t i = 0; i < study.entries.size(); ++i) {
        const Entry& entry = study.entries[i];
        const Entry* original = study.originalOf(entry);
        const bool isStrong = study.recommendation.chosen == i;
        table.rows.push_back({{nameOf(study, i), isStrong},
                              {figureText(entry.variant.metrics, study.quality->key), isStrong},
                              {changeText(study, entry)},
                              {entry.isOriginal ? ""
                               : entry.holm     ? pNumber(*entry.holm)
                                                : kAbsent},
                              {withRatio(entry, original, "sizeBytes")},
                              {withRatio(entry, original, "latencyP50Ms")},
                              {figureText(entry.variant.metrics, "throughput")}});
    }
    document.blocks.push_back(std::move(table));
    document.blocks.push_back(Paragraph{
        "A dash stands for a figure that was not measured or is not defined; it is never zero.",
        {},
        Paragraph::Tone::Note});
    addFailures(document, study);
    addFigures(document, study);
}

} // namespace lathe::report
