#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <vector>

namespace lathe::runner {

// What the artifact cache of a work folder holds.
struct CacheUse {
    int artifacts = 0;
    uint64_t bytes = 0;
    std::vector<std::filesystem::path> unused; // artifacts that nobody names
    uint64_t unusedBytes = 0;
};

// `used`: model folders that a history or a recipe names. Reads every file's size.
[[nodiscard]] CacheUse cacheUse(const std::filesystem::path& workFolder, const std::set<std::filesystem::path>& used);

// Removes artifacts of the work folder; a step that needs one later is computed again. Throws Error while a run is at
// work there, in this or in another program, and when one cannot be removed.
void removeArtifacts(const std::filesystem::path& workFolder, const std::vector<std::filesystem::path>& artifacts);

// Removes what a program that died there left half-written, unless a run is at work. Throws Error when the folder cannot be
// written.
void removeLeftovers(const std::filesystem::path& workFolder);

} // namespace lathe::runner
