#include "core/recipe/findings.h"
#include "core/recipe/graph_edits.h"

#include <fmt/format.h>

namespace lathe::recipe {

namespace {

// The node that packed what `id` gives: the nearest before it that quantizes. Null: it is floats.
const Node* packedBy(const Recipe& recipe, const StageCatalog& catalog, const std::string& id)
{
    const Node* node = recipe.node(id);
    for (size_t depth = 0; node && depth <= recipe.nodes.size(); ++depth) { // circles are told elsewhere
        const StageInfo* stage = catalog.find(node->stage);
        if (!stage)
            return nullptr;
        if (stage->family == StageFamily::Quantize && !stage->givesFloat)
            return node;
        if (!stage->takesPacked)
            return nullptr;
        node = recipe.node(modelOf(recipe, node->id));
    }
    return nullptr;
}

bool isPackedStorage(const std::string& storage)
{
    return storage.find("int8") != std::string::npos || storage.find("int4") != std::string::npos;
}

} // namespace

std::string whyNotAfter(const Recipe& recipe, const StageCatalog& catalog, const std::string& from,
                        const StageInfo& stage, const Surroundings& surroundings)
{
    if (stage.takesPacked)
        return {};
    if (from == kSource) {
        if (isPackedStorage(surroundings.storage))
            return fmt::format("the model is stored as {}, which cannot be trained or measured part by part; "
                               "open the model before it was quantized",
                               surroundings.storage);
        return {};
    }
    const Node* packed = packedBy(recipe, catalog, from);
    if (!packed)
        return {};
    if (stage.family == StageFamily::Quantize)
        return fmt::format("'{}' is already quantized by {}; connect what comes before it", from,
                           packed->stage);
    if (stage.family == StageFamily::Distill || stage.family == StageFamily::Train)
        return fmt::format("{} gives a packed model that cannot be trained further; train first and "
                           "quantize last, or train with rounded weights (QAT)",
                           packed->stage);
    if (stage.family == StageFamily::Prune)
        return fmt::format("{} gives a packed model that cannot be trained further; prune first, "
                           "quantize last",
                           packed->stage);
    return fmt::format("{} gives a packed model, which this stage cannot look into; put it before",
                       packed->stage);
}

} // namespace lathe::recipe
