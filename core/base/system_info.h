#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lathe {

// The machine that figures were measured on.
struct SystemInfo {
    std::string cpu;                   // "AMD EPYC 9354"
    std::vector<std::string> features; // of avx2, avx512f, avx512_vnni, avx512_bf16, avx_vnni, amx_int8, amx_bf16
    int cores = 1;                     // that this process may use
    uint64_t memoryBytes = 0;
    std::string system;                // "Debian GNU/Linux 12 (bookworm)"
};

[[nodiscard]] SystemInfo readSystemInfo();

// Memory that new allocations may take without swapping, in bytes; 0 where the kernel does not say.
[[nodiscard]] uint64_t availableMemoryBytes();

// Resident memory of this process in bytes, now and at its highest since resetPeakMemory.
[[nodiscard]] uint64_t residentBytes();
[[nodiscard]] uint64_t peakResidentBytes();
// False where the kernel does not allow it; the peak is then that of the whole process so far.
bool resetPeakMemory();

} // namespace lathe
