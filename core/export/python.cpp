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

void call(std::vector<std::string> command, const std::string& what, const std::string& remedy, const Task& task)
{
    ProcessRequest request;
    request.command = std::move(command);
    request.timeoutSeconds = kInstallSeconds;
    request.environment = {{"PIP_DISABLE_PIP_VERSION_CHECK", "1"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    ProcessResult result;
    try {
        result = runProcess(request, task);
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
    const std::string python = (staged.path() / "bin/python").string();
    const fs::path requirements = staged.path() / kMark;

    task.report(0, fmt::format("Python for {}", runtime.title));
    // Without pip inside: Debian keeps what would put it there in a package of its own.
    call({"python3", "-m", "venv", "--without-pip", staged.path().string()}, "Python 3 is needed",
         "Install Python 3.10 or newer (on Debian: sudo apt-get install python3 python3-pip)", task);
    writeFile(requirements, resource(runtime.requirements));
    task.report(0.1, fmt::format("Installing {} ({})", runtime.title, runtime.download));
    std::vector<std::string> install{"python3", "-m", "pip", "--python", python, "install", "--quiet", "--no-input", "-r", requirements.string()};
    if (runtime.pinsAll)
        install.emplace_back("--no-deps");
    call(std::move(install),
         fmt::format("{} could not be installed", runtime.title),
         "See that pypi.org can be reached and that python3 -m pip works (on Debian: sudo apt-get install python3-pip), then start again", task);
    staged.commit();
    task.report(1, {});
}

} // namespace lathe::exports
