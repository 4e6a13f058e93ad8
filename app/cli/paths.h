#pragma once

#include <filesystem>

namespace lathe::cli {

// $XDG_DATA_HOME/lathe or ~/.local/share/lathe: artifacts and the history, shared with the
// workbench.
[[nodiscard]] std::filesystem::path defaultWorkFolder();

// The history of a work folder.
[[nodiscard]] std::filesystem::path historyIn(const std::filesystem::path& workFolder);

} // namespace lathe::cli
