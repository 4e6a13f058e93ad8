#include "core/export/python.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/process.h"

#include <cstdlib>

namespace lathe::exports {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMark = "lathe-requirements.txt"; // what was installed, once it was
constexpr double kInstallSeconds = 3600;

// What pip or Python said last: the line that tells what went wrong.
std::string lastLine(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    return text.substr(text.find_last_of('\n') + 1);
}

ProcessResult run(std::vector<std::string> command, const Task& task)
{
    ProcessRequest request;
    request.command = std::move(command);
    request.timeoutSeconds = kInstallSeconds;
    request.environment = {{"PIP_DISABLE_PIP_VERSION_CHECK", "1"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    return runProcess(request, task);
}

void call(std::vector<std::string> command, const std::string& what, const std::string& remedy, const Task& task)
{
    ProcessResult result;
    try {
        result = run(std::move(command), task);
    } catch (const Error& error) { // no such program
        throw Error(error.kind(), fmt::format("{}: {}", what, error.what()), remedy);
    }
    if (result.exitCode != 0)
        throw Error(ErrorKind::Failure, fmt::format("{}: {}", what, lastLine(result.output)), remedy);
}

} // namespace

PythonEnvironments::PythonEnvironments(fs::path folder) : m_folder(std::move(folder)) {}

fs::path PythonEnvironments::defaultFolder()
{
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return fs::path(cache) / "lathe/python";
    const char* home = std::getenv("HOME");
    return fs::path(home && *home ? home : ".") / ".cache/lathe/python";
}

fs::path PythonEnvironments::python(const RuntimeInfo& runtime) const { return m_folder / runtime.key / "bin/python"; }

bool PythonEnvironments::isReady(const RuntimeInfo& runtime) const
{
    if (runtime.isInLathe)
        return true;
    const fs::path mark = m_folder / runtime.key / kMark;
    return fs::exists(python(runtime)) && fs::exists(mark) && readFile(mark) == resource(runtime.requirements);
}

std::string PythonEnvironments::howToGet(const RuntimeInfo& runtime) const
{
    return fmt::format("Allow Lathe to install {} for itself (from PyPI into {}: {}), or run the export's {} yourself",
                       runtime.title, (m_folder / runtime.key).string(), runtime.download, runtime.script);
}

void PythonEnvironments::make(const RuntimeInfo& runtime, const Task& task) const
{
    fs::create_directories(m_folder);
    StagedFolder staged(m_folder / runtime.key);
    const fs::path place = staged.path();

    task.report(0, fmt::format("Python for {}", runtime.title));
    // Without pip inside: Debian keeps what would put it there in a package of its own.
    call({"python3", "-m", "venv", "--without-pip", place.string()}, "Python 3 is needed",
         "Install Python 3.11 or newer (on Debian: sudo apt-get install python3 python3-pip)", task);
    task.report(0.1, fmt::format("Installing {} ({})", runtime.title, runtime.download));
    // Every list is complete, so nothing else may come in beside it.
    const auto install = [&](const std::string& list, std::vector<std::string> options) {
        writeFile(place / list, resource(list));
        std::vector<std::string> command{"python3", "-m", "pip", "--python", (place / "bin/python").string(), "install", "--quiet",
                                         "--no-input", "--no-deps", "-r", (place / list).string()};
        command.insert(command.end(), options.begin(), options.end());
        return command;
    };
    const std::string what = fmt::format("{} could not be installed", runtime.title);
    const std::string remedy = "See that pypi.org can be reached, that python3 is 3.11 to 3.14 and that python3 -m pip works (on Debian: sudo "
                               "apt-get install python3-pip), then start again";
    if (runtime.needsTorch && run(install("requirements-torch-cpu.txt", {"--retries", "1", "--timeout", "15"}), task).exitCode != 0)
        call(install("requirements-torch-cuda.txt", {}), what, remedy, task);
    call(install(runtime.requirements, {}), what, remedy, task);
    writeFile(place / kMark, resource(runtime.requirements));
    staged.commit();
    task.report(1, {});
}

} // namespace lathe::exports
