#include "core/report/limits.h"

#include "core/base/error.h"
#include "core/recipe/nearest.h"
#include "core/report/words.h"

#include <charconv>
#include <cmath>

namespace lathe::report {

namespace {

Error wrong(std::string_view part, const std::string& why)
{
    return {ErrorKind::BadInput, fmt::format("the limit '{}' {}", part, why),
            "Write limits as quality=0.99,latency=10,size=30MB: a part of the original's quality, "
            "milliseconds, bytes"};
}

// The number that the text starts with; `unit` is what follows it.
double numberOf(std::string_view part, std::string_view text, std::string_view& unit)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value) || value <= 0)
        throw wrong(part, "needs a number above 0");
    unit = text.substr(size_t(end - text.data()));
    while (unit.starts_with(' '))
        unit.remove_prefix(1);
    return value;
}

double bytesPer(std::string_view part, std::string_view unit)
{
    if (unit.empty() || unit == "B")
        return 1;
    if (unit == "kB" || unit == "KB")
        return 1e3;
    if (unit == "MB")
        return 1e6;
    if (unit == "GB")
        return 1e9;
    throw wrong(part, fmt::format("has the unit '{}', which is none of B, kB, MB, GB", unit));
}

} // namespace

Limits Limits::parse(std::string_view text)
{
    Limits limits{{}, {}, {}};
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const size_t equals = part.find('=');
        const std::string name(part.substr(0, equals));
        if (name != "quality" && name != "latency" && name != "size")
            throw wrong(part, "is none of quality, latency and size" +
                                  recipe::suggestion(name, {"quality", "latency", "size"}));
        if (equals == std::string_view::npos)
            throw wrong(part, "has no value");
        std::string_view unit;
        const double value = numberOf(part, part.substr(equals + 1), unit);
        if (name == "size") {
            limits.sizeBytes = value * bytesPer(part, unit);
        } else if (name == "latency") {
            if (!unit.empty() && unit != "ms")
                throw wrong(part, "is in milliseconds");
            limits.latencyMs = value;
        } else {
            if (!unit.empty() && unit != "%")
                throw wrong(part, "is a part of the original, such as 0.99 or 99%");
            limits.quality = unit == "%" ? value / 100 : value;
            if (*limits.quality > 1.5)
                throw wrong(part, "asks for more than one and a half of the original's quality");
        }
    }
    return limits;
}

std::vector<analysis::Constraint> Limits::constraints(std::string_view qualityKey) const
{
    using analysis::Constraint;
    std::vector<Constraint> made;
    if (quality)
        made.push_back({std::string(qualityKey), Constraint::Bound::AtLeast, *quality,
                        Constraint::Scale::OfOriginal});
    if (latencyMs)
        made.push_back(
            {"latencyP50Ms", Constraint::Bound::AtMost, *latencyMs, Constraint::Scale::Absolute});
    if (sizeBytes)
        made.push_back(
            {"sizeBytes", Constraint::Bound::AtMost, *sizeBytes, Constraint::Scale::Absolute});
    return made;
}

std::string inWords(const analysis::Constraint& constraint)
{
    const analysis::MetricInfo* info = analysis::findMetric(constraint.metric);
    const std::string_view title = info ? info->title : std::string_view(constraint.metric);
    const char* bound =
        constraint.bound == analysis::Constraint::Bound::AtLeast ? "at least" : "at most";
    if (constraint.scale == analysis::Constraint::Scale::OfOriginal)
        return fmt::format("{} {:g} % of the original's {}", bound, constraint.limit * 100,
                           inSentence(title));
    if (constraint.metric == "latencyP50Ms")
        return fmt::format("{} {:g} ms a text", bound, constraint.limit);
    return fmt::format("{} {}", bound,
                       info ? analysis::formatMetric(*info, constraint.limit)
                            : fmt::format("{:g}", constraint.limit));
}

} // namespace lathe::report
