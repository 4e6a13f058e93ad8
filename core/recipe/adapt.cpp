#include "core/recipe/adapt.h"

#include "core/recipe/graph_edits.h"

#include <algorithm>
#include <cmath>

namespace lathe::recipe {

namespace {

constexpr double kWrittenFor = 6; // layers

// "keep" of a stage that removes layers, "layers" of one that starts a student from them.
void adaptDepth(Recipe& recipe, const StageCatalog& catalog, int layers)
{
    std::vector<std::string> gone;
    for (Node& node : recipe.nodes) {
        const StageInfo* stage = catalog.find(node.stage);
        const ParamSpec* spec = stage ? stage->param("keep") : nullptr;
        const bool removes = spec != nullptr;
        if (!spec && stage && stage->family == StageFamily::Distill)
            spec = stage->param("layers");
        if (!spec || spec->type != ParamType::Integer)
            continue;
        if (removes && layers < 2) {
            gone.push_back(node.id);
            continue;
        }
        auto given = node.params.find(spec->key);
        std::vector<ParamValue> values =
            given == node.params.end() ? std::vector{spec->fallback} : given->second;
        for (ParamValue& value : values)
            if (auto* count = std::get_if<int64_t>(&value); count && *count > 0)
                *count = std::clamp<int64_t>(std::llround(double(*count) * layers / kWrittenFor), 1,
                                             std::max(1, layers - 1));
        node.params[spec->key] = std::move(values);
    }
    for (const std::string& id : gone)
        dropNode(recipe, id, modelOf(recipe, id));
}

void dropTraining(Recipe& recipe, const StageCatalog& catalog)
{
    std::vector<std::string> gone;
    for (const Node& node : recipe.nodes)
        if (const StageInfo* stage = catalog.find(node.stage);
            stage && stage->family == StageFamily::Train && modelOf(recipe, node.id) == kSource)
            gone.push_back(node.id);
    for (const std::string& id : gone)
        dropNode(recipe, id, kSource);
}

} // namespace

Recipe adapted(Recipe recipe, const StageCatalog& catalog, const Surroundings& surroundings)
{
    if (surroundings.layers)
        adaptDepth(recipe, catalog, *surroundings.layers);
    if (surroundings.maxPositions && *surroundings.maxPositions > 0)
        recipe.maxLength = std::min(recipe.maxLength, *surroundings.maxPositions);
    if (surroundings.classifies.value_or(false))
        dropTraining(recipe, catalog);
    return recipe;
}

} // namespace lathe::recipe
