#include "widgets/pipeline/recipe_nodes.h"

#include <algorithm>

namespace lathe::widgets {

using recipe::kSource;
using recipe::Node;
using recipe::Recipe;

Node* findNode(Recipe& recipe, const std::string& id)
{
    const auto found = std::find_if(recipe.nodes.begin(), recipe.nodes.end(),
                                    [&](const Node& node) { return node.id == id; });
    return found == recipe.nodes.end() ? nullptr : &*found;
}

bool hasEnd(const Recipe& recipe, const std::string& id)
{
    return id == kSource || recipe.node(id);
}

std::string withoutNumber(const std::string& id)
{
    const auto dash = id.rfind('-');
    const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size() &&
                          id.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return numbered ? id.substr(0, dash) : id;
}

} // namespace lathe::widgets
