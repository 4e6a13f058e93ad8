#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lathe::recipe {

using ParamValue = std::variant<bool, int64_t, double, std::string>;

enum class ParamType { Boolean, Integer, Number, Text, Choice };

// One parameter of a stage: enough to check it, to draw its form field and to document it.
struct ParamSpec {
    std::string key;   // "learningRate"
    std::string title; // "Learning rate"
    ParamType type = ParamType::Number;
    ParamValue fallback;              // the value when a recipe gives none
    std::optional<double> minimum;    // inclusive, for Integer and Number
    std::optional<double> maximum;    // inclusive
    std::string unit;                 // "epochs", "fraction", "rows"; may be empty
    std::vector<std::string> choices; // for Choice
    std::string help;                 // one sentence
    bool telling = false; // its value is always part of a variant\'s short name

    // Empty, or why the value does not fit: "sparsity must be between 0 and 0.95, found 1.2".
    [[nodiscard]] std::string problemWith(const ParamValue& value) const;
};

// What travels over a wire. A teacher is a model that is asked but not changed.
enum class PortKind { Model, Teacher };

struct PortSpec {
    std::string name; // "model", "teacher"
    PortKind kind = PortKind::Model;
    bool required = true;
    std::string help;
};

enum class StageFamily { Train, Prune, Distill, Quantize, Analyze };

inline constexpr std::array kStageFamilies{StageFamily::Train, StageFamily::Prune, StageFamily::Distill,
                                           StageFamily::Quantize, StageFamily::Analyze};

[[nodiscard]] std::string_view toString(StageFamily family); // "train", "prune", ...

// A method, described once: palette, form, validation, recipe, command line, guide and tests read
// it.
struct StageInfo {
    std::string id;    // "prune.structured"; never changes once shipped
    std::string title; // "Heads and FFN"
    StageFamily family = StageFamily::Train;
    std::string summary; // one sentence
    std::string paper; // "Molchanov et al. 2019, Importance Estimation for Neural Network Pruning"
    std::vector<ParamSpec> params;
    std::vector<PortSpec> inputs; // the first is always the model that the stage changes
    int version = 1; // raised when the same parameters give another result; old artifacts then rest
    bool takesPacked = false; // also changes models of int8 or int4 weights, which it leaves in that form
    bool givesFloat = false;  // of a quantization: what it makes can still be trained

    [[nodiscard]] const ParamSpec* param(std::string_view key) const;
    [[nodiscard]] const PortSpec* input(std::string_view name) const;
};

// Every parameter of a stage with one value each.
using Params = std::map<std::string, ParamValue, std::less<>>;

// The stages that this program knows, in the order of the palette.
class StageCatalog {
public:
    explicit StageCatalog(std::vector<StageInfo> stages) : m_stages(std::move(stages)) {}
    [[nodiscard]] const std::vector<StageInfo>& all() const { return m_stages; }
    [[nodiscard]] const StageInfo* find(std::string_view id) const;

private:
    std::vector<StageInfo> m_stages;
};

} // namespace lathe::recipe
