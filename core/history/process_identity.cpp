#include "core/history/process_identity.h"

#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace lathe::history {

namespace {

// Field 22 of /proc/PID/stat (proc(5)); absent when there is no such process.
std::optional<int64_t> startTicksOf(int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(file, line))
        return std::nullopt;
    const size_t afterName =
        line.rfind(')'); // the second field is the name, which may hold anything
    if (afterName == std::string::npos)
        return std::nullopt;
    std::istringstream fields(line.substr(afterName + 1));
    std::string skipped;
    for (int field = 3; field < 22; ++field)
        fields >> skipped;
    int64_t ticks = 0;
    if (!(fields >> ticks))
        return std::nullopt;
    return ticks;
}

std::string hostName()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string id;
    std::getline(file, id);
    return id;
}

} // namespace

ProcessIdentity ProcessIdentity::current()
{
    return {hostName(), bootId(), ::getpid(), startTicksOf(::getpid()).value_or(0)};
}

bool ProcessIdentity::mayBeAlive() const
{
    if (host != hostName())
        return true;
    return boot == bootId() && startTicksOf(pid) == startTicks;
}

} // namespace lathe::history
