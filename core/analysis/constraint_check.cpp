#include "core/analysis/constraint_check.h"

#include <cmath>

namespace lathe::analysis {

namespace {

std::optional<double> limitFor(const Candidate& candidate, const Constraint& constraint)
{
    if (constraint.scale == Constraint::Scale::Absolute)
        return constraint.limit;
    const auto original = valueOf(candidate.original, constraint.metric);
    return original && *original > 0 ? std::optional(constraint.limit * *original) : std::nullopt;
}

// Above 0 inside.
double slackOf(double value, double limit, Constraint::Bound bound)
{
    const double inside = bound == Constraint::Bound::AtLeast ? value - limit : limit - value;
    return limit == 0 ? inside : inside / std::abs(limit);
}

bool isInside(double slack)
{
    return slack >= -1e-12;
}

} // namespace

ConstraintCheck check(const Candidate& candidate, const Constraint& constraint)
{
    ConstraintCheck found;
    found.value = valueOf(candidate.metrics, constraint.metric);
    found.limit = limitFor(candidate, constraint);
    if (!found.value || !found.limit)
        return found;
    found.slack = slackOf(*found.value, *found.limit, constraint.bound);
    found.isMet = isInside(*found.slack);
    const auto difference = candidate.differences.find(constraint.metric);
    const auto original = valueOf(candidate.original, constraint.metric);
    if (difference != candidate.differences.end() && original) {
        const Difference& d = difference->second;
        const double worst =
            *original + (constraint.bound == Constraint::Bound::AtLeast ? d.low : d.high);
        found.isSure = isInside(slackOf(worst, *found.limit, constraint.bound));
    }
    return found;
}

} // namespace lathe::analysis
