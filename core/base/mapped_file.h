#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace lathe {

// A file mapped copy-on-write into memory: pages come from the page cache and stay shared with it
// until somebody writes to them; the file itself never changes. Throws Error when the file cannot be
// opened or mapped. An empty file maps to an empty span.
class MappedFile {
public:
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] std::span<std::byte> bytes() const { return {m_data, m_size}; }

    // Gives the memory of a part back that nobody reads for now and nobody wrote to; read again, it comes from the
    // page cache.
    void release(std::span<std::byte> part) const;

private:
    std::byte* m_data = nullptr;
    size_t m_size = 0;
};

} // namespace lathe
