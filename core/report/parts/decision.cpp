#include "core/report/parts/front_chart.h"
#include "core/report/parts/parts.h"
#include "core/report/parts/reason.h"
#include "core/report/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::valueOf;

KeyFigure ratio(const Entry& entry, const Entry* original, const char* key, const char* less,
                const char* more, const char* unit, const char* what)
{
    const auto now = valueOf(entry.variant.metrics, key);
    const auto before = original ? valueOf(original->variant.metrics, key) : std::nullopt;
    if (!now)
        return {kAbsent, fmt::format("{} was not measured", what)};
    const std::string text = figureText(entry.variant.metrics, key) + unit;
    if (!before)
        return {text, fmt::format("{}; the original's is not known", what)};
    return {timesText(*before, *now, less, more),
            fmt::format("{} → {}", figureText(original->variant.metrics, key), text)};
}

KeyFigure qualityChange(const Study& study, const Entry& entry, const Entry* original)
{
    const std::string title = inSentence(study.quality->title);
    const auto now = valueOf(entry.variant.metrics, study.quality->key);
    const auto before =
        original ? valueOf(original->variant.metrics, study.quality->key) : std::nullopt;
    if (!now)
        return {kAbsent, title + " was not measured"};
    if (!before)
        return {figureText(entry.variant.metrics, study.quality->key),
                title + "; the original's is not known"};
    const double change = *now - *before;
    const std::string points = inPoints(change) + " points";
    if (const analysis::Difference* interval = entry.change(study.quality->key))
        return {points, fmt::format("{}, 95 %: {} to {}", title, inPoints(interval->low),
                                    inPoints(interval->high))};
    return {points, fmt::format("{}; no interval: {}", title, entry.noDifference)};
}

// Whether the limit on quality holds at the bad end of the interval too.
std::string surenessInWords(const Study& study, size_t subject)
{
    for (size_t i = 0; i < study.limits.size(); ++i) {
        const auto& check = study.recommendation.standings[subject].checks[i];
        if (study.limits[i].metric != study.quality->key || !check.isSure)
            continue;
        const Entry& entry = study.entries[subject];
        const Entry* original = study.originalOf(entry);
        const auto before = valueOf(original->variant.metrics, study.quality->key);
        const analysis::Difference* change = entry.change(study.quality->key);
        if (!before || !change || !(*before > 0))
            continue;
        const std::string kept = percent((*before + change->low) / *before, 1);
        return *check.isSure
                   ? fmt::format("Even at the bad end of the interval {} of the {} is kept.", kept,
                                 inSentence(study.quality->title))
                   : fmt::format("At the bad end of the interval {} of the {} would be kept, below "
                                 "the limit.",
                                 kept, inSentence(study.quality->title));
    }
    return {};
}

std::string titleOf(const Study& study)
{
    using Outcome = analysis::Recommendation::Outcome;
    switch (study.recommendation.outcome) {
    case Outcome::Recommended:
        return fmt::format("Recommendation: ship “{}”", study.subjectEntry()->name);
    case Outcome::NoneMeetsAll:
        return "Recommendation: keep the original; no model meets the limits";
    case Outcome::NoChoice:
        break;
    }
    return "Nothing to recommend";
}

} // namespace

void addDecision(Document& document, const Study& study)
{
    Decision decision;
    decision.isPositive =
        study.recommendation.outcome == analysis::Recommendation::Outcome::Recommended;
    decision.title = titleOf(study);
    if (const Entry* subject = study.subjectEntry()) {
        const Entry* original = study.originalOf(*subject);
        decision.figures = {
            ratio(*subject, original, "latencyP50Ms", "faster", "slower", " a text", "speed"),
            ratio(*subject, original, "sizeBytes", "smaller", "larger", "", "size"),
            qualityChange(study, *subject, original)};
        if (!decision.isPositive)
            decision.notes.push_back(fmt::format("These are the figures of “{}”.", subject->name));
        for (std::string note :
             {lossInWords(study, *subject), surenessInWords(study, *study.subject)})
            if (!note.empty())
                decision.notes.push_back(std::move(note));
        if (!subject->unfit.empty())
            decision.notes.push_back(fmt::format("Not to be shipped: {}.", subject->unfit));
    }
    if (!decision.isPositive)
        for (std::string& reason : reasonInWords(study))
            decision.notes.push_back(std::move(reason));
    document.blocks.push_back(std::move(decision));
}

void addWhatWasWeighed(Document& document, const Study& study, bool isNumbered)
{
    document.blocks.push_back(Heading{2, "What was weighed"});
    std::vector<Paragraph> beside, below;
    const auto exported = size_t(std::count_if(study.entries.begin(), study.entries.end(), [](const Entry& e) { return e.isExport; }));
    const std::string models = counted(study.entries.size() - exported, "model was", "models were");
    const std::string count = exported == 0 ? fmt::format("{} measured.", models)
                                            : fmt::format("{} measured, and {} in other runtimes.", models, counted(exported, "export", "exports"));
    const bool hasSpeed = hasPoints(study, "latencyP50Ms");
    const char* metric = hasSpeed ? "latencyP50Ms" : "sizeBytes";
    if (hasPoints(study, metric)) {
        beside.push_back(
            {fmt::format("Each dot is one of them: higher is better, further left is {}. The "
                         "line joins those that no other beats in both. Bars show the 95 % "
                         "interval of the difference to the original.",
                         hasSpeed ? "faster" : "smaller"),
             count});
        beside.push_back({limitsInWords(study)});
    } else {
        below.push_back(
            {"There is no chart: quality together with speed or size was not measured.", count});
        below.push_back({limitsInWords(study)});
    }
    if (study.recommendation.chosen) { // else the decision says it
        const std::vector<std::string> reasons = reasonInWords(study);
        (beside.empty() ? below : beside).push_back({reasons.front()});
        std::string others; // too long for the narrow column
        for (size_t i = 1; i < reasons.size(); ++i)
            others += (i == 1 ? "" : " ") + reasons[i];
        if (!others.empty())
            below.push_back({others});
    }
    if (!beside.empty())
        document.blocks.push_back(Figure{frontChart(study, metric, 408, 216, isNumbered),
                                         frontCaption(study, isNumbered), std::move(beside)});
    for (Paragraph& paragraph : below)
        document.blocks.push_back(std::move(paragraph));
}

} // namespace lathe::report
