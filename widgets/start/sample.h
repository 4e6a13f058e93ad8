#pragma once

#include <filesystem>

namespace lathe::widgets {

// Lays the bundled sample out as a workspace: its recipes, its data, and a link to its model where packaging/setup
// has fetched it. What is there already stays, so that a user's changes do. Throws Error when the folder cannot be
// written.
void layOutSample(const std::filesystem::path& folder);

} // namespace lathe::widgets
