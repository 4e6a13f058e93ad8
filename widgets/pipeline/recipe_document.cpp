#include "widgets/pipeline/recipe_document.h"

#include "core/base/error.h"
#include "core/recipe/recipe_file.h"
#include "widgets/pipeline/auto_layout.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lathe::widgets {
namespace {

using recipe::kSource;
using recipe::Node;
using recipe::ParamValue;
using recipe::Position;
using recipe::Recipe;

constexpr int kUndoSteps = 500;

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

// "prune.structured" gives "structured", then "structured-2".
std::string freshId(const Recipe& recipe, std::string base)
{
    std::string id = base;
    for (int n = 2; hasEnd(recipe, id); ++n)
        id = base + "-" + std::to_string(n);
    return id;
}

// An id that was numbered before is numbered again, not "structured-2-2".
std::string withoutNumber(const std::string& id)
{
    const auto dash = id.rfind('-');
    const bool numbered = dash != std::string::npos && dash > 0 && dash + 1 < id.size() &&
                          id.find_first_not_of("0123456789", dash + 1) == std::string::npos;
    return numbered ? id.substr(0, dash) : id;
}

bool sameButPlaces(const Recipe& a, const Recipe& b)
{
    return a.nodes == b.nodes && a.model == b.model && a.data == b.data && a.seed == b.seed &&
           a.maxLength == b.maxLength && a.measure == b.measure && a.name == b.name &&
           a.description == b.description;
}

} // namespace

class RecipeDocument::Edit : public QUndoCommand {
public:
    Edit(RecipeDocument& document, const QString& text, Snapshot after, std::string mergeKey)
        : QUndoCommand(text), m_document(document), m_before(document.m_recipe),
          m_after(std::move(after)), m_mergeKey(std::move(mergeKey))
    {
    }
    void undo() override { m_document.apply(m_before); }
    void redo() override { m_document.apply(m_after); }
    int id() const override { return m_mergeKey.empty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const Edit*>(other); // same id: same class
        if (next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        setObsolete(*m_before == *m_after);
        return true;
    }

private:
    RecipeDocument& m_document;
    Snapshot m_before;
    Snapshot m_after;
    std::string m_mergeKey;
};

RecipeDocument::RecipeDocument(recipe::StageCatalog catalog, QObject* parent)
    : QObject(parent), m_catalog(std::move(catalog)), m_recipe(std::make_shared<Recipe>())
{
    m_undo.setUndoLimit(kUndoSteps);
    connect(&m_undo, &QUndoStack::cleanChanged, this,
            [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    check();
}

RecipeDocument::~RecipeDocument()
{
    m_undo.disconnect(this);
}

void RecipeDocument::check()
{
    m_plan.reset();
    m_problems = recipe::validate(*m_recipe, m_catalog);
    std::stable_partition(m_problems.begin(), m_problems.end(), [](const recipe::Problem& problem) {
        return problem.severity == recipe::Severity::Error;
    });
    if (!canRun())
        return;
    try {
        m_plan = recipe::expand(*m_recipe, m_catalog);
    } catch (const Error& error) { // a plan of too many steps is a problem like any other
        m_problems.insert(m_problems.begin(), {recipe::Severity::Error, {}, {}, error.full()});
    }
}

bool RecipeDocument::canRun() const
{
    return std::none_of(m_problems.begin(), m_problems.end(), [](const recipe::Problem& problem) {
        return problem.severity == recipe::Severity::Error;
    });
}

int RecipeDocument::variantCount() const
{
    return m_plan ? int(m_plan->steps.size()) : 0;
}

int RecipeDocument::variantCount(const std::string& id) const
{
    if (m_plan) {
        const auto steps = m_plan->byNode.find(id);
        return steps == m_plan->byNode.end() ? 0 : int(steps->second.size());
    }
    const Node* node = m_recipe->node(id);
    if (!node)
        return 0;
    int count = 1;
    for (const auto& [key, list] : node->params)
        count *= int(std::clamp<size_t>(list.size(), 1, 1000));
    return count;
}

Position RecipeDocument::position(const std::string& id) const
{
    if (m_placed.empty())
        m_placed = completedLayout(*m_recipe);
    const auto place = m_placed.find(id);
    return place == m_placed.end() ? Position{} : place->second;
}

const recipe::StageInfo* RecipeDocument::stageOf(const std::string& id) const
{
    const Node* node = m_recipe->node(id);
    return node ? m_catalog.find(node->stage) : nullptr;
}

QString RecipeDocument::titleOf(const std::string& id) const
{
    if (id == kSource) {
        auto folder = m_recipe->model.lexically_normal();
        if (folder.filename().empty())
            folder = folder.parent_path();
        const QString name = QString::fromStdString(folder.filename().string());
        return name.isEmpty() ? tr("Model") : name;
    }
    if (const auto* stage = stageOf(id))
        return QString::fromStdString(stage->title);
    const Node* node = m_recipe->node(id);
    return QString::fromStdString(node ? node->stage : id);
}

std::vector<ParamValue> RecipeDocument::values(const std::string& id, const std::string& key) const
{
    const Node* node = m_recipe->node(id);
    if (!node)
        return {};
    if (const auto set = node->params.find(key); set != node->params.end())
        return set->second;
    const auto* stage = m_catalog.find(node->stage);
    const auto* spec = stage ? stage->param(key) : nullptr;
    return spec ? std::vector{spec->fallback} : std::vector<ParamValue>{};
}

void RecipeDocument::apply(Snapshot after)
{
    const Snapshot before = std::exchange(m_recipe, std::move(after));
    m_placed.clear();
    const bool content = !sameButPlaces(*before, *m_recipe);
    if (content)
        check();
    if (before->nodes != m_recipe->nodes || before->layout != m_recipe->layout ||
        before->model != m_recipe->model)
        Q_EMIT nodesChanged();
    if (content)
        Q_EMIT problemsChanged();
    Q_EMIT changed();
}

void RecipeDocument::push(const QString& text, Recipe after, const std::string& mergeKey)
{
    if (after == *m_recipe)
        return;
    // Places that were only laid out become fixed with the first edit of the graph: otherwise the
    // other cards would jump.
    if (after.nodes != m_recipe->nodes || after.layout != m_recipe->layout) {
        if (!after.layout.contains(kSource))
            after.layout[kSource] = position(kSource);
        for (const auto& node : m_recipe->nodes)
            if (after.node(node.id) && !after.layout.contains(node.id))
                after.layout[node.id] = position(node.id);
    }
    std::string key;
    if (!mergeKey.empty())
        key = mergeKey + "#" + std::to_string(m_mergeGroup);
    m_undo.push(new Edit(*this, text, std::make_shared<Recipe>(std::move(after)), key));
}

template <class Change>
void RecipeDocument::edit(const QString& text, Change change, const std::string& mergeKey)
{
    Recipe after = *m_recipe;
    change(after);
    push(text, std::move(after), mergeKey);
}

std::string RecipeDocument::addNode(const std::string& stage, Position position,
                                    const std::string& from)
{
    const auto* info = m_catalog.find(stage);
    if (!info)
        throw badInput("There is no stage \"{}\"", stage);
    Node node;
    node.id = freshId(*m_recipe, stage.substr(stage.rfind('.') + 1));
    node.stage = stage;
    if (!from.empty() && hasEnd(*m_recipe, from))
        for (const auto& port : info->inputs)
            if (port.required)
                node.inputs[port.name] = from;
    edit(tr("add %1").arg(QString::fromStdString(info->title)), [&](Recipe& after) {
        after.nodes.push_back(node);
        after.layout[node.id] = position;
    });
    return node.id;
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
        return tr("%1 has no input “%2”").arg(titleOf(to), QString::fromStdString(port));
    if (from == to)
        return tr("A node cannot feed itself");
    if (reaches(to, from))
        return tr("This would close a circle: %1 already depends on %2")
            .arg(titleOf(from), titleOf(to));
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
        tr("set %1").arg(QString::fromStdString(spec->title).toLower()),
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
    const Recipe part = recipe::fromJson(parsed, {});
    const Places places = completedLayout(part);
    Position corner{1e9, 1e9};
    for (const auto& node : part.nodes) {
        corner.x = std::min(corner.x, places.at(node.id).x);
        corner.y = std::min(corner.y, places.at(node.id).y);
    }
    return insertCopies(part, {place.x - corner.x, place.y - corner.y}, tr("paste"));
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
        copy.id = freshId(after, withoutNumber(node.id));
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

void RecipeDocument::reset(Recipe recipe, const QString& path)
{
    m_undo.clear();
    m_path = path;
    m_recipe = std::make_shared<Recipe>(std::move(recipe));
    m_placed.clear();
    check();
    Q_EMIT pathChanged();
    Q_EMIT nodesChanged();
    Q_EMIT problemsChanged();
    Q_EMIT changed();
}

void RecipeDocument::replace(const Recipe& recipe)
{
    reset(recipe, {});
}

void RecipeDocument::load(const QString& path)
{
    reset(recipe::loadRecipe(path.toStdString()), path);
}

void RecipeDocument::save(const QString& path)
{
    recipe::saveRecipe(*m_recipe, path.toStdString());
    endMerge();
    m_undo.setClean();
    if (m_path == path)
        return;
    m_path = path;
    Q_EMIT pathChanged();
}

} // namespace lathe::widgets
