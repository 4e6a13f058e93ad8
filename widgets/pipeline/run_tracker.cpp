#include "widgets/pipeline/run_tracker.h"

#include "widgets/pipeline/param_text.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {
namespace {

using runner::StepState;

QString tr(const char* text)
{
    return QCoreApplication::translate("lathe::widgets::RunTracker", text);
}

bool hasEnded(StepState state)
{
    return state != StepState::Waiting && state != StepState::Running;
}

} // namespace

QString NodeRun::text() const
{
    switch (state) {
    case StepState::Waiting:
        return tr("waiting");
    case StepState::Running: {
        if (isPaused)
            return tr("paused");
        const QString count =
            steps > 1 ? tr("%1 of %2").arg(std::min(ended + 1, steps)).arg(steps) : QString();
        if (note.isEmpty())
            return count.isEmpty() ? tr("running") : count;
        return count.isEmpty() ? note : count + " · " + note;
    }
    case StepState::Done:
        return tr("done · %1").arg(durationText(seconds));
    case StepState::Reused:
        return tr("reused");
    case StepState::Failed:
        return message.isEmpty() ? tr("failed") : tr("failed: %1").arg(message);
    case StepState::Cancelled:
        return tr("cancelled");
    case StepState::Skipped:
        return tr("skipped");
    }
    return {};
}

QString NodeRun::measured(bool isShort) const
{
    if (qualities.empty())
        return {};
    const auto range = [](const std::vector<double>& values, int decimals) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        const QString first = saidNumber(*low, decimals);
        const QString last = saidNumber(*high, decimals);
        return first == last ? first : first + QChar(0x2013) + last;
    };
    const QString quality = range(qualities, 3);
    const double largest = *std::max_element(megabytes.begin(), megabytes.end());
    if (largest <= 0)
        return isF1 ? tr("%1 F1").arg(quality) : tr("%1 accuracy").arg(quality);
    const QString size = range(megabytes, largest < 99.95 && qualities.size() == 1 ? 1 : 0);
    // A range leaves no room for the long word.
    if (isF1 || isShort || qualities.size() > 1)
        return tr("%1 %2 · %3 MB").arg(quality, isF1 ? tr("F1") : tr("acc."), size);
    return tr("%1 accuracy · %2 MB").arg(quality, size);
}

void RunTracker::clear()
{
    m_steps.clear();
    m_byNode.clear();
    m_nodes.clear();
    m_results.clear();
}

std::vector<std::string> RunTracker::setPaused(bool paused)
{
    m_isPaused = paused;
    std::vector<std::string> nodes;
    for (const auto& [id, steps] : m_byNode) {
        sumUp(id);
        nodes.push_back(id);
    }
    return nodes;
}

const NodeRun* RunTracker::node(const std::string& id) const
{
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

std::vector<std::string> RunTracker::start(const runner::RunStarted& started)
{
    clear();
    m_steps.resize(started.plan.steps.size());
    m_byNode = started.plan.byNode;
    std::vector<std::string> nodes;
    for (const auto& [id, steps] : m_byNode) {
        sumUp(id);
        nodes.push_back(id);
    }
    return nodes;
}

void RunTracker::sumUp(const std::string& id)
{
    NodeRun sum;
    sum.isPaused = m_isPaused;
    double fractions = 0;
    std::map<StepState, int> count;
    for (int index : m_byNode[id]) {
        if (index < 0 || index >= int(m_steps.size()))
            continue;
        const StepRun& step = m_steps[index];
        ++sum.steps;
        ++count[step.state];
        sum.ended += hasEnded(step.state);
        fractions += hasEnded(step.state) ? 1 : step.fraction;
        sum.seconds += step.seconds;
        if (step.state == StepState::Running)
            sum.note = step.note;
        if (step.state == StepState::Failed && sum.message.isEmpty())
            sum.message = step.message;
    }
    sum.fraction = sum.steps ? fractions / sum.steps : 0;
    for (const auto& [variant, result] : m_results[id]) {
        sum.qualities.push_back(result.quality);
        sum.megabytes.push_back(result.megabytes);
        sum.isF1 = result.isF1;
    }

    if (count[StepState::Running] || (count[StepState::Waiting] && sum.ended))
        sum.state = StepState::Running;
    else if (count[StepState::Waiting] || !sum.steps)
        sum.state = StepState::Waiting;
    else
        for (StepState worst : {StepState::Failed, StepState::Cancelled, StepState::Skipped,
                                StepState::Done, StepState::Reused})
            if (count[worst]) {
                sum.state = worst;
                break;
            }
    m_nodes[id] = sum;
}

std::vector<std::string> RunTracker::refresh(int step)
{
    std::vector<std::string> nodes;
    for (const auto& [id, steps] : m_byNode)
        if (std::find(steps.begin(), steps.end(), step) != steps.end())
            nodes.push_back(id);
    for (const auto& id : nodes)
        sumUp(id);
    return nodes;
}

std::vector<std::string> RunTracker::end(const runner::RunEnded& ended)
{
    for (auto& step : m_steps)
        if (!hasEnded(step.state))
            step.state = ended.state == runner::RunState::Cancelled ? StepState::Cancelled
                                                                    : StepState::Skipped;
    std::vector<std::string> nodes;
    for (const auto& [id, steps] : m_byNode) {
        sumUp(id);
        nodes.push_back(id);
    }
    return nodes;
}

std::vector<std::string> RunTracker::on(const runner::Event& event)
{
    if (const auto* started = std::get_if<runner::RunStarted>(&event))
        return start(*started);
    if (const auto* ended = std::get_if<runner::RunEnded>(&event))
        return end(*ended);
    if (const auto* measured = std::get_if<runner::VariantMeasured>(&event)) {
        const auto& variant = measured->variant;
        const auto accuracy = variant.metrics.find("accuracy"), f1 = variant.metrics.find("microF1");
        const bool isF1 = accuracy == variant.metrics.end();
        if ((isF1 && f1 == variant.metrics.end()) || !m_byNode.contains(variant.node))
            return {};
        m_results[variant.node][variant.id] = {isF1 ? f1->second : accuracy->second,
                                               double(variant.facts.weightBytes) / 1e6, isF1};
        sumUp(variant.node);
        return {variant.node};
    }
    const auto known = [this](int step) { return step >= 0 && step < int(m_steps.size()); };
    if (const auto* change = std::get_if<runner::StepChanged>(&event);
        change && known(change->step)) {
        StepRun& step = m_steps[change->step];
        step.state = change->state;
        step.seconds = change->seconds;
        step.message = QString::fromStdString(change->message);
        return refresh(change->step);
    }
    if (const auto* progress = std::get_if<runner::StepProgress>(&event);
        progress && known(progress->step)) {
        StepRun& step = m_steps[progress->step];
        step.fraction = std::clamp(progress->progress.fraction, 0.0, 1.0);
        step.note = QString::fromStdString(progress->progress.note);
        return refresh(progress->step);
    }
    return {};
}

} // namespace lathe::widgets
