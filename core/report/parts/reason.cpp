#include "core/report/parts/reason.h"

#include "core/report/clean_text.h"
#include "core/report/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::Recommendation;
using analysis::valueOf;

constexpr double kLevel = 0.05;
constexpr size_t kNameLength = 70;

std::string nameOf(const Study& study, size_t candidate)
{
    return "“" + shortened(study.entries[candidate].name, kNameLength) + "”";
}

size_t meetingAll(const Study& study)
{
    size_t count = 0;
    for (size_t i = 0; i < study.entries.size(); ++i)
        count += study.entries[i].isChoice() && study.recommendation.standings[i].meetsAll;
    return count;
}

// Whether no other choice that meets all limits has less of it.
bool isLeast(const Study& study, size_t chosen, const std::string& metric)
{
    const auto own = valueOf(study.entries[chosen].variant.metrics, metric);
    for (size_t i = 0; own && i < study.entries.size(); ++i) {
        const Entry& entry = study.entries[i];
        const auto value = valueOf(entry.variant.metrics, metric);
        if (entry.isChoice() && study.recommendation.standings[i].meetsAll && value && *value < *own)
            return false;
    }
    return own.has_value();
}

std::string bestIn(const Study& study, size_t chosen)
{
    const auto prefers = [&](const char* key) {
        return std::find(study.preference.begin(), study.preference.end(), key) !=
               study.preference.end();
    };
    const bool fastest = prefers("latencyP50Ms") && isLeast(study, chosen, "latencyP50Ms");
    const bool smallest = prefers("sizeBytes") && isLeast(study, chosen, "sizeBytes");
    if (fastest && smallest)
        return "the fastest and the smallest";
    if (fastest && !prefers("sizeBytes"))
        return "the fastest";
    if (smallest && !prefers("latencyP50Ms"))
        return "the smallest";
    if (study.preference.size() == 1)
        return fmt::format("the best in {}", inSentence(study.quality->title));
    return fastest    ? "the fastest, and of the best balance of speed and size"
           : smallest ? "the smallest, and of the best balance of speed and size"
                      : "the one of the best balance of speed and size";
}

std::string rivalFigures(const analysis::Rival& rival)
{
    const analysis::MetricInfo* info = analysis::findMetric(rival.metric);
    return info ? fmt::format("{}: {}, against {}", inSentence(info->title),
                              analysis::formatMetric(*info, rival.value),
                              analysis::formatMetric(*info, rival.chosenValue))
                : std::string();
}

void addChosen(std::vector<std::string>& said, const Study& study)
{
    const size_t chosen = *study.recommendation.chosen;
    const size_t count = meetingAll(study);
    const char* all = study.limits.size() == 2  ? "both limits"
                      : study.limits.size() > 2 ? "all limits"
                                                : "the limit";
    if (study.limits.empty())
        said.push_back(fmt::format("Of {} this is {}.", counted(count, "model", "models"),
                                   bestIn(study, chosen)));
    else if (count == 1)
        said.push_back(fmt::format("It is the only model that meets {}.", all));
    else
        said.push_back(fmt::format("{} models meet {}; this is {}.", grouped(count), all,
                                   bestIn(study, chosen)));
    for (const analysis::Binding& binding : study.recommendation.binding)
        said.push_back(fmt::format("Without the limit “{}”, {} would be taken ({}).",
                                   inWords(study.limits[binding.constraint]),
                                   nameOf(study, binding.instead.candidate),
                                   rivalFigures(binding.instead)));
    if (const auto& next = study.recommendation.runnerUp)
        said.push_back(fmt::format("The next best is {} ({}).", nameOf(study, next->candidate),
                                   rivalFigures(*next)));
}

void addNoneMeets(std::vector<std::string>& said, const Study& study)
{
    const Recommendation& found = study.recommendation;
    if (found.unmetByAll.empty())
        said.push_back("Each limit is met by some model, but no model meets all of them.");
    for (const size_t constraint : found.unmetByAll)
        said.push_back(fmt::format("No model keeps to “{}”.", inWords(study.limits[constraint])));
    if (!found.nearest)
        return;
    std::vector<std::string> misses;
    const analysis::Standing& standing = found.standings[*found.nearest];
    for (size_t i = 0; i < study.limits.size(); ++i) {
        const analysis::ConstraintCheck& check = standing.checks[i];
        const analysis::MetricInfo* info = analysis::findMetric(study.limits[i].metric);
        if (check.isMet || !info)
            continue;
        const std::string title = inSentence(info->title);
        misses.push_back(check.value && check.limit
                             ? fmt::format("{} {}, the limit is {}", title,
                                           analysis::formatMetric(*info, *check.value),
                                           analysis::formatMetric(*info, *check.limit))
                         : check.value ? title + ", whose limit needs the original's figure"
                                       : title + ", which was not measured");
    }
    said.push_back(
        fmt::format("The nearest is {}: {}.", nameOf(study, *found.nearest), joined(misses)));
}

void addNoChoice(std::vector<std::string>& said, const Study& study)
{
    size_t unfit = 0, others = 0;
    for (const Entry& entry : study.entries) {
        if (entry.isOriginal || entry.isExport)
            continue;
        ++others;
        unfit += !entry.unfit.empty();
    }
    if (others == 0)
        said.push_back("The report holds nothing but the original.");
    else if (unfit == others)
        said.push_back(
            "Every model collapsed, or its gain is only simulated; see the table of all models.");
    else
        said.push_back("No model has the figures that a recommendation needs.");
}

} // namespace

std::string limitsInWords(const Study& study)
{
    if (study.limits.empty())
        return "No limits were set.";
    std::vector<std::string> words;
    for (const analysis::Constraint& limit : study.limits)
        words.push_back(inWords(limit));
    return fmt::format("Limits set: {}.", joined(words));
}

std::vector<std::string> reasonInWords(const Study& study)
{
    std::vector<std::string> said;
    switch (study.recommendation.outcome) {
    case Recommendation::Outcome::Recommended:
        addChosen(said, study);
        break;
    case Recommendation::Outcome::NoneMeetsAll:
        addNoneMeets(said, study);
        break;
    case Recommendation::Outcome::NoChoice:
        addNoChoice(said, study);
        break;
    }
    return said;
}

std::string lossInWords(const Study& study, const Entry& entry)
{
    const analysis::Difference* change = entry.change(study.quality->key);
    if (!change || !entry.p)
        return {};
    const char* what = change->value > 0 ? "gain" : "loss";
    const std::string rows = counted(entry.testRows, "test row", "test rows");
    if (*entry.p >= kLevel)
        return change->value == 0 ? fmt::format("No difference was seen on {}.", rows)
                                  : fmt::format("The {} cannot be told from chance on {} ({}).",
                                                what, rows, pText(*entry.p));
    if (entry.holm && *entry.holm >= kLevel)
        return fmt::format(
            "A {} shows on {} ({}), but it is no longer beyond chance once all models "
            "of this report are counted as tests (Holm {}).",
            what, rows, pText(*entry.p), pText(*entry.holm));
    return fmt::format("The {} is more than chance on {} ({}).", what, rows, pText(*entry.p));
}

} // namespace lathe::report
