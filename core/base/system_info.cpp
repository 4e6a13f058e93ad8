#include "core/base/system_info.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <sys/sysinfo.h>

namespace lathe {

namespace {

// The value after "key<separator>" in a file of such lines; empty when there is none.
std::string valueOf(const char* file, const std::string& key, char separator)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (line.rfind(key, 0) != 0)
            continue;
        const size_t at = line.find(separator);
        if (at == std::string::npos)
            continue;
        std::string value = line.substr(at + 1);
        value.erase(0, value.find_first_not_of(" \t\""));
        value.erase(value.find_last_not_of(" \t\"") + 1);
        return value;
    }
    return {};
}

// Of a file that counts in kB.
uint64_t bytesOf(const char* file, const std::string& key)
{
    const std::string value = valueOf(file, key, ':');
    return value.empty() ? 0 : std::stoull(value) * 1024;
}

} // namespace

SystemInfo readSystemInfo()
{
    constexpr std::array kWanted = {"avx2",     "avx512f",  "avx512_vnni", "avx512_bf16",
                                    "avx_vnni", "amx_int8", "amx_bf16"};
    SystemInfo info;
    info.cpu = valueOf("/proc/cpuinfo", "model name", ':');
    std::istringstream flags(valueOf("/proc/cpuinfo", "flags", ':'));
    for (std::string flag; flags >> flag;)
        if (std::find(kWanted.begin(), kWanted.end(), flag) != kWanted.end())
            info.features.push_back(flag);
    cpu_set_t usable;
    CPU_ZERO(&usable);
    if (::sched_getaffinity(0, sizeof usable, &usable) == 0)
        info.cores = std::max(1, CPU_COUNT(&usable));
    struct sysinfo memory = {};
    if (::sysinfo(&memory) == 0)
        info.memoryBytes = uint64_t(memory.totalram) * memory.mem_unit;
    info.system = valueOf("/etc/os-release", "PRETTY_NAME", '=');
    return info;
}

uint64_t availableMemoryBytes() { return bytesOf("/proc/meminfo", "MemAvailable"); }

uint64_t residentBytes() { return bytesOf("/proc/self/status", "VmRSS"); }

uint64_t peakResidentBytes() { return bytesOf("/proc/self/status", "VmHWM"); }

bool resetPeakMemory()
{
    std::ofstream stream("/proc/self/clear_refs");
    stream << "5" << std::flush;
    return bool(stream);
}

} // namespace lathe
