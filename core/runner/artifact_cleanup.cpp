#include "core/runner/artifact_cleanup.h"

#include "core/base/error.h"
#include "core/runner/artifact_cache.h"

#include <algorithm>

namespace lathe::runner {

namespace fs = std::filesystem;

namespace {

fs::path plain(const fs::path& path)
{
    std::error_code error;
    const fs::path result = fs::weakly_canonical(path, error);
    return error ? path.lexically_normal() : result;
}

uint64_t bytesOf(const fs::path& folder)
{
    uint64_t bytes = 0;
    std::error_code error; // what vanishes meanwhile takes no room
    for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry);
         entry.increment(error))
        if (std::error_code gone; entry->is_regular_file(gone))
            if (const auto size = entry->file_size(gone); !gone)
                bytes += size;
    return bytes;
}

} // namespace

CacheUse cacheUse(const fs::path& workFolder, const std::set<fs::path>& used)
{
    std::set<fs::path> named;
    for (const fs::path& path : used)
        named.insert(plain(path));
    CacheUse result;
    std::error_code error; // no folder: nothing in it
    for (const auto& entry : fs::directory_iterator(workFolder / "artifacts", error)) {
        if (!entry.is_directory() || entry.path().filename().string().starts_with('.'))
            continue;
        const uint64_t bytes = bytesOf(entry.path());
        ++result.artifacts;
        result.bytes += bytes;
        if (named.contains(plain(entry.path())))
            continue;
        result.unused.push_back(entry.path());
        result.unusedBytes += bytes;
    }
    std::sort(result.unused.begin(), result.unused.end());
    return result;
}

void removeArtifacts(const fs::path& workFolder, const std::vector<fs::path>& artifacts)
{
    if (artifacts.empty())
        return;
    const fs::path folder = plain(workFolder / "artifacts");
    FolderLock presence(folder / ".presence.lock");
    if (!presence.tryLockExclusive())
        throw Error(ErrorKind::BadInput, folder.string() + ": a run is at work here, and may need them.",
                    "Try again when it has ended.");
    for (const fs::path& artifact : artifacts) {
        if (plain(artifact).parent_path() != folder)
            throw Error(ErrorKind::BadInput, artifact.string() + ": is no artifact of " + workFolder.string() + ".");
        std::error_code error;
        fs::remove_all(artifact, error);
        if (error)
            throw Error(ErrorKind::Failure, artifact.string() + ": cannot be removed: " + error.message() + ".",
                        "See who owns the folder.");
    }
}

void removeLeftovers(const fs::path& workFolder)
{
    if (std::error_code absent; fs::exists(workFolder / "artifacts", absent))
        const ArtifactCache sweeps(workFolder); // what it does first
}

} // namespace lathe::runner
