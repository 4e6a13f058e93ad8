#pragma once

#include "core/recipe/plan.h"

namespace lathe::runner {

using FolderFingerprints = std::map<std::string, std::string, std::less<>>; // model folder -> fingerprint

// What every step of a run has in common.
struct HashContext {
    std::string model; // fingerprint of the source
    std::string data;  // fingerprint of the data set
    uint64_t seed = 0;
    int maxLength = 0;
    bool multilabel = false; // a step then leaves thresholds, too
    FolderFingerprints folders = {}; // of the models that steps name; one that is missing here gives a hash of its own
};

[[nodiscard]] std::string sourceHash(const HashContext& context);

// One SHA-256 per step over everything that determines its result, the hashes of its inputs
// included.
[[nodiscard]] std::vector<std::string> stepHashes(const recipe::Plan& plan,
                                                  const recipe::StageCatalog& stages,
                                                  const HashContext& context);

} // namespace lathe::runner
