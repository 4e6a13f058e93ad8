#include "core/recipe/graph_edits.h"

#include <algorithm>

namespace lathe::recipe {

Node& nodeOf(Recipe& recipe, const std::string& id)
{
    return *std::find_if(recipe.nodes.begin(), recipe.nodes.end(),
                         [&](const Node& node) { return node.id == id; });
}

std::string modelOf(const Recipe& recipe, const std::string& id)
{
    const Node* node = recipe.node(id);
    const auto wired = node ? node->inputs.find("model") : decltype(node->inputs.end()){};
    return node && wired != node->inputs.end() ? wired->second : std::string();
}

void rewire(Recipe& recipe, const std::string& from, const std::string& to,
            const std::string& except)
{
    for (Node& node : recipe.nodes)
        if (node.id != except)
            for (auto& [port, input] : node.inputs)
                if (input == from)
                    input = to;
}

void dropNode(Recipe& recipe, const std::string& id, const std::string& instead)
{
    rewire(recipe, id, instead);
    std::erase_if(recipe.nodes, [&](const Node& node) { return node.id == id; });
    recipe.layout.erase(id);
}

std::string freshId(const Recipe& recipe, const std::string& base)
{
    std::string id = base;
    for (int n = 2; id == kSource || recipe.node(id); ++n)
        id = base + "-" + std::to_string(n);
    return id;
}

std::string insertBefore(Recipe& recipe, const std::string& user, const std::string& stage)
{
    Node node;
    node.id = freshId(recipe, stage.substr(stage.rfind('.') + 1));
    node.stage = stage;
    node.inputs["model"] = modelOf(recipe, user);
    nodeOf(recipe, user).inputs["model"] = node.id;
    recipe.nodes.push_back(node);
    return node.id;
}

void swapOrder(Recipe& recipe, const std::string& earlier, const std::string& later)
{
    const std::string before = modelOf(recipe, earlier);
    const bool shared = std::any_of(recipe.nodes.begin(), recipe.nodes.end(), [&](const Node& node) {
        return node.id != later && std::any_of(node.inputs.begin(), node.inputs.end(),
                                               [&](const auto& in) { return in.second == earlier; });
    });
    std::string last = earlier;
    if (shared) {
        Node copy = nodeOf(recipe, earlier);
        copy.id = last = freshId(recipe, earlier);
        recipe.nodes.push_back(std::move(copy));
    }
    rewire(recipe, later, last);
    for (auto& [port, input] : nodeOf(recipe, later).inputs) // a teacher would close a circle too
        if (input == earlier)
            input = before;
    nodeOf(recipe, last).inputs["model"] = later;
    const auto one = recipe.layout.find(earlier), other = recipe.layout.find(later);
    if (!shared && one != recipe.layout.end() && other != recipe.layout.end())
        std::swap(one->second, other->second);
}

} // namespace lathe::recipe
