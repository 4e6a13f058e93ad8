// Copies of nodes: to and from the clipboard, and beside the originals.

#include "core/base/error.h"
#include "core/recipe/recipe_file.h"
#include "core/recipe/graph_edits.h"
#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/recipe_nodes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lathe::widgets {

using recipe::Node;
using recipe::Position;
using recipe::Recipe;

QByteArray RecipeDocument::copyNodes(const std::vector<std::string>& nodes) const
{
    Recipe part;
    part.name = "Copied nodes";
    for (const auto& node : m_recipe->nodes)
        if (std::find(nodes.begin(), nodes.end(), node.id) != nodes.end()) {
            part.nodes.push_back(node);
            part.layout[node.id] = position(node.id);
        }
    return QByteArray::fromStdString(recipe::toJson(part).dump(2));
}

std::vector<std::string> RecipeDocument::paste(const QByteArray& json, Position place)
{
    nlohmann::json parsed;
    try {
        parsed = nlohmann::json::parse(json.begin(), json.end());
    } catch (const nlohmann::json::exception&) { // becomes the error that callers know
        throw Error(ErrorKind::BadInput, "The clipboard holds no pipeline nodes.",
                    "Copy nodes on a canvas, or the text of a recipe file, first.");
    }
    return insert(recipe::fromJson(parsed, {}), place, tr("paste"));
}

std::vector<std::string> RecipeDocument::insert(const Recipe& part, Position place, const QString& text)
{
    const Places places = completedLayout(part);
    Position corner{1e9, 1e9};
    for (const auto& node : part.nodes) {
        corner.x = std::min(corner.x, places.at(node.id).x);
        corner.y = std::min(corner.y, places.at(node.id).y);
    }
    return insertCopies(part, {place.x - corner.x, place.y - corner.y}, text);
}

std::vector<std::string> RecipeDocument::duplicate(const std::vector<std::string>& nodes)
{
    Recipe part;
    for (const auto& node : m_recipe->nodes)
        if (std::find(nodes.begin(), nodes.end(), node.id) != nodes.end()) {
            part.nodes.push_back(node);
            part.layout[node.id] = position(node.id);
        }
    return insertCopies(part, {kGrid, 5 * kGrid}, tr("duplicate"));
}

std::vector<std::string> RecipeDocument::insertCopies(const Recipe& part, Position shift,
                                                      const QString& text)
{
    const Places places = completedLayout(part);
    std::map<std::string, std::string> renamed;
    Recipe after = *m_recipe;
    for (const auto& node : part.nodes) {
        Node copy = node;
        copy.id = recipe::freshId(after, withoutNumber(node.id));
        renamed[node.id] = copy.id;
        const Position place = places.at(node.id);
        after.layout[copy.id] = {place.x + shift.x, place.y + shift.y};
        after.nodes.push_back(std::move(copy));
    }
    std::vector<std::string> ids;
    for (const auto& node : part.nodes) {
        Node& copy = *findNode(after, renamed[node.id]);
        ids.push_back(copy.id);
        for (auto& [port, from] : copy.inputs)
            if (const auto inner = renamed.find(from); inner != renamed.end())
                from = inner->second;
        std::erase_if(copy.inputs, [&](const auto& input) { return !hasEnd(after, input.second); });
    }
    push(text, std::move(after));
    return ids;
}

} // namespace lathe::widgets
