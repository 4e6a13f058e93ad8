#include "widgets/runs/estimate_words.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <cmath>
#include <set>

namespace lathe::widgets {

namespace {

using Tone = PreflightNote::Tone;

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("lathe::widgets::EstimateWords", text, nullptr, n);
}

QString roughly(double seconds)
{
    if (seconds < 55)
        return tr("%1 s").arg(std::max(5, int(std::ceil(seconds / 5) * 5)));
    if (seconds < 5400)
        return tr("%1 min").arg(std::max(1L, std::lround(seconds / 60)));
    return tr("%1 h").arg(saidNumber(seconds / 3600, 1));
}

PreflightNote cacheNote(const RunForecast& forecast)
{
    const int steps = int(forecast.estimate.steps.size()), cached = forecast.estimate.cached;
    if (!forecast.knowsCache)
        return {Tone::Good, tr("What the cache holds is told once the model has been read"), {}};
    if (cached == steps)
        return {Tone::Good,
                tr("All %1 steps are in the cache: only speed is measured anew").arg(steps),
                {}};
    if (cached == 0)
        return {Tone::Good, tr("Every step is computed: nothing is in the cache yet"), {}};
    return {Tone::Good, tr("%1 of %2 steps come from the cache").arg(cached).arg(steps), {}};
}

PreflightNote timeNote(const RunForecast& forecast)
{
    const runner::Estimate& estimate = forecast.estimate;
    if (const auto seconds = estimate.wholeSeconds()) {
        const QString likely = roughly(seconds->likely);
        const QString low = roughly(seconds->low), high = roughly(seconds->high);
        if (low == high)
            return {Tone::Good, tr("About %1, from earlier runs on this machine").arg(likely), {}};
        return {Tone::Good,
                tr("About %1 (%2 to %3), from earlier runs on this machine").arg(likely, low, high),
                {}};
    }
    std::set<QString> unknown;
    for (size_t i = 0; i < estimate.steps.size(); ++i)
        if (!estimate.steps[i].seconds)
            unknown.insert(QString::fromStdString(forecast.plan.steps[i].label));
    const QString first = *unknown.begin();
    const QString who =
        unknown.size() == 1 ? first : tr("%1 and %2 more").arg(first).arg(unknown.size() - 1);
    return {Tone::Advice,
            tr("Time not known: nothing like %1 has run on this machine yet").arg(who),
            {}};
}

PreflightNote memoryNote(const RunForecast& forecast)
{
    const runner::Estimate& estimate = forecast.estimate;
    const QString need = formatMegabytes(double(estimate.memoryBytes));
    const QString have = formatMegabytes(double(forecast.availableMemory));
    if (!forecast.lacksMemory())
        return {Tone::Good, tr("Memory: at most about %1; %2 are free").arg(need, have), {}};
    if (estimate.memoryStep < 0)
        return {Tone::Error,
                tr("Measuring speed opens all models at once, about %1; %2 are free: run fewer "
                   "variants at a time, or close other programs")
                    .arg(need, have),
                {}};
    const recipe::Step& step = forecast.plan.steps[size_t(estimate.memoryStep)];
    return {Tone::Error,
            tr("%1 may need %2 of memory; %3 are free: lower its batch size or the maximum length, "
               "or close other programs")
                .arg(QString::fromStdString(step.label), need, have),
            step.node};
}

PreflightNote diskNote(const RunForecast& forecast)
{
    const QString need = formatMegabytes(double(forecast.estimate.diskBytes));
    const QString have = formatMegabytes(double(forecast.freeDisk));
    if (forecast.lacksDisk())
        return {Tone::Error,
                tr("The results may take %1 on disk; %2 are free: remove old artifacts, or run "
                   "fewer variants at a time")
                    .arg(need, have),
                {}};
    return {Tone::Good, tr("Disk: at most about %1; %2 are free").arg(need, have), {}};
}

} // namespace

QString aboutTime(const runner::Estimate& estimate)
{
    const auto seconds = estimate.wholeSeconds();
    if (!seconds)
        return {};
    return seconds->likely < 55 ? tr("< 1 min") : "~" + roughly(seconds->likely);
}

std::vector<PreflightNote> estimateNotes(const RunForecast& forecast)
{
    std::vector<PreflightNote> notes{cacheNote(forecast), timeNote(forecast)};
    if (forecast.estimate.memoryBytes > 0 && forecast.availableMemory > 0)
        notes.push_back(memoryNote(forecast));
    if (forecast.estimate.diskBytes > 0 && forecast.freeDisk > 0)
        notes.push_back(diskNote(forecast));
    return notes;
}

} // namespace lathe::widgets
