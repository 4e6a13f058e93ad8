#pragma once

#include "widgets/session/workspace.h"

#include <stop_token>

namespace lathe::widgets {

// What is known of a workspace without opening it.
struct WorkspaceFacts {
    std::filesystem::path folder;
    bool isThere = false;
    int recipes = 0;
    int runs = 0;          // -1: its history cannot be read
    std::string lastRun;   // when it started, UTC; empty: none
};

// Reads files: not for the user interface's thread.
[[nodiscard]] std::vector<WorkspaceFacts> readFacts(const QStringList& folders, const std::stop_token& stop);

// One line: "3 recipes · 12 runs, the last on 23 Nov 2026, 16:05".
[[nodiscard]] QString describe(const WorkspaceFacts& facts);

} // namespace lathe::widgets
