#pragma once

#include "core/recipe/plan.h"

#include <functional>
#include <optional>

namespace lathe::recipe {

// What is known around a recipe that its text does not say. Everything may be unknown.
struct Surroundings {
    std::optional<int> layers;       // of the source
    std::optional<int> maxPositions; // of the source, in tokens
    std::string storage;             // of the source: "fp32", "int8 + fp32"
    std::optional<bool> classifies;  // whether the source has a head
    std::string fourBitCompute;      // what this machine multiplies 4-bit weights as: "int8 x int8"

    bool operator==(const Surroundings&) const = default;
};

// An edit that settles a finding.
struct Fix {
    std::string title; // "Distil first, then quantize"
    std::function<void(Recipe&)> apply;
};

struct Finding {
    Problem problem;
    std::optional<Fix> fix; // absent where the remedy is for people to choose
};

// What validate() says, each with an edit that settles it where one is plain, and with what the
// surroundings tell. `plan` is given the expanded recipe, or nothing where it has errors.
[[nodiscard]] std::vector<Finding> examine(const Recipe& recipe, const StageCatalog& catalog,
                                           const Surroundings& surroundings = {},
                                           std::optional<Plan>* plan = nullptr);

// Empty, or why a stage cannot change what node `from` (or kSource) gives: "gives a packed model that
// cannot be trained further".
[[nodiscard]] std::string whyNotAfter(const Recipe& recipe, const StageCatalog& catalog,
                                      const std::string& from, const StageInfo& stage,
                                      const Surroundings& surroundings = {});

} // namespace lathe::recipe
