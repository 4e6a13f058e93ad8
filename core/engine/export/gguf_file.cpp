#include "core/engine/export/gguf_file.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace lathe::engine::gguf {

namespace {

constexpr size_t kAlignment = 32; // what the format takes where general.alignment says nothing
constexpr uint32_t kVersion = 3;

enum ValueType : uint32_t { kNumber = 4, kInteger = 5, kReal = 6, kFlag = 7, kText = 8, kList = 9 };

template <class T> void put(std::string& bytes, T value) // every machine that Lathe runs on is little-endian, as the format
{
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void putText(std::string& bytes, std::string_view text)
{
    put(bytes, uint64_t(text.size()));
    bytes += text;
}

void putKey(std::string& bytes, uint64_t& entries, std::string_view key, ValueType type)
{
    ++entries;
    putText(bytes, key);
    put(bytes, uint32_t(type));
}

template <class T> void putList(std::string& bytes, ValueType type, const std::vector<T>& values)
{
    put(bytes, uint32_t(type));
    put(bytes, uint64_t(values.size()));
    for (const T& value : values)
        if constexpr (std::is_same_v<T, std::string>)
            putText(bytes, value);
        else
            put(bytes, value);
}

size_t aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

} // namespace

int64_t Rows::size() const
{
    int64_t values = 1;
    for (const int64_t length : shape)
        values *= length;
    return values / type->blockValues * type->blockBytes;
}

void File::text(const std::string& key, std::string_view value)
{
    putKey(m_metadata, m_entries, key, kText);
    putText(m_metadata, value);
}

void File::number(const std::string& key, int64_t value)
{
    putKey(m_metadata, m_entries, key, kNumber);
    put(m_metadata, uint32_t(value));
}

void File::real(const std::string& key, double value)
{
    putKey(m_metadata, m_entries, key, kReal);
    put(m_metadata, float(value));
}

void File::flag(const std::string& key, bool value)
{
    putKey(m_metadata, m_entries, key, kFlag);
    put(m_metadata, uint8_t(value));
}

void File::texts(const std::string& key, const std::vector<std::string>& values)
{
    putKey(m_metadata, m_entries, key, kList);
    putList(m_metadata, kText, values);
}

void File::numbers(const std::string& key, const std::vector<int32_t>& values)
{
    putKey(m_metadata, m_entries, key, kList);
    putList(m_metadata, kInteger, values);
}

void File::reals(const std::string& key, const std::vector<float>& values)
{
    putKey(m_metadata, m_entries, key, kList);
    putList(m_metadata, kReal, values);
}

void File::tensor(std::string name, Rows rows) { m_tensors.push_back({std::move(name), std::move(rows)}); }

void File::write(const std::filesystem::path& path, const Task& task) const
{
    std::string header = "GGUF";
    put(header, kVersion);
    put(header, uint64_t(m_tensors.size()));
    put(header, m_entries);
    header += m_metadata;
    uint64_t offset = 0;
    for (const auto& [name, rows] : m_tensors) {
        putText(header, name);
        put(header, uint32_t(rows.shape.size()));
        for (auto length = rows.shape.rbegin(); length != rows.shape.rend(); ++length)
            put(header, uint64_t(*length));
        put(header, rows.type->id);
        put(header, offset);
        offset = aligned(offset + size_t(rows.size()));
    }
    header.resize(aligned(header.size()));

    errno = 0;
    std::ofstream file(path, std::ios::binary);
    const auto check = [&] {
        if (const int reason = errno; !file)
            throw Error(ErrorKind::Failure, fmt::format("{}: cannot be written: {}", path.string(), std::strerror(reason)),
                        reason == ENOSPC ? "Free some disk space and export again" : "See that the folder may be written to");
    };
    file.write(header.data(), std::streamsize(header.size()));
    check();
    for (const auto& [name, rows] : m_tensors) {
        task.checkpoint();
        const at::Tensor bytes = rows.bytes().contiguous();
        if (bytes.numel() * bytes.element_size() != rows.size())
            throw Error(ErrorKind::Failure, fmt::format("tensor {}: {} bytes were made, {} promised", name, bytes.numel() * bytes.element_size(), rows.size()));
        file.write(static_cast<const char*>(bytes.const_data_ptr()), rows.size());
        const std::string padding(aligned(size_t(rows.size())) - size_t(rows.size()), '\0');
        file.write(padding.data(), std::streamsize(padding.size()));
        check();
    }
    file.close();
    check();
}

} // namespace lathe::engine::gguf
