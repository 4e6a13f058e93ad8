#include "core/base/machine_watch.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace lathe {

namespace fs = std::filesystem;

namespace {

constexpr double kMuchWaiting = 0.05;

std::optional<int64_t> numberIn(const fs::path& file)
{
    std::ifstream stream(file);
    int64_t number = 0;
    return stream >> number ? std::optional(number) : std::nullopt;
}

template <class F> void eachEntry(const fs::path& folder, const F& f)
{
    std::error_code ignored; // an absent or forbidden folder has no entries
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored))
        f(it->path());
}

} // namespace

MachineWatch::MachineWatch() : m_start(read()) {}

MachineWatch::Counters MachineWatch::read()
{
    Counters now;
    eachEntry("/proc/self/task", [&](const fs::path& thread) {
        std::ifstream stream(thread / "schedstat");
        uint64_t ran = 0, waited = 0;
        if (stream >> ran >> waited)
            now.ran += ran, now.waited += waited;
    });
    eachEntry("/sys/devices/system/cpu", [&](const fs::path& cpu) {
        if (const auto count = numberIn(cpu / "thermal_throttle" / "core_throttle_count"))
            now.throttled = std::max<int64_t>(now.throttled, 0) + *count;
    });
    return now;
}

MachineWatch::Report MachineWatch::report() const
{
    const Counters now = read();
    Report report;
    // Threads that ended meanwhile took their counters with them.
    if (now.ran > m_start.ran && now.waited >= m_start.waited) {
        const auto waited = double(now.waited - m_start.waited);
        report.waited = waited / (waited + double(now.ran - m_start.ran));
        if (*report.waited > kMuchWaiting)
            report.warnings.push_back(fmt::format("the machine is busy: threads waited {:.0f} % of their time for a "
                                                  "core; close other programs or use fewer threads",
                                                  *report.waited * 100));
    }
    if (m_start.throttled >= 0 && now.throttled >= 0) {
        report.throttled = now.throttled - m_start.throttled;
        if (*report.throttled > 0)
            report.warnings.push_back("the processor was slowed down because it was too hot; let it cool and repeat");
    }
    return report;
}

std::optional<double> packageEnergy()
{
    std::optional<double> joules;
    eachEntry("/sys/class/powercap", [&](const fs::path& zone) {
        const std::string name = zone.filename().string(); // packages are "intel-rapl:0", their parts "intel-rapl:0:0"
        if (!name.starts_with("intel-rapl:") || std::count(name.begin(), name.end(), ':') != 1)
            return;
        if (const auto microjoules = numberIn(zone / "energy_uj"))
            joules = joules.value_or(0) + double(*microjoules) * 1e-6;
    });
    return joules;
}

} // namespace lathe
