#include "core/recipe/recipe.h"

#include <algorithm>

namespace lathe::recipe {

const Node* Recipe::node(std::string_view id) const
{
    const auto it =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

} // namespace lathe::recipe
