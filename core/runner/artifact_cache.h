#pragma once

#include "core/base/files.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace lathe::runner {

// A file lock that the kernel drops when its holder dies.
class FolderLock {
public:
    explicit FolderLock(const std::filesystem::path& file);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    void lockShared();    // waits
    void lockExclusive(); // waits
    [[nodiscard]] bool tryLockExclusive();

private:
    int m_descriptor = -1;
};

// Whether the work folder holds that finished step, whole; nothing is created or changed.
[[nodiscard]] bool isStored(const std::filesystem::path& workFolder, const std::string& hash);

// Finished steps on disk: workFolder/artifacts/<hash>/ is the model folder itself, with a
// `lathe-step.json` that says what made it and how large each file is. Several processes may share
// one work folder. While an object of this class lives, no other process sweeps what it has in the
// making.
class ArtifactCache {
public:
    // Creates the folder, and removes what dead processes left half-written, unless another process
    // is at work here. Throws Error when the folder cannot be written.
    explicit ArtifactCache(const std::filesystem::path& workFolder);

    [[nodiscard]] std::filesystem::path folder(const std::string& hash) const;

    enum class Lookup { Absent, Found, Damaged };
    // Found: every file has the length it was finished with, and `note` is what store() was given.
    [[nodiscard]] Lookup find(const std::string& hash, nlohmann::json& note) const;

    // Removes a result that turned out to be damaged.
    void discard(const std::string& hash);

    // Moves a finished folder into its place. Where another process was faster, its result stays.
    void store(StagedFolder& finished, const std::string& hash, nlohmann::json note);

private:
    void sweep() const;

    std::filesystem::path m_folder;
    std::optional<FolderLock> m_presence;
};

} // namespace lathe::runner
