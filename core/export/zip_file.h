#pragma once

#include "core/base/task.h"

#include <filesystem>

namespace lathe::exports {

// Whether the path names a zip file by its ending, .zip.
[[nodiscard]] bool isZipFile(const std::filesystem::path& path);

// Whether this build writes zip files: it was made with libarchive.
[[nodiscard]] bool canZip();

// Writes everything below the folder into a new zip file, under the folder's own name. Throws Error when a file cannot be
// read or the disk is full, Cancelled; the file is then half-written.
void zipFolder(const std::filesystem::path& folder, const std::filesystem::path& file, const Task& task);

} // namespace lathe::exports
