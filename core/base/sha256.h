#pragma once

#include "core/base/task.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace lathe {

// SHA-256 (FIPS 180-4). Artifacts are addressed by it, and downloads and bundles state it. Kept here
// so that core needs no cryptography library where the workbench is not built.
class Sha256 {
public:
    Sha256& update(std::string_view bytes);
    // 64 lower-case hexadecimal digits; the object is spent afterwards.
    [[nodiscard]] std::string finish();

    [[nodiscard]] static std::string of(std::string_view bytes);
    // Throws Error when the file cannot be read.
    [[nodiscard]] static std::string ofFile(const std::filesystem::path& file, const Task& task = {});

private:
    void block(const unsigned char* bytes);

    std::array<uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_pending{};
    uint64_t m_size = 0;
};

} // namespace lathe
