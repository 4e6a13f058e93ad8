#pragma once

#include "core/base/mapped_file.h"

#include <memory>
#include <string>
#include <vector>

namespace caffe2::serialize {
class PyTorchStreamReader;
}

namespace lathe::engine {

// The zip file that torch.save writes, read by LibTorch's own reader and mapped into memory. Its
// records are plain bytes in it; one that is compressed is refused, so nothing grows when it is read.
class TorchArchive {
public:
    // Throws Error, not naming the file, for what is no such archive.
    explicit TorchArchive(const std::filesystem::path& file);
    ~TorchArchive();
    TorchArchive(const TorchArchive&) = delete;
    TorchArchive& operator=(const TorchArchive&) = delete;

    [[nodiscard]] bool has(const std::string& record) const;
    // The bytes of a record, inside the mapping. Throws Error when there is none of that name.
    [[nodiscard]] std::span<std::byte> record(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> names() const; // of all records
    // A copy of a record, which may be compressed: ask for unpackedBytes() before.
    [[nodiscard]] std::string unpacked(const std::string& record) const;
    // What all records together take when they are unpacked, as the archive says.
    [[nodiscard]] uint64_t unpackedBytes() const;
    [[nodiscard]] const std::shared_ptr<MappedFile>& mapping() const { return m_mapping; }

private:
    std::shared_ptr<MappedFile> m_mapping;
    std::unique_ptr<caffe2::serialize::PyTorchStreamReader> m_reader;
};

} // namespace lathe::engine
