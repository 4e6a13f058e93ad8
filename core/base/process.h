#pragma once

#include "core/base/task.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lathe {

struct ProcessRequest {
    std::vector<std::string> command;               // the program, looked up in PATH, and its arguments
    std::filesystem::path folder = {};              // to start it in; empty: the present one
    std::map<std::string, std::string> environment = {}; // beside the present one
    double timeoutSeconds = 600;
};

struct ProcessResult {
    int exitCode = 0;   // 128 + number of the signal that ended it
    std::string output; // the end of what it wrote to stdout and stderr, 64 KB at most
};

// Runs another program to its end. It reads nothing, and it and what it starts are killed when the task is stopped or
// the time is over. Throws Error when it cannot be started or took too long, and Cancelled.
[[nodiscard]] ProcessResult runProcess(const ProcessRequest& request, const Task& task);

} // namespace lathe
