#pragma once

#include "core/analysis/recommendation.h"
#include "widgets/compare/variant_group.h"

namespace lathe::widgets {

// What the recommended variant should be, of those within the limits.
enum class Preference { SmallAndFast, Smallest, Fastest, Best };

// All that decides what Compare shows, except what is selected. A value; every view reads the same
// one, and a saved view is one of them without its run.
struct CompareState {
    std::string run; // empty: all runs
    std::string x = "latencyP50Ms";
    std::string y = "accuracy";
    std::string size = "sizeBytes";   // empty: all dots alike
    std::string colour;               // empty: by group
    std::string quality = "accuracy"; // what loss, ratios and the first limit are about
    bool isLogX = true, isLogY = false;
    std::vector<analysis::Constraint> limits; // at most one of a metric
    Preference preference = Preference::SmallAndFast;
    std::vector<VariantGroup> hidden;
    bool showsFailed = false;
    std::vector<std::string> columns{"delta", "latencyP50Ms", "sizeBytes", "kernels"};
    bool onlyDifferences = false;

    bool operator==(const CompareState& other) const;
};

// At least 99 % of the original's quality, which is what people usually ask for first.
[[nodiscard]] CompareState firstState(const std::string& quality);

[[nodiscard]] const analysis::Constraint* limitOf(const CompareState& state,
                                                  std::string_view metric);
void setLimit(CompareState& state, const analysis::Constraint& limit);
void removeLimit(CompareState& state, std::string_view metric);
// The other metric of quality from now on, its limit included. An axis that showed it follows.
void setQuality(CompareState& state, const std::string& quality);

[[nodiscard]] bool isQuality(std::string_view metric); // of decisions, higher is better

// What a limit of a metric is when someone asks for one: quality as a part of the original's.
[[nodiscard]] analysis::Constraint limitAt(std::string_view metric, double limit);

[[nodiscard]] nlohmann::json toJson(const CompareState& state);
// What is unknown, not finite or of another type is left as it is in a new state.
[[nodiscard]] CompareState stateFrom(const nlohmann::json& json);

} // namespace lathe::widgets
