#pragma once

#include "core/runner/estimate.h"
#include "core/runner/step_hash.h"

#include <stop_token>

namespace lathe::runner {

// What a run would take, and what this machine has for it.
struct Forecast {
    Estimate estimate;
    recipe::Plan plan;
    bool knowsCache = false;                    // otherwise estimate.cached counts nothing
    uint64_t availableMemory = 0, freeDisk = 0; // bytes; 0: not told

    [[nodiscard]] bool lacksMemory() const
    {
        return availableMemory > 0 && estimate.memoryBytes > int64_t(availableMemory);
    }
    [[nodiscard]] bool lacksDisk() const
    {
        return freeDisk > 0 && estimate.diskBytes > int64_t(freeDisk);
    }
};

// Expands the recipe, looks for its artifacts and at the machine. `data`: with its labels in the
// order of the model's. `fingerprint`: the model's; where it is empty the cache is not looked at.
// `folders`: of the models that steps name; a step whose model is not among them counts as not stored.
// Throws Error for a recipe that does not validate, and Cancelled.
[[nodiscard]] Forecast forecast(const recipe::Recipe& recipe, const recipe::StageCatalog& stages,
                                const ModelFacts& source, const data::DataSet& data,
                                const std::string& fingerprint,
                                const std::filesystem::path& workFolder,
                                const std::vector<PastStep>& past, const std::string& machine,
                                const std::stop_token& stop = {},
                                const FolderFingerprints& folders = {});

} // namespace lathe::runner
