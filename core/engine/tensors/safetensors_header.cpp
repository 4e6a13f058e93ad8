#include "core/engine/tensors/safetensors_header.h"

#include "core/base/error.h"
#include "core/engine/tensors/dtype.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

namespace lathe::engine {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

namespace {

constexpr uint64_t kLengthBytes = 8;
constexpr uint64_t kMaxHeader = 100'000'000; // the format's own limit
constexpr int kMaxDepth = 3;                 // header, tensor, shape
constexpr size_t kMaxDimensions = 8;

// Refuses, while parsing, what would be lost or expensive afterwards: names given twice and nesting
// that no header has.
class Watcher {
public:
    bool operator()(int depth, json::parse_event_t event, const json& parsed)
    {
        using Event = json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            if (depth >= kMaxDepth)
                throw badInput("the header is nested deeper than the format allows");
            m_keys[static_cast<size_t>(depth)].clear();
        }
        if (event == Event::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!m_keys[static_cast<size_t>(depth - 1)].insert(key).second)
                throw badInput("the header names \"{}\" twice", key);
        }
        return true;
    }

private:
    std::set<std::string> m_keys[kMaxDepth];
};

json parseJson(std::string_view text)
{
    try {
        json header = json::parse(text, Watcher{});
        if (header.is_object())
            return header;
    } catch (const json::exception&) { // reported below, in the user's words
    }
    throw badInput("the header is not a JSON object");
}

const json& member(const json& object, const char* key, json::value_t type, std::string_view tensor)
{
    const auto found = object.find(key);
    if (found == object.end() || found->type() != type)
        throw badInput("tensor {}: \"{}\" is missing or of the wrong type", tensor, key);
    return *found;
}

std::vector<int64_t> readShape(const json& values, std::string_view tensor)
{
    constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
    if (values.size() > kMaxDimensions)
        throw badInput("tensor {}: has {} dimensions, at most {} are supported", tensor,
                       values.size(), kMaxDimensions);
    std::vector<int64_t> shape;
    int64_t product = 1; // of the sizes other than 0, because strides are made of those too
    for (const json& value : values) {
        if (!value.is_number_unsigned() || value.get<uint64_t>() > kMax)
            throw badInput("tensor {}: \"shape\" must hold whole numbers from 0 on, found {}",
                           tensor, value.dump());
        shape.push_back(value.get<int64_t>());
        if (__builtin_mul_overflow(product, std::max<int64_t>(shape.back(), 1), &product) ||
            product > static_cast<int64_t>(kMax / sizeof(double)))
            throw badInput("tensor {}: the sizes in \"shape\" are too large", tensor);
    }
    return shape;
}

TensorEntry readEntry(const std::string& name, const json& value, uint64_t dataBytes)
{
    if (!value.is_object())
        throw badInput("tensor {}: is not described by a JSON object", name);
    TensorEntry entry;
    entry.name = name;
    const auto& dtype =
        member(value, "dtype", json::value_t::string, name).get_ref<const std::string&>();
    const auto type = dtypeFromSafetensors(dtype);
    if (!type)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("tensor {}: unknown dtype \"{}\"", name, dtype),
                    "Save the model as F32, F16, BF16, F8_E4M3 or F8_E5M2");
    entry.type = *type;
    entry.shape = readShape(member(value, "shape", json::value_t::array, name), name);
    const json& offsets = member(value, "data_offsets", json::value_t::array, name);
    if (offsets.size() != 2 || !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned())
        throw badInput("tensor {}: \"data_offsets\" must be two whole numbers from 0 on", name);
    entry.begin = offsets[0].get<uint64_t>();
    entry.end = offsets[1].get<uint64_t>();
    if (entry.begin > entry.end || entry.end > dataBytes)
        throw badInput("tensor {}: \"data_offsets\" [{}, {}] lie outside the file, which holds {} "
                       "bytes of data",
                       name, entry.begin, entry.end, dataBytes);
    uint64_t bytes = c10::elementSize(entry.type);
    for (const int64_t size : entry.shape)
        bytes *= static_cast<uint64_t>(size);
    if (bytes != entry.end - entry.begin)
        throw badInput("tensor {}: shape and dtype want {} bytes, \"data_offsets\" give {}", name,
                       bytes, entry.end - entry.begin);
    return entry;
}

void checkCoverage(const std::vector<TensorEntry>& entries, uint64_t dataBytes)
{
    uint64_t position = 0;
    for (const TensorEntry& entry : entries) {
        if (entry.begin < position)
            throw badInput("tensor {}: overlaps another tensor", entry.name);
        if (entry.begin > position)
            throw badInput("tensor {}: {} bytes before it belong to no tensor", entry.name,
                           entry.begin - position);
        position = entry.end;
    }
    if (position != dataBytes)
        throw badInput("the last {} bytes belong to no tensor", dataBytes - position);
}

} // namespace

SafetensorsHeader parseSafetensorsHeader(std::span<const std::byte> file)
{
    if (file.size() < kLengthBytes)
        throw badInput("is too short ({} bytes) to be a safetensors file", file.size());
    uint64_t length = 0;
    std::memcpy(&length, file.data(), kLengthBytes);
    if (length > kMaxHeader)
        throw badInput("the header's length ({} bytes) is beyond the format's limit of {}", length,
                       kMaxHeader);
    if (length > file.size() - kLengthBytes)
        throw badInput("the header's length ({} bytes) lies beyond the file's end", length);
    SafetensorsHeader header;
    header.dataStart = kLengthBytes + length;
    const uint64_t dataBytes = file.size() - header.dataStart;
    const json object =
        parseJson({reinterpret_cast<const char*>(file.data()) + kLengthBytes, length});
    for (const auto& [name, value] : object.items())
        if (name != "__metadata__")
            header.entries.push_back(readEntry(name, value, dataBytes));
    std::sort(header.entries.begin(), header.entries.end(),
              [](const TensorEntry& a, const TensorEntry& b) {
                  return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
              });
    checkCoverage(header.entries, dataBytes);
    return header;
}

} // namespace lathe::engine
