#include "core/runner/runner.h"

#include "core/runner/model_folders.h"
#include "core/runner/preflight.h"
#include "core/runner/session.h"

namespace lathe::runner {

Outcome run(const recipe::Recipe& recipe, Engine& engine, const RunSettings& settings,
            const std::vector<Listener*>& listeners, std::stop_token stop)
{
    recipe::Plan plan = recipe::expand(recipe, engine.stages());
    ModelFacts facts = engine.inspect(recipe.model);
    requireFits(recipe, facts);
    data::DataSet data = data::readDataSet(recipe.data, recipe.seed);
    if (facts.labels)
        data::adoptOrder(data, *facts.labels);
    requireWorks(recipe, plan, engine, facts, data.labels);
    std::string fingerprint;
    FolderFingerprints folders;
    try {
        const Task task(stop, {}, {}, settings.pause);
        fingerprint = engine.fingerprint(recipe.model, task);
        folders = folderFingerprints(plan, engine, task);
    } catch (const Cancelled&) { // before anything began
        Outcome outcome;
        outcome.state = RunState::Cancelled;
        return outcome;
    }
    Session session(recipe, std::move(plan), std::move(data), std::move(facts),
                    std::move(fingerprint), std::move(folders), engine, settings, listeners, std::move(stop));
    return session.execute();
}

} // namespace lathe::runner
