#include "core/runner/step_hash.h"

#include "core/base/sha256.h"
#include "core/recipe/recipe_file.h"
#include "core/runner/model_folders.h"

#include <nlohmann/json.hpp>

namespace lathe::runner {

using nlohmann::json;

namespace {

constexpr int kThresholdsVersion = 2; // raise when analysis::fitThresholds gives others

// Objects of nlohmann::json are ordered by key, so equal values give equal text.
std::string hashOf(const json& everything)
{
    return Sha256::of(everything.dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace

std::string sourceHash(const HashContext& context)
{
    return hashOf({{"source", context.model}});
}

std::vector<std::string> stepHashes(const recipe::Plan& plan, const recipe::StageCatalog& stages,
                                    const HashContext& context)
{
    const std::string source = sourceHash(context);
    std::vector<std::string> hashes;
    for (const recipe::Step& step : plan.steps) {
        json inputs = json::object();
        for (const auto& [port, from] : step.inputs)
            inputs[port] =
                from == recipe::kSourceStep ? source : hashes.at(static_cast<size_t>(from));
        json everything = {{"stage", step.stage},
                           {"version", stages.find(step.stage)->version},
                           {"params", recipe::toJson(step.params)},
                           {"seed", context.seed},
                           {"maxLength", context.maxLength},
                           {"data", context.data},
                           {"inputs", inputs}};
        if (context.multilabel)
            everything["thresholds"] = kThresholdsVersion;
        for (const std::string& folder : modelFolders(step, stages)) {
            const auto known = context.folders.find(folder);
            everything["folders"][folder] = known == context.folders.end() ? "" : known->second;
        }
        hashes.push_back(hashOf(everything));
    }
    return hashes;
}

} // namespace lathe::runner
