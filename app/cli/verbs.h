#pragma once

#include <CLI/App.hpp>
#include <functional>

namespace lathe::cli {

inline constexpr int kDone = 0;
inline constexpr int kBadInput = 2;
inline constexpr int kFailed = 3;
inline constexpr int kCancelled = 130;

// What the chosen verb does once the whole command line was read; its result is the exit code.
using Action = std::function<int()>;

// Each adds one verb with its options and sets the action when the verb is on the command line.
void addInspect(CLI::App& app, Action& action);
void addStages(CLI::App& app, Action& action);
void addCheck(CLI::App& app, Action& action);
void addHistory(CLI::App& app, Action& action);
void addEvaluate(CLI::App& app, Action& action);
void addTokenize(CLI::App& app, Action& action);
void addPredict(CLI::App& app, Action& action);
void addBench(CLI::App& app, Action& action);
void addExport(CLI::App& app, Action& action);
void addReport(CLI::App& app, Action& action);
void addRun(CLI::App& app, Action& action);

} // namespace lathe::cli
