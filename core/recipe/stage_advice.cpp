// What people of the field would say about the stages of a recipe and their order.

#include "core/recipe/expansion.h"
#include "core/recipe/graph_edits.h"
#include "core/recipe/value_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace lathe::recipe {

namespace {

constexpr double kStrong = 0.3;        // share of structure whose loss is felt without training
constexpr double kHighestRate = 1e-3;  // of AdamW on a pre-trained transformer

class StageAdvice {
public:
    StageAdvice(const Recipe& recipe, const StageCatalog& catalog, const Surroundings& surroundings,
                std::vector<Finding>& findings)
        : m_recipe(recipe), m_catalog(catalog), m_surroundings(surroundings), m_findings(findings)
    {
    }

    void add()
    {
        for (const Node& node : m_recipe.nodes) {
            const StageInfo& stage = *m_catalog.find(node.stage);
            adviseMask(node, stage);
            adviseStorage(node, stage);
            adviseRecovery(node, stage);
            adviseTeachers(node, stage);
            adviseVocabulary(node, stage);
            adviseTable(node, stage);
            adviseMovement(node, stage);
            adviseRate(node, stage);
        }
    }

private:
    void advise(const Node& node, std::string_view key, std::string text, std::optional<Fix> fix = {})
    {
        m_findings.push_back(
            {{Severity::Advice, node.id, std::string(key), std::move(text)}, std::move(fix)});
    }

    // The values a parameter takes here; none: the stage has no such parameter.
    std::vector<ParamValue> values(const Node& node, const StageInfo& stage, std::string_view key) const
    {
        if (const auto given = node.params.find(key); given != node.params.end())
            return given->second;
        const ParamSpec* spec = stage.param(key);
        return spec ? std::vector{spec->fallback} : std::vector<ParamValue>{};
    }

    bool has(const Node& node, const StageInfo& stage, std::string_view key, std::string_view text) const
    {
        const auto list = values(node, stage, key);
        return std::any_of(list.begin(), list.end(),
                           [&](const ParamValue& value) { return toText(value) == text; });
    }

    static double number(const ParamValue& value)
    {
        if (const auto* whole = std::get_if<int64_t>(&value))
            return double(*whole);
        const auto* real = std::get_if<double>(&value);
        return real ? *real : 0;
    }

    // Zeros in a matrix of the same size: CPUs multiply them like any other number.
    void adviseMask(const Node& node, const StageInfo& stage)
    {
        if (stage.family != StageFamily::Prune || !stage.param("pattern"))
            return;
        std::optional<Fix> fix;
        if (m_catalog.find("prune.structured"))
            fix = Fix{"Remove heads and FFN neurons instead", [id = node.id](Recipe& r) {
                          Node& mask = nodeOf(r, id);
                          mask.stage = "prune.structured";
                          mask.params.clear();
                      }};
        std::string pattern;
        for (const char* name : {"2:4", "4:8"})
            if (has(node, stage, "pattern", name))
                pattern = name;
        if (pattern.empty())
            advise(node, "", "zeros save neither bytes nor time on a CPU: matrices keep their size; "
                             "remove structure where the model shall become smaller or faster",
                   std::move(fix));
        else
            advise(node, "pattern",
                   fmt::format("{} gives no CPU speed: only GPUs with sparse tensor cores multiply it "
                               "faster; remove structure where the model shall become faster",
                               pattern),
                   std::move(fix));
    }

    // Storage decides size, compute decides speed.
    void adviseStorage(const Node& node, const StageInfo& stage)
    {
        if (stage.family != StageFamily::Quantize)
            return;
        const bool four = stage.id == "quantize.int4" || stage.id == "quantize.awq" ||
                          has(node, stage, "bits", "4");
        if (four)
            advise(node, stage.param("bits") ? "bits" : "",
                   fmt::format("int4 saves size, not time: {} computes it as {}, like Int8; compare "
                               "it with Int8 where size is not short",
                               m_surroundings.fourBitCompute.empty() ? "a CPU" : "this CPU",
                               m_surroundings.fourBitCompute.empty() ? "int8 x int8"
                                                                     : m_surroundings.fourBitCompute),
                   besideInt8(node));
        if (has(node, stage, "format", "fp16"))
            advise(node, "format", "fp16 halves the bytes, not the time: a CPU computes it in fp32; "
                                   "quantize to int8 where it shall be faster",
                   besideInt8(node));
    }

    std::optional<Fix> besideInt8(const Node& node) const
    {
        const std::string model = modelOf(m_recipe, node.id);
        const bool there = std::any_of(m_recipe.nodes.begin(), m_recipe.nodes.end(), [&](const Node& other) {
            return other.stage == "quantize.int8" && modelOf(m_recipe, other.id) == model;
        });
        const Node* before = m_recipe.node(model);
        const bool floats = !before || m_catalog.find(before->stage)->family != StageFamily::Quantize;
        if (there || model.empty() || !floats || !m_catalog.find("quantize.int8"))
            return {};
        return Fix{"Add Int8 beside it", [model](Recipe& r) {
                       r.nodes.push_back({freshId(r, "int8"), "quantize.int8", {}, {{"model", model}}});
                   }};
    }

    bool trainsAfter(const std::string& id) const
    {
        std::set<std::string> seen;
        std::vector<std::string> open{id};
        while (!open.empty()) {
            const std::string at = open.back();
            open.pop_back();
            for (const Node& user : m_recipe.nodes) {
                if (modelOf(m_recipe, user.id) != at || !seen.insert(user.id).second)
                    continue;
                const StageInfo& stage = *m_catalog.find(user.stage);
                const auto epochs = values(user, stage, "epochs");
                if (std::any_of(epochs.begin(), epochs.end(), [](const ParamValue& v) { return number(v) > 0; }))
                    return true;
                open.push_back(user.id);
            }
        }
        return false;
    }

    // How much of the structure goes, at most; unknown methods remove little.
    double strength(const Node& node, const StageInfo& stage) const
    {
        double most = 0;
        for (const char* key : {"sparsity", "saved"})
            for (const ParamValue& value : values(node, stage, key))
                most = std::max(most, number(value));
        for (const ParamValue& value : values(node, stage, "budget"))
            most = std::max(most, 1 - number(value));
        if (stage.param("keep") && m_surroundings.layers)
            for (const ParamValue& value : values(node, stage, "keep"))
                most = std::max(most, 1 - number(value) / std::max(1, *m_surroundings.layers));
        return most;
    }

    void adviseRecovery(const Node& node, const StageInfo& stage)
    {
        const ParamSpec* spec = stage.param("epochs");
        if (stage.family != StageFamily::Prune || !spec || strength(node, stage) < kStrong)
            return;
        const auto epochs = values(node, stage, "epochs");
        const bool none = std::all_of(epochs.begin(), epochs.end(),
                                      [](const ParamValue& v) { return number(v) <= 0; });
        if (!none || trainsAfter(node.id))
            return;
        advise(node, "epochs",
               fmt::format("removes {:.0f} % and trains nothing afterwards: quality falls by points; "
                           "recover it with a few epochs",
                           100 * strength(node, stage)),
               Fix{fmt::format("Train {} epochs", toText(spec->fallback)),
                   [id = node.id](Recipe& r) { nodeOf(r, id).params.erase("epochs"); }});
    }

    void adviseTeachers(const Node& node, const StageInfo& stage)
    {
        std::map<std::string, std::string> portOf; // teacher -> its first port
        const std::string model = modelOf(m_recipe, node.id);
        for (const auto& [port, from] : node.inputs) {
            if (stage.input(port)->kind != PortKind::Teacher)
                continue;
            const Fix unplug{"Remove this teacher",
                             [id = node.id, port = port](Recipe& r) { nodeOf(r, id).inputs.erase(port); }};
            if (!portOf.emplace(from, port).second)
                advise(node, "", fmt::format("'{}' is wired twice as teacher and counts double", from), unplug);
            else if (from == model && stage.family == StageFamily::Train)
                advise(node, "", "the teacher is the model itself: it can only teach what the model already "
                                 "says; take a larger model, or none",
                       unplug);
        }
        const auto set = node.params.find("alpha");
        const PortSpec* port = stage.input("teacher");
        if (set == node.params.end() || !portOf.empty() || !port || port->required)
            return;
        advise(node, "alpha", "the teacher weight does nothing: no teacher is wired",
               Fix{fmt::format("Take '{}' as teacher", model),
                   [id = node.id, model](Recipe& r) { nodeOf(r, id).inputs["teacher"] = model; }});
    }

    void adviseVocabulary(const Node& node, const StageInfo& stage)
    {
        if (stage.id != "prune.vocabulary")
            return;
        const auto times = values(node, stage, "occurrences");
        const bool rare = std::any_of(times.begin(), times.end(), [](const ParamValue& v) { return number(v) > 1; });
        advise(node, rare ? "occurrences" : "",
               "words that the texts of this data never use are cut into pieces or lost: check it on "
               "texts of the time and place where the model will be used",
               rare ? std::optional(Fix{"Keep every token that occurs",
                                        [id = node.id](Recipe& r) { nodeOf(r, id).params.erase("occurrences"); }})
                    : std::nullopt);
    }

    void adviseTable(const Node& node, const StageInfo& stage)
    {
        if (!has(node, stage, "order", "measured"))
            return;
        const Node* before = m_recipe.node(modelOf(m_recipe, node.id));
        if (before && before->stage == "analyze.sensitivity")
            return;
        advise(node, "order",
               "\"measured\" needs the table of Sensitivity, which travels with the model until its "
               "weights change; put Sensitivity directly before",
               m_catalog.find("analyze.sensitivity")
                   ? std::optional(Fix{"Put Sensitivity before", [id = node.id](Recipe& r) {
                                           insertBefore(r, id, "analyze.sensitivity");
                                       }})
                   : std::nullopt);
    }

    void adviseMovement(const Node& node, const StageInfo& stage)
    {
        if (stage.id == "prune.movement" && modelOf(m_recipe, node.id) != kSource)
            advise(node, "", "movement pruning learns what to remove while it fine-tunes; a model that is "
                             "already fine-tuned hardly moves: start from the source",
                   Fix{"Start from the source",
                       [id = node.id](Recipe& r) { nodeOf(r, id).inputs["model"] = kSource; }});
    }

    void adviseRate(const Node& node, const StageInfo& stage)
    {
        for (const ParamValue& value : values(node, stage, "learningRate"))
            if (number(value) > kHighestRate) {
                advise(node, "learningRate",
                       fmt::format("a learning rate of {} usually destroys what a pre-trained model knows; "
                                   "2e-05 to 2e-04 is usual",
                                   toText(value)),
                       Fix{fmt::format("Reset to {}", toText(stage.param("learningRate")->fallback)),
                           [id = node.id](Recipe& r) { nodeOf(r, id).params.erase("learningRate"); }});
                return;
            }
    }

    const Recipe& m_recipe;
    const StageCatalog& m_catalog;
    const Surroundings& m_surroundings;
    std::vector<Finding>& m_findings;
};

} // namespace

void addStageAdvice(const Recipe& recipe, const StageCatalog& catalog,
                    const Surroundings& surroundings, std::vector<Finding>& findings)
{
    StageAdvice(recipe, catalog, surroundings, findings).add();
}

} // namespace lathe::recipe
