#include "widgets/compare/compare_state.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace lathe::widgets {

using analysis::Constraint;
using nlohmann::json;

namespace {

constexpr double kUsualPart = 0.99;
constexpr std::array kPreferences{"smallAndFast", "smallest", "fastest", "best"};

bool isSame(const Constraint& a, const Constraint& b)
{
    return a.metric == b.metric && a.bound == b.bound && a.limit == b.limit && a.scale == b.scale;
}

void readMetric(const json& object, const char* key, std::string& into, bool mayBeEmpty)
{
    const json value = object.value(key, json());
    if (value.is_string() &&
        ((mayBeEmpty && value == "") || analysis::findMetric(value.get_ref<const std::string&>())))
        into = value;
}

void readFlag(const json& object, const char* key, bool& into)
{
    if (const json value = object.value(key, json()); value.is_boolean())
        into = value;
}

json arrayOf(const json& object, const char* key)
{
    const json value = object.value(key, json());
    return value.is_array() ? value : json::array();
}

} // namespace

bool CompareState::operator==(const CompareState& other) const
{
    return run == other.run && x == other.x && y == other.y && size == other.size &&
           colour == other.colour && quality == other.quality && isLogX == other.isLogX &&
           isLogY == other.isLogY && preference == other.preference && hidden == other.hidden &&
           showsFailed == other.showsFailed && columns == other.columns &&
           onlyDifferences == other.onlyDifferences &&
           std::equal(limits.begin(), limits.end(), other.limits.begin(), other.limits.end(),
                      isSame);
}

CompareState firstState(const std::string& quality)
{
    CompareState state;
    state.y = state.quality = quality;
    setLimit(state, limitAt(quality, kUsualPart));
    return state;
}

const Constraint* limitOf(const CompareState& state, std::string_view metric)
{
    const auto found = std::find_if(state.limits.begin(), state.limits.end(),
                                    [&](const Constraint& c) { return c.metric == metric; });
    return found == state.limits.end() ? nullptr : &*found;
}

void setLimit(CompareState& state, const Constraint& limit)
{
    for (Constraint& known : state.limits)
        if (known.metric == limit.metric) {
            known = limit;
            return;
        }
    state.limits.push_back(limit);
}

void removeLimit(CompareState& state, std::string_view metric)
{
    std::erase_if(state.limits, [&](const Constraint& c) { return c.metric == metric; });
}

void setQuality(CompareState& state, const std::string& quality)
{
    for (std::string* axis : {&state.x, &state.y})
        if (*axis == state.quality)
            *axis = quality;
    if (state.quality != quality)
        removeLimit(state, quality);
    for (Constraint& limit : state.limits)
        if (limit.metric == state.quality)
            limit.metric = quality;
    state.quality = quality;
}

bool isQuality(std::string_view metric)
{
    const analysis::MetricInfo* info = analysis::findMetric(metric);
    return info && info->group == analysis::MetricGroup::Quality &&
           info->better == analysis::Better::Higher;
}

Constraint limitAt(std::string_view metric, double limit)
{
    const analysis::MetricInfo* info = analysis::findMetric(metric);
    const bool isHigher = info && info->better == analysis::Better::Higher;
    return {std::string(metric), isHigher ? Constraint::Bound::AtLeast : Constraint::Bound::AtMost,
            limit, isQuality(metric) ? Constraint::Scale::OfOriginal : Constraint::Scale::Absolute};
}

json toJson(const CompareState& state)
{
    json limits = json::array(), hidden = json::array();
    for (const Constraint& limit : state.limits)
        limits.push_back(
            {{"metric", limit.metric},
             {"bound", limit.bound == Constraint::Bound::AtLeast ? "atLeast" : "atMost"},
             {"ofOriginal", limit.scale == Constraint::Scale::OfOriginal},
             {"limit", limit.limit}});
    for (const VariantGroup group : state.hidden)
        hidden.push_back(groupKey(group));
    return {{"x", state.x},
            {"y", state.y},
            {"size", state.size},
            {"colour", state.colour},
            {"quality", state.quality},
            {"logX", state.isLogX},
            {"logY", state.isLogY},
            {"limits", limits},
            {"prefer", kPreferences[size_t(state.preference)]},
            {"hidden", hidden},
            {"showsFailed", state.showsFailed},
            {"columns", state.columns},
            {"onlyDifferences", state.onlyDifferences}};
}

CompareState stateFrom(const json& object)
{
    CompareState state;
    if (!object.is_object())
        return state;
    readMetric(object, "x", state.x, false);
    readMetric(object, "y", state.y, false);
    readMetric(object, "size", state.size, true);
    readMetric(object, "colour", state.colour, true);
    readMetric(object, "quality", state.quality, false);
    if (!isQuality(state.quality))
        state.quality = CompareState().quality;
    readFlag(object, "logX", state.isLogX);
    readFlag(object, "logY", state.isLogY);
    readFlag(object, "showsFailed", state.showsFailed);
    readFlag(object, "onlyDifferences", state.onlyDifferences);
    for (const json& entry : arrayOf(object, "limits")) {
        if (!entry.is_object())
            continue;
        const json metric = entry.value("metric", json()), limit = entry.value("limit", json());
        if (!metric.is_string() || !analysis::findMetric(metric.get_ref<const std::string&>()) ||
            !limit.is_number() || !std::isfinite(limit.get<double>()))
            continue;
        Constraint read{metric, Constraint::Bound::AtMost, limit, Constraint::Scale::Absolute};
        if (entry.value("bound", json()) == "atLeast")
            read.bound = Constraint::Bound::AtLeast;
        if (entry.value("ofOriginal", json()) == true)
            read.scale = Constraint::Scale::OfOriginal;
        setLimit(state, read);
    }
    const json prefer = object.value("prefer", json());
    for (size_t i = 0; i < kPreferences.size(); ++i)
        if (prefer == kPreferences[i])
            state.preference = Preference(i);
    const json hidden = arrayOf(object, "hidden");
    for (const VariantGroup group : kAllGroups)
        if (std::find(hidden.begin(), hidden.end(), groupKey(group)) != hidden.end())
            state.hidden.push_back(group);
    if (object.contains("columns")) {
        state.columns.clear();
        for (const json& column : arrayOf(object, "columns"))
            if (column.is_string())
                state.columns.push_back(column);
    }
    return state;
}

} // namespace lathe::widgets
