#include "core/runner/run_clock.h"

#include <algorithm>

namespace lathe::runner {

namespace {

// Weights of the progress bar, relative to a step that has to be computed.
constexpr double kReusedStep = 0.05;
constexpr double kSpeed = 1;

// A step's own fraction says something about its time only when some of it has passed.
constexpr double kTellingFraction = 0.1;
constexpr double kTellingSeconds = 1;

} // namespace

RunClock::RunClock(const recipe::Plan& plan, std::vector<bool> cached, double speedSeconds,
                   std::vector<std::optional<double>> expected)
    : m_cached(std::move(cached)), m_finished(plan.steps.size(), false),
      m_speedSeconds(speedSeconds), m_expected(std::move(expected))
{
    m_expected.resize(plan.steps.size());
    for (size_t i = 0; i < plan.steps.size(); ++i) {
        m_stages.push_back(plan.steps[i].stage);
        m_total += weight(i);
    }
    m_total += speedSeconds > 0 ? kSpeed : 0;
}

void RunClock::startStep(int step)
{
    m_current = static_cast<size_t>(step);
    m_currentFraction = 0;
    m_currentSeconds = 0;
}

void RunClock::advance(double fraction, double seconds)
{
    m_currentFraction = std::max(m_currentFraction, std::clamp(fraction, 0.0, 1.0));
    m_currentSeconds = seconds;
}

void RunClock::finishStep(double seconds, bool computed)
{
    m_finished[*m_current] = true;
    m_done += weight(*m_current);
    if (computed) {
        Sum& sum = m_byStage[m_stages[*m_current]];
        sum.seconds += seconds;
        ++sum.count;
    }
    m_current.reset();
    m_currentFraction = 0;
}

void RunClock::startSpeed()
{
    m_inSpeed = true;
    m_currentFraction = 0;
}

double RunClock::fraction() const
{
    const double current = m_current ? weight(*m_current) : m_inSpeed ? kSpeed : 0;
    return m_total > 0 ? std::min(1.0, (m_done + current * m_currentFraction) / m_total)
                       : m_currentFraction;
}

std::optional<double> RunClock::remainingSeconds() const
{
    double remaining = m_speedSeconds * (m_inSpeed ? 1 - m_currentFraction : 1);
    for (size_t i = 0; i < m_stages.size(); ++i) {
        if (m_finished[i] || m_inSpeed)
            continue;
        const bool telling = m_current == i && m_currentFraction >= kTellingFraction &&
                             m_currentSeconds >= kTellingSeconds;
        const auto whole = telling ? m_currentSeconds / m_currentFraction : expectedSeconds(i);
        if (!whole)
            return std::nullopt;
        remaining += m_current == i ? *whole * (1 - m_currentFraction) : *whole;
    }
    return remaining;
}

std::optional<double> RunClock::expectedSeconds(size_t step) const
{
    if (m_cached[step])
        return 0;
    if (m_expected[step])
        return m_expected[step];
    const auto similar = m_byStage.find(m_stages[step]);
    if (similar == m_byStage.end())
        return std::nullopt; // another stage tells nothing about this one
    return similar->second.seconds / similar->second.count;
}

double RunClock::weight(size_t step) const
{
    return m_cached[step] ? kReusedStep : 1;
}

} // namespace lathe::runner
