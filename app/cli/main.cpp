#include "app/cli/verbs.h"
#include "core/base/error.h"
#include "core/base/task.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace {

using namespace lathe::cli;

int reported(const lathe::Error& error)
{
    spdlog::error("{}", error.what());
    if (!error.remedy().empty())
        spdlog::info("{}", error.remedy());
    return error.kind() == lathe::ErrorKind::Failure ? kFailed : kBadInput;
}

int act(const Action& action)
{
    try { // the last wall: whatever reaches it is told and becomes an exit code
        return action();
    } catch (const lathe::Error& error) {
        return reported(error);
    } catch (const lathe::Cancelled&) {
        spdlog::warn("cancelled");
        return kCancelled;
    } catch (const std::filesystem::filesystem_error& error) {
        spdlog::error("{}: {}", error.path1().string(), error.code().message());
        spdlog::info("Check the path and the rights to read and write there");
        return kBadInput;
    } catch (const std::bad_alloc&) {
        spdlog::error("not enough memory");
        return kFailed;
    } catch (const std::exception& error) {
        spdlog::error("{}", error.what());
        return kFailed;
    }
}

} // namespace

int main(int argc, char** argv)
{
    spdlog::set_default_logger(spdlog::stderr_color_mt("lathe"));
    spdlog::set_pattern("%^%l%$: %v");

    CLI::App app("Compression experiments on transformer text classifiers.", "lathe-cli");
    app.set_version_flag("--version", std::string("lathe-cli ") + LATHE_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 2 bad input, 3 a run failed, 130 cancelled.");
    Action action;
    for (const auto add : {addRun, addCheck, addInspect, addStages, addEvaluate, addPredict,
                           addTokenize, addBench, addHistory, addReport, addExport})
        add(app, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { // also thrown for --help and --version
        return app.exit(error) == 0 ? kDone : kBadInput;
    }
    return act(action);
}
