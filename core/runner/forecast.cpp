#include "core/runner/forecast.h"

#include "core/base/system_info.h"
#include "core/base/task.h"
#include "core/runner/artifact_cache.h"

namespace lathe::runner {

namespace fs = std::filesystem;

namespace {

// Of the folder, or of the one that it will be made in; 0 where the system does not say.
uint64_t freeBytes(fs::path folder)
{
    std::error_code code;
    folder = fs::absolute(folder, code);
    while (!fs::exists(folder, code) && folder.has_relative_path())
        folder = folder.parent_path();
    const fs::space_info space = fs::space(folder, code);
    return code ? 0 : space.available;
}

} // namespace

Forecast forecast(const recipe::Recipe& recipe, const recipe::StageCatalog& stages,
                  const ModelFacts& source, const data::DataSet& data,
                  const std::string& fingerprint, const fs::path& workFolder,
                  const std::vector<PastStep>& past, const std::string& machine,
                  const std::stop_token& stop, const FolderFingerprints& folders)
{
    Forecast result;
    result.plan = recipe::expand(recipe, stages);
    result.knowsCache = !fingerprint.empty();
    std::vector<bool> cached;
    if (result.knowsCache) {
        const Task task(stop);
        const HashContext context{fingerprint, data.fingerprint, recipe.seed, recipe.maxLength,
                                  data.labels.kind == data::TaskKind::Multilabel, folders};
        for (const std::string& hash : stepHashes(result.plan, stages, context)) {
            task.checkpoint();
            cached.push_back(isStored(workFolder, hash));
        }
    }
    result.estimate = estimate(recipe, result.plan, stages, source, data, cached, past, machine);
    result.availableMemory = availableMemoryBytes();
    result.freeDisk = freeBytes(workFolder);
    return result;
}

} // namespace lathe::runner
