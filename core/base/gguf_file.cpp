#include "core/base/gguf_file.h"

#include "core/base/mapped_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <set>
#include <tuple>

namespace lathe {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "GGUF files are little-endian");

namespace {

constexpr std::string_view kMagic = "GGUF";
constexpr uint64_t kMaxEntries = 65536;      // of the metadata, and of the tensors
constexpr uint64_t kMaxItems = 8'000'000;    // of all lists together: eight large vocabularies
constexpr uint64_t kMaxName = 4096;          // bytes of a key or of a tensor's name
constexpr uint64_t kMaxDimensions = 4;       // the format's own limit
constexpr uint64_t kMaxAlignment = 1 << 20;

enum ValueType : uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, String, Array, U64, I64, F64 };

// Takes values off the front of the file, and never more than it holds.
class Cursor {
public:
    explicit Cursor(std::span<const std::byte> file) : m_file(file) {}

    [[nodiscard]] uint64_t position() const { return m_position; }
    [[nodiscard]] uint64_t left() const { return m_file.size() - m_position; }

    template <class T> T take()
    {
        T value;
        std::memcpy(&value, bytes(sizeof(T)), sizeof(T));
        return value;
    }

    std::string text(uint64_t longest)
    {
        const auto length = take<uint64_t>();
        if (length > longest)
            throw badInput("holds a name of {} bytes; at most {} are supported", length, longest);
        return {bytes(length), length};
    }

private:
    const char* bytes(uint64_t count)
    {
        if (count > left())
            throw badInput("ends in the middle of its header, at byte {}", m_file.size());
        const auto* start = reinterpret_cast<const char*>(m_file.data()) + m_position;
        m_position += count;
        return start;
    }

    std::span<const std::byte> m_file;
    uint64_t m_position = 0;
};

class HeaderReader {
public:
    explicit HeaderReader(std::span<const std::byte> file) : m_cursor(file), m_size(file.size()) {}

    GgufHeader read()
    {
        const auto tensors = readStart();
        for (uint64_t n = 0; n < m_entries; ++n)
            readEntry();
        readAlignment();
        for (uint64_t n = 0; n < tensors; ++n)
            readTensor();
        place();
        return std::move(m_header);
    }

private:
    uint64_t readStart()
    {
        if (m_size < kMagic.size() || std::memcmp(m_cursor.take<std::array<char, 4>>().data(),
                                                  kMagic.data(), kMagic.size()) != 0)
            throw badInput("does not begin as a GGUF file does");
        const auto version = m_cursor.take<uint32_t>();
        if (version != 2 && version != 3)
            throw Error(ErrorKind::Unsupported,
                        (version & 0xffff) == 0
                            ? "is a GGUF file for big-endian machines"
                            : fmt::format("is of GGUF version {}; 2 and 3 are supported", version),
                        "Convert the model again with a current llama.cpp");
        const auto tensors = m_cursor.take<uint64_t>();
        m_entries = m_cursor.take<uint64_t>();
        if (tensors > kMaxEntries || m_entries > kMaxEntries)
            throw badInput("claims {} tensors and {} metadata entries; at most {} are supported",
                           tensors, m_entries, kMaxEntries);
        return tensors;
    }

    void readEntry()
    {
        std::string key = m_cursor.text(kMaxName);
        if (m_header.metadata.contains(key))
            throw badInput("names the key {} twice", key);
        m_key = key;
        const auto type = m_cursor.take<uint32_t>();
        m_header.metadata[std::move(key)] = type == Array ? readList() : readValue(type);
    }

    json readList()
    {
        const auto type = m_cursor.take<uint32_t>();
        const auto count = m_cursor.take<uint64_t>();
        if (count > kMaxItems - m_items || count > m_cursor.left())
            throw badInput("key {}: claims {} entries, more than the file can hold", m_key, count);
        m_items += count;
        json list = json::array();
        for (uint64_t n = 0; n < count; ++n)
            list.push_back(readValue(type));
        return list;
    }

    json readValue(uint32_t type)
    {
        switch (type) {
        case U8:
            return m_cursor.take<uint8_t>();
        case I8:
            return m_cursor.take<int8_t>();
        case U16:
            return m_cursor.take<uint16_t>();
        case I16:
            return m_cursor.take<int16_t>();
        case U32:
            return m_cursor.take<uint32_t>();
        case I32:
            return m_cursor.take<int32_t>();
        case F32:
            return m_cursor.take<float>();
        case Bool:
            return m_cursor.take<uint8_t>() != 0;
        case String:
            return m_cursor.text(m_cursor.left());
        case U64:
            return m_cursor.take<uint64_t>();
        case I64:
            return m_cursor.take<int64_t>();
        case F64:
            return m_cursor.take<double>();
        default:
            throw badInput("key {}: has a value of the unknown type {}", m_key, type);
        }
    }

    void readAlignment()
    {
        const auto found = m_header.metadata.find("general.alignment");
        if (found == m_header.metadata.end())
            return;
        if (!found->is_number_unsigned() || !std::has_single_bit(found->get<uint64_t>()) ||
            found->get<uint64_t>() < 8 || found->get<uint64_t>() > kMaxAlignment)
            throw badInput("key general.alignment: must be a power of two from 8 to {}", kMaxAlignment);
        m_alignment = found->get<uint64_t>();
    }

    void readTensor()
    {
        GgufTensor tensor;
        tensor.name = m_cursor.text(kMaxName);
        if (!m_names.insert(tensor.name).second)
            throw badInput("names the tensor {} twice", tensor.name);
        const auto dimensions = m_cursor.take<uint32_t>();
        if (dimensions < 1 || dimensions > kMaxDimensions)
            throw badInput("tensor {}: has {} dimensions; 1 to {} are supported", tensor.name,
                           dimensions, kMaxDimensions);
        int64_t values = 1;
        for (uint32_t n = 0; n < dimensions; ++n) {
            const auto size = m_cursor.take<uint64_t>();
            if (size < 1 || size > uint64_t(std::numeric_limits<int64_t>::max() / 8) ||
                __builtin_mul_overflow(values, int64_t(size), &values) ||
                values > std::numeric_limits<int64_t>::max() / 8)
                throw badInput("tensor {}: has the size {} in dimension {}", tensor.name, size, n);
            tensor.shape.insert(tensor.shape.begin(), int64_t(size));
        }
        const auto type = m_cursor.take<uint32_t>();
        tensor.type = ggufType(type);
        if (!tensor.type || tensor.type->blockBytes == 0)
            throw Error(ErrorKind::Unsupported,
                        fmt::format("tensor {}: is stored as {}, which is not supported", tensor.name,
                                    tensor.type ? std::string(tensor.type->name)
                                                : fmt::format("type {}", type)),
                        "Use a file of the same model with another quantization: F32, F16, BF16, Q4_0 "
                        "to Q8_0, Q2_K to Q6_K, IQ4_NL or IQ4_XS");
        if (tensor.shape.back() % tensor.type->blockValues != 0)
            throw badInput("tensor {}: its rows of {} values are no whole {} blocks of {}",
                           tensor.name, tensor.shape.back(), tensor.type->name,
                           tensor.type->blockValues);
        tensor.begin = m_cursor.take<uint64_t>();
        tensor.end = uint64_t(values / tensor.type->blockValues * tensor.type->blockBytes);
        m_header.tensors.push_back(std::move(tensor));
    }

    // From offsets and lengths to places in the file.
    void place()
    {
        const uint64_t start = (m_cursor.position() + m_alignment - 1) / m_alignment * m_alignment;
        const uint64_t room = m_size - std::min(start, m_size);
        for (GgufTensor& tensor : m_header.tensors) {
            const uint64_t offset = tensor.begin, bytes = tensor.end;
            if (offset > room || bytes > room - offset)
                throw badInput("tensor {}: its {} bytes at {} lie outside the file, which holds {} "
                               "bytes of data",
                               tensor.name, bytes, offset, room);
            if (offset % m_alignment != 0)
                throw badInput("tensor {}: its place {} is not aligned to {} bytes", tensor.name,
                               offset, m_alignment);
            tensor.begin = start + offset;
            tensor.end = tensor.begin + bytes;
        }
        std::sort(m_header.tensors.begin(), m_header.tensors.end(), [](const auto& a, const auto& b) {
            return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
        });
        for (size_t n = 1; n < m_header.tensors.size(); ++n)
            if (m_header.tensors[n].begin < m_header.tensors[n - 1].end)
                throw badInput("tensor {}: overlaps another tensor", m_header.tensors[n].name);
    }

    Cursor m_cursor;
    uint64_t m_size;
    uint64_t m_entries = 0, m_items = 0, m_alignment = 32;
    std::string m_key; // being read
    std::set<std::string> m_names;
    GgufHeader m_header{json::object(), {}};
};

} // namespace

GgufHeader parseGguf(std::span<const std::byte> file)
{
    return HeaderReader(file).read();
}

Error inGguf(const Error& error, const std::filesystem::path& file)
{
    return {error.kind(), fmt::format("{}: {}", file.string(), error.what()),
            error.remedy().empty() ? "The file is damaged or cut off: fetch it again" : error.remedy()};
}

json readGgufMetadata(const std::filesystem::path& file)
{
    const MappedFile mapping(file);
    try {
        return parseGguf(mapping.bytes()).metadata;
    } catch (const Error& error) { // says which file
        throw inGguf(error, file);
    }
}

std::filesystem::path ggufFileOf(const std::filesystem::path& path)
{
    namespace fs = std::filesystem;
    constexpr std::string_view kExtension = ".gguf";
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored))
        return path.extension() == kExtension ? path : fs::path();
    std::vector<fs::path> files;
    for (const auto& item : fs::directory_iterator(path, ignored))
        if (item.path().extension() == kExtension && item.is_regular_file(ignored))
            files.push_back(item.path());
    if (files.size() > 1)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: holds {} .gguf files", path.string(), files.size()),
                    "Open the one that you mean, instead of the folder");
    return files.empty() ? fs::path() : files.front();
}

} // namespace lathe
