#pragma once

#include "core/recipe/findings.h"
#include "core/recipe/recipe.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>
#include <optional>

namespace lathe::widgets {

// One connection on the canvas: the model of node `from` (or recipe::kSource) enters `to` at
// `port`.
struct Wire {
    std::string from;
    std::string to;
    std::string port;
    auto operator<=>(const Wire&) const = default;
};

// The recipe as a document: the one place where it is edited, and the one that views listen to.
// Every edit is one command on the undo stack; an edit that would change nothing leaves no trace
// there. The recipe is validated and expanded after each edit that changes more than places on the
// canvas.
class RecipeDocument : public QObject {
    Q_OBJECT

public:
    explicit RecipeDocument(recipe::StageCatalog catalog, QObject* parent = nullptr);
    ~RecipeDocument() override;

    [[nodiscard]] const recipe::Recipe& recipe() const { return *m_recipe; }
    [[nodiscard]] const recipe::StageCatalog& catalog() const { return m_catalog; }
    [[nodiscard]] QUndoStack* undoStack() { return &m_undo; }
    [[nodiscard]] QString path() const { return m_path; } // empty: never saved
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }

    // Errors first, each part in the order of the nodes.
    [[nodiscard]] const std::vector<recipe::Problem>& problems() const { return m_problems; }
    // The same, with an edit that settles it where one is plain.
    [[nodiscard]] const std::vector<recipe::Finding>& findings() const { return m_findings; }
    // Applies the fix of a finding as one command. The finding may be an older one.
    void applyFix(const recipe::Finding& finding);
    // What is known of the model and the machine; the recipe is examined again.
    void setSurroundings(const recipe::Surroundings& surroundings);
    [[nodiscard]] const recipe::Surroundings& surroundings() const { return m_surroundings; }
    // Empty, or why a stage cannot work on what a node (or recipe::kSource) gives.
    [[nodiscard]] QString whyNotAfter(const std::string& from, const recipe::StageInfo& stage) const;
    [[nodiscard]] bool canRun() const; // no problem is an error

    // The models that a run would build, one for each step; 0 while the recipe has errors.
    [[nodiscard]] int variantCount() const;
    // How many of them a node stands for; while the recipe has errors, what its own values multiply
    // to.
    [[nodiscard]] int variantCount(const std::string& node) const;

    // Where a node (or recipe::kSource) stands: its place in the recipe, or one laid out for it.
    [[nodiscard]] recipe::Position position(const std::string& id) const;

    // The stage of a node; null for recipe::kSource, an unknown node and a stage this program
    // lacks.
    [[nodiscard]] const recipe::StageInfo* stageOf(const std::string& id) const;
    // "Fine-tune", or the name of the model for recipe::kSource.
    [[nodiscard]] QString titleOf(const std::string& id) const;
    // The values of a parameter, or its default.
    [[nodiscard]] std::vector<recipe::ParamValue> values(const std::string& node,
                                                         const std::string& key) const;

    // Adds a node of a known stage; throws lathe::Error for another. With `from`, all ports that
    // need a model are wired to that node in the same step.
    // With `into`, the wire there comes from the new node.
    std::string addNode(const std::string& stage, recipe::Position position,
                        const std::string& from = {}, const std::optional<Wire>& into = {});
    // The end nearest to `from`, against the wires, that a stage can work on: what it is wired to
    // when it is added after `from`.
    [[nodiscard]] std::string fittingEnd(std::string from, const std::string& stage) const;
    void remove(const std::vector<std::string>& nodes, const std::vector<Wire>& wires = {});

    // Empty, or why this connection cannot be: unknown port, a cycle, into itself.
    [[nodiscard]] QString whyNotConnect(const std::string& from, const std::string& to,
                                        const std::string& port) const;
    // Replaces what was wired to the port. False, and no edit, where whyNotConnect has a reason.
    bool connectPorts(const std::string& from, const std::string& to, const std::string& port);
    void disconnectPort(const std::string& to, const std::string& port);

    // Several values make the node fan out; none, or the default alone, puts the default back.
    // False, and no edit, for an unknown node or parameter or a value that does not fit. Successive
    // calls for one parameter merge into one command until endMerge().
    bool setParam(const std::string& node, const std::string& key,
                  std::vector<recipe::ParamValue> values);
    // Successive moves of the same nodes merge until endMerge().
    void moveNodes(const std::map<std::string, recipe::Position, std::less<>>& places);
    // Stores a layered layout, left to right, for all nodes.
    void arrange();

    void setModel(const std::filesystem::path& folder);
    void setDataSpec(const data::DataSpec& spec);
    void setName(const QString& name);
    void setDescription(const QString& text);
    void setSeed(uint64_t seed);
    void setMaxLength(int tokens);
    void setMeasure(const recipe::MeasureSpec& spec);

    // The nodes with their places and the wires between and into them, as recipe JSON.
    [[nodiscard]] QByteArray copyNodes(const std::vector<std::string>& nodes) const;
    // Adds the nodes of a recipe in JSON under new ids, their top left corner at `place`. Wires
    // between them stay; wires from outside stay where such a node exists. Throws lathe::Error for
    // anything that is no recipe. Returns the new ids.
    std::vector<std::string> paste(const QByteArray& json, recipe::Position place);
    // Adds the nodes of a recipe, as paste() does; wires from the source stay.
    std::vector<std::string> insert(const recipe::Recipe& part, recipe::Position place,
                                    const QString& text);
    std::vector<std::string> duplicate(const std::vector<std::string>& nodes);

    // The next edit begins a command of its own, even if it is like the last one.
    void endMerge() { ++m_mergeGroup; }

    // Starts over with another recipe: no path, nothing to undo.
    void replace(const recipe::Recipe& recipe);
    // Puts unsaved work back: as replace(), at the path that it came from, and not saved.
    void recover(const recipe::Recipe& recipe, const QString& path);
    // Both throw lathe::Error and leave the document as it was.
    void load(const QString& path);
    void save(const QString& path);

Q_SIGNALS:
    void changed();         // any edit, undo, redo, load
    void nodesChanged();    // nodes, wires, parameters, places or the model's name
    void problemsChanged(); // problems and variant counts
    void pathChanged();
    void modifiedChanged(bool modified);

private:
    using Snapshot = std::shared_ptr<const recipe::Recipe>;
    class Edit;

    void push(const QString& text, recipe::Recipe after, const std::string& mergeKey = {});
    template <class Change>
    void edit(const QString& text, Change change, const std::string& mergeKey = {});
    void apply(Snapshot recipe);
    void check();
    void reset(recipe::Recipe recipe, const QString& path);
    [[nodiscard]] bool reaches(const std::string& from, const std::string& to) const;
    std::vector<std::string> insertCopies(const recipe::Recipe& nodes, recipe::Position shift,
                                          const QString& text);

    recipe::StageCatalog m_catalog;
    Snapshot m_recipe;
    QUndoStack m_undo;
    QString m_path;
    recipe::Surroundings m_surroundings;
    std::vector<recipe::Finding> m_findings;
    std::vector<recipe::Problem> m_problems;
    std::optional<recipe::Plan> m_plan; // absent while the recipe has errors
    mutable std::map<std::string, recipe::Position, std::less<>> m_placed; // laid out, on demand
    int m_mergeGroup = 0;
};

} // namespace lathe::widgets
