#include "widgets/compare/advice.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

using analysis::Constraint;
using Outcome = analysis::Recommendation::Outcome;

QString translated(const char* text)
{
    return QCoreApplication::translate("Advice", text);
}

// The preferred metrics that any choice has; size where speed was not measured.
std::vector<std::string> preferenceOf(const Comparison& comparison, const CompareState& state)
{
    std::vector<std::string> wanted;
    switch (state.preference) {
    case Preference::SmallAndFast:
        wanted = {"sizeBytes", "latencyP50Ms"};
        break;
    case Preference::Smallest:
        wanted = {"sizeBytes"};
        break;
    case Preference::Fastest:
        wanted = {"latencyP50Ms"};
        break;
    case Preference::Best:
        wanted = {state.quality};
        break;
    }
    std::erase_if(wanted, [&](const std::string& key) {
        return std::none_of(comparison.candidates.begin(), comparison.candidates.end(),
                            [&](const analysis::Candidate& candidate) {
                                return candidate.isChoice &&
                                       analysis::valueOf(candidate.metrics, key);
                            });
    });
    return wanted.empty() ? std::vector<std::string>{"sizeBytes"} : wanted;
}

QString bestWord(const std::vector<std::string>& preference)
{
    if (preference.size() > 1)
        return translated("The best balance of size and speed");
    if (preference.front() == "sizeBytes")
        return translated("The smallest");
    if (preference.front() == "latencyP50Ms")
        return translated("The fastest");
    return translated("The best in %1").arg(midSentence(metricTitle(preference.front())));
}

// "the next smaller one", "the next faster one", of a rival that limits keep out.
QString betterWord(const std::string& metric)
{
    if (metric == "sizeBytes")
        return translated("The next smaller one");
    if (metric == "latencyP50Ms")
        return translated("The next faster one");
    return translated("The next better one");
}

QString nameOf(const Comparison& comparison, size_t index)
{
    return variantName(*comparison.variants[index].variant);
}

// What a variant is beyond a limit: "loses 1.9 points", "takes 6.1 ms".
QString beyond(const Comparison& comparison, size_t index, const Constraint& limit)
{
    const auto value = comparison.metric(index, limit.metric);
    if (!value)
        return translated("has no figure for %1").arg(midSentence(metricTitle(limit.metric)));
    const auto original = analysis::valueOf(comparison.candidates[index].original, limit.metric);
    if (limit.scale == Constraint::Scale::OfOriginal && original && *original > *value)
        return translated("loses %1 points").arg(saidNumber((*original - *value) * 100, 1));
    return translated("has %1 %2")
        .arg(midSentence(metricTitle(limit.metric)), metricText(limit.metric, *value));
}

void explainChosen(Advice& advice, const Comparison& comparison, const CompareState& state)
{
    const size_t chosen = *advice.found.chosen;
    if (state.limits.empty())
        advice.reasons += translated("%1 of the %2 variants; there are no limits.")
                              .arg(bestWord(advice.preference))
                              .arg(advice.choices);
    else if (advice.meeting == 1)
        advice.reasons +=
            translated("The only one of %1 variants that meets every limit.").arg(advice.choices);
    else
        advice.reasons += translated("%1 of the %2 variants that meet every limit.")
                              .arg(bestWord(advice.preference))
                              .arg(advice.meeting);
    if (!advice.found.binding.empty()) {
        const analysis::Binding& binding = advice.found.binding.front();
        const Constraint& limit = state.limits[binding.constraint];
        advice.reasons +=
            translated("%1 (%2) %3, so the limit “%4” decides.")
                .arg(betterWord(binding.instead.metric),
                     metricText(binding.instead.metric, binding.instead.value),
                     beyond(comparison, binding.instead.candidate, limit), limitText(limit));
    } else if (!state.limits.empty()) {
        advice.reasons += translated("No limit costs anything: it would win without them.");
    }
    if (const auto& next = advice.found.runnerUp)
        advice.reasons +=
            translated("Next best: %1, %2 instead of %3.")
                .arg(nameOf(comparison, next->candidate), metricText(next->metric, next->value),
                     metricText(next->metric, next->chosenValue));
    const auto& checks = advice.found.standings[chosen].checks;
    for (size_t i = 0; i < checks.size(); ++i)
        if (checks[i].isSure == false)
            advice.reasons += translated("Not certain: the 95 % interval reaches beyond “%1”.")
                                  .arg(limitText(state.limits[i]));
}

void explainNearest(Advice& advice, const Comparison& comparison, const CompareState& state)
{
    for (const size_t c : advice.found.unmetByAll)
        advice.reasons += translated("No variant meets “%1”.").arg(limitText(state.limits[c]));
    if (advice.found.unmetByAll.empty())
        advice.reasons += translated("Each limit is met by some variant, but not all by one.");
    const size_t nearest = *advice.found.nearest;
    QStringList misses;
    const auto& checks = advice.found.standings[nearest].checks;
    for (size_t i = 0; i < checks.size(); ++i)
        if (!checks[i].isMet)
            misses += beyond(comparison, nearest, state.limits[i]);
    advice.reasons += translated("Nearest: %1; it %2.")
                          .arg(nameOf(comparison, nearest), misses.join(translated(" and ")));
}

} // namespace

Advice adviceOf(const Comparison& comparison, const CompareState& state)
{
    Advice advice;
    advice.preference = preferenceOf(comparison, state);
    advice.found = analysis::recommend(comparison.candidates, state.limits, advice.preference);
    for (size_t i = 0; i < comparison.candidates.size(); ++i)
        if (comparison.candidates[i].isChoice) {
            ++advice.choices;
            advice.meeting += advice.found.standings[i].meetsAll;
        }
    switch (advice.found.outcome) {
    case Outcome::Recommended:
        advice.title = translated("Recommended within your limits");
        explainChosen(advice, comparison, state);
        break;
    case Outcome::NoneMeetsAll:
        advice.title = translated("Nearest to your limits");
        explainNearest(advice, comparison, state);
        break;
    case Outcome::NoChoice:
        advice.title = translated("Nothing to recommend yet");
        advice.reasons +=
            translated("No variant shown has the figures that it would be chosen by.");
        break;
    }
    return advice;
}

QString boundText(const Constraint& limit)
{
    const bool isLeast = limit.bound == Constraint::Bound::AtLeast;
    const QString value = limit.scale == Constraint::Scale::OfOriginal
                              ? QString("%1 %").arg(std::round(limit.limit * 1000) / 10, 0, 'g', 4)
                              : metricText(limit.metric, limit.limit);
    return (isLeast ? translated("at least %1") : translated("at most %1")).arg(value);
}

QString limitText(const Constraint& limit)
{
    return (limit.scale == Constraint::Scale::OfOriginal ? translated("%1 kept %2")
                                                         : QString("%1 %2"))
        .arg(metricTitle(limit.metric), boundText(limit));
}

QString countText(const Advice& advice, size_t limits)
{
    if (limits == 0)
        return translated("Variants to choose from: %1").arg(advice.choices);
    return (limits == 1   ? translated("%1 of %2 variants meet it")
            : limits == 2 ? translated("%1 of %2 variants meet both")
                          : translated("%1 of %2 variants meet all"))
        .arg(advice.meeting)
        .arg(advice.choices);
}

} // namespace lathe::widgets
