#include "widgets/pipeline/recipe_document.h"

#include "core/recipe/recipe_file.h"
#include "widgets/pipeline/auto_layout.h"
#include "widgets/theme/said.h"

#include <algorithm>

namespace lathe::widgets {
namespace {

using recipe::kSource;
using recipe::Node;
using recipe::ParamValue;
using recipe::Position;
using recipe::Recipe;

constexpr int kUndoSteps = 500;

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
    m_findings = recipe::examine(*m_recipe, m_catalog, m_surroundings, &m_plan);
    std::stable_partition(m_findings.begin(), m_findings.end(), [](const recipe::Finding& finding) {
        return finding.problem.severity == recipe::Severity::Error;
    });
    m_problems.clear();
    for (const auto& finding : m_findings)
        m_problems.push_back(finding.problem);
}

void RecipeDocument::setSurroundings(const recipe::Surroundings& surroundings)
{
    if (surroundings == m_surroundings)
        return;
    m_surroundings = surroundings;
    check();
    Q_EMIT problemsChanged();
}

QString RecipeDocument::whyNotAfter(const std::string& from, const recipe::StageInfo& stage) const
{
    QString text =
        saidMessage(recipe::whyNotAfter(*m_recipe, m_catalog, from, stage, m_surroundings));
    return text.replace(0, 1, text.left(1).toUpper());
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
        if (name.isEmpty() || folder.parent_path().filename() == "artifacts") // named by a hash
            return tr("Model");
        return name;
    }
    if (const auto* stage = stageOf(id))
        return said(stage->title);
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

void RecipeDocument::recover(const Recipe& recipe, const QString& path)
{
    reset(recipe, path);
    m_undo.resetClean();
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
