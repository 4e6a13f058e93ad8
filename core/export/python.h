#pragma once

#include "core/base/task.h"
#include "core/export/runtimes.h"

#include <filesystem>

namespace lathe::exports {

// Python environments that Lathe makes for itself, one for each runtime, with pinned packages, in a folder that may be
// deleted at any time.
class PythonEnvironments {
public:
    // The default: lathe/python in $XDG_CACHE_HOME or ~/.cache.
    explicit PythonEnvironments(std::filesystem::path folder = defaultFolder());

    [[nodiscard]] static std::filesystem::path defaultFolder();

    // Whether it is there, with the packages that this version of Lathe asks for.
    [[nodiscard]] bool isReady(const RuntimeInfo& runtime) const;
    [[nodiscard]] std::filesystem::path python(const RuntimeInfo& runtime) const;
    // How a person gets it, in a sentence or two.
    [[nodiscard]] std::string howToGet(const RuntimeInfo& runtime) const;

    // Makes it with the machine's python3 and pip, from PyPI; asks nobody. Throws Error with the remedy: no Python, no pip,
    // no network. Nothing half-made stays.
    void make(const RuntimeInfo& runtime, const Task& task) const;

private:
    std::filesystem::path m_folder;
};

} // namespace lathe::exports
