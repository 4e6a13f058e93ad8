#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lathe {

// What the machine did besides, from construction until asked.
class MachineWatch {
public:
    MachineWatch();

    struct Report {
        std::optional<double> waited;       // part of their time that this process's threads waited for a core, 0..1
        std::optional<int64_t> throttled;   // times that a core was slowed down because it was too hot
        std::vector<std::string> warnings;  // why figures taken meanwhile deserve doubt
    };
    [[nodiscard]] Report report() const;

private:
    struct Counters {
        uint64_t ran = 0, waited = 0; // nanoseconds, all threads
        int64_t throttled = -1;       // -1: not told
    };
    [[nodiscard]] static Counters read();

    Counters m_start;
};

// Energy that all processor packages have used since an unknown moment, in joules, by the counters of
// running average power limit (RAPL); nothing where the kernel has none or keeps them to root.
[[nodiscard]] std::optional<double> packageEnergy();

} // namespace lathe
