// The edits of RecipeDocument, each one command.

#include "core/base/error.h"
#include "core/recipe/graph_edits.h"
#include "widgets/pipeline/auto_layout.h"
#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/recipe_nodes.h"
#include "widgets/theme/said.h"

#include <algorithm>
#include <set>

namespace lathe::widgets {

using recipe::kSource;
using recipe::Node;
using recipe::ParamValue;
using recipe::Position;
using recipe::Recipe;

template <class Change>
void RecipeDocument::edit(const QString& text, Change change, const std::string& mergeKey)
{
    Recipe after = *m_recipe;
    change(after);
    push(text, std::move(after), mergeKey);
}

std::string RecipeDocument::addNode(const std::string& stage, Position position,
                                    const std::string& from, const std::optional<Wire>& into)
{
    const auto* info = m_catalog.find(stage);
    if (!info)
        throw badInput("There is no stage \"{}\"", stage);
    Node node;
    node.id = recipe::freshId(*m_recipe, stage.substr(stage.rfind('.') + 1));
    node.stage = stage;
    if (!from.empty() && hasEnd(*m_recipe, from))
        for (const auto& port : info->inputs)
            if (port.required)
                node.inputs[port.name] = from;
    edit(tr("add %1").arg(said(info->title)), [&](Recipe& after) {
        after.nodes.push_back(node);
        after.layout[node.id] = position;
        if (Node* user = into ? findNode(after, into->to) : nullptr)
            user->inputs[into->port] = node.id;
    });
    return node.id;
}

std::string RecipeDocument::fittingEnd(std::string from, const std::string& stage) const
{
    const auto* info = m_catalog.find(stage);
    for (size_t steps = 0; info && steps <= m_recipe->nodes.size(); ++steps) {
        if (from == kSource || recipe::whyNotAfter(*m_recipe, m_catalog, from, *info).empty())
            break;
        from = recipe::modelOf(*m_recipe, from);
    }
    // Without a head the source is only good for training: take what a training stage made of it.
    const bool trains = info && info->family == recipe::StageFamily::Train;
    if (from != kSource || trains || m_surroundings.classifies.value_or(false))
        return from;
    for (const auto& node : m_recipe->nodes)
        if (const auto* other = m_catalog.find(node.stage);
            other && other->family == recipe::StageFamily::Train &&
            recipe::modelOf(*m_recipe, node.id) == kSource)
            return node.id;
    return from;
}

void RecipeDocument::remove(const std::vector<std::string>& nodes, const std::vector<Wire>& wires)
{
    const std::set<std::string, std::less<>> gone(nodes.begin(), nodes.end());
    edit(nodes.empty() ? tr("disconnect") : tr("delete"), [&](Recipe& after) {
        std::erase_if(after.nodes, [&](const Node& node) { return gone.contains(node.id); });
        for (const auto& id : gone)
            if (id != kSource)
                after.layout.erase(id);
        for (auto& node : after.nodes)
            std::erase_if(node.inputs, [&](const auto& input) {
                return (input.second != kSource && gone.contains(input.second)) ||
                       std::find(wires.begin(), wires.end(),
                                 Wire{input.second, node.id, input.first}) != wires.end();
            });
    });
}

bool RecipeDocument::reaches(const std::string& from, const std::string& to) const
{
    std::set<std::string, std::less<>> seen;
    std::vector<std::string> open{to}; // walks against the wires
    while (!open.empty()) {
        const std::string id = open.back();
        open.pop_back();
        if (id == from)
            return true;
        if (!seen.insert(id).second)
            continue;
        if (const Node* node = m_recipe->node(id))
            for (const auto& [port, input] : node->inputs)
                open.push_back(input);
    }
    return false;
}

QString RecipeDocument::whyNotConnect(const std::string& from, const std::string& to,
                                      const std::string& port) const
{
    if (to == kSource)
        return tr("The model is where the pipeline starts: it takes no input");
    if (!hasEnd(*m_recipe, from) || !m_recipe->node(to))
        return tr("There is no such node");
    const auto* stage = stageOf(to);
    if (!stage || !stage->input(port))
        return tr("%1 has no input “%2”").arg(titleOf(to), said(port));
    if (from == to)
        return tr("A node cannot feed itself");
    if (reaches(to, from))
        return tr("This would close a circle: %1 already depends on %2")
            .arg(titleOf(from), titleOf(to));
    if (stage->input(port)->kind == recipe::PortKind::Model)
        return whyNotAfter(from, *stage);
    return {};
}

bool RecipeDocument::connectPorts(const std::string& from, const std::string& to,
                                  const std::string& port)
{
    if (!whyNotConnect(from, to, port).isEmpty())
        return false;
    edit(tr("connect %1 to %2").arg(titleOf(from), titleOf(to)),
         [&](Recipe& after) { findNode(after, to)->inputs[port] = from; });
    return true;
}

void RecipeDocument::disconnectPort(const std::string& to, const std::string& port)
{
    edit(tr("disconnect"), [&](Recipe& after) {
        if (Node* node = findNode(after, to))
            node->inputs.erase(port);
    });
}

bool RecipeDocument::setParam(const std::string& id, const std::string& key,
                              std::vector<ParamValue> list)
{
    const auto* stage = stageOf(id);
    const auto* spec = stage ? stage->param(key) : nullptr;
    if (!spec || std::any_of(list.begin(), list.end(), [&](const ParamValue& value) {
            return !spec->problemWith(value).empty();
        }))
        return false;
    edit(
        tr("set %1").arg(midSentence(said(spec->title))),
        [&](Recipe& after) {
            Node& node = *findNode(after, id);
            if (list.empty() || (list.size() == 1 && list.front() == spec->fallback))
                node.params.erase(key);
            else
                node.params[key] = std::move(list);
        },
        id + "/" + key);
    return true;
}

void RecipeDocument::applyFix(const recipe::Finding& finding)
{
    if (!finding.fix || (!finding.problem.node.empty() && !hasEnd(*m_recipe, finding.problem.node)))
        return;
    const auto fix = *finding.fix; // the finding goes with the edit
    edit(midSentence(saidMessage(fix.title)), [&](Recipe& after) { fix.apply(after); });
}

void RecipeDocument::moveNodes(const Places& places)
{
    std::string key = "move";
    for (const auto& [id, place] : places)
        key += " " + id;
    edit(
        tr("move"),
        [&](Recipe& after) {
            for (const auto& [id, place] : places)
                if (hasEnd(after, id))
                    after.layout[id] = place;
        },
        key);
}

void RecipeDocument::arrange()
{
    edit(tr("arrange"), [](Recipe& after) { after.layout = layeredLayout(after); });
}

void RecipeDocument::setModel(const std::filesystem::path& folder)
{
    edit(
        tr("choose model"), [&](Recipe& after) { after.model = folder; }, "model");
}

void RecipeDocument::setDataSpec(const data::DataSpec& spec)
{
    edit(
        tr("choose data"), [&](Recipe& after) { after.data = spec; }, "data");
}

void RecipeDocument::setName(const QString& name)
{
    edit(
        tr("rename"), [&](Recipe& after) { after.name = name.toStdString(); }, "name");
}

void RecipeDocument::setDescription(const QString& text)
{
    edit(
        tr("describe"), [&](Recipe& after) { after.description = text.toStdString(); },
        "description");
}

void RecipeDocument::setSeed(uint64_t seed)
{
    edit(
        tr("set seed"), [&](Recipe& after) { after.seed = seed; }, "seed");
}

void RecipeDocument::setMaxLength(int tokens)
{
    edit(
        tr("set max length"), [&](Recipe& after) { after.maxLength = tokens; }, "maxLength");
}

void RecipeDocument::setMeasure(const recipe::MeasureSpec& spec)
{
    edit(
        tr("set what to measure"), [&](Recipe& after) { after.measure = spec; }, "measure");
}

} // namespace lathe::widgets
