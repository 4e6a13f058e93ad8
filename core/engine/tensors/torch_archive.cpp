#include "core/engine/tensors/torch_archive.h"

#include "core/base/error.h"

#include <c10/util/Exception.h>
#include <caffe2/serialize/inline_container.h>
#include <cstring>
#include <limits>

namespace lathe::engine {

using caffe2::serialize::PyTorchStreamReader;

namespace {

constexpr std::string_view kZip = "PK\x03\x04";

void checkStart(std::span<const std::byte> file)
{
    const std::string_view start(reinterpret_cast<const char*>(file.data()), std::min<size_t>(file.size(), 64));
    if (start.starts_with(kZip))
        return;
    if (start.starts_with('\x80')) // a bare pickle
        throw Error(ErrorKind::Unsupported,
                    "is a bare pickle, as torch.save wrote it before PyTorch 1.6 and other programs still do",
                    "Load it where it was made and save it again, best as safetensors");
    throw badInput("is not a file that torch.save wrote");
}

template <class Ask> auto asked(Ask ask)
{
    try {
        return ask();
    } catch (const c10::Error& error) { // LibTorch's reader, about the archive
        throw badInput("the archive is damaged: {}", error.what_without_backtrace());
    }
}

} // namespace

TorchArchive::TorchArchive(const std::filesystem::path& file) : m_mapping(std::make_shared<MappedFile>(file))
{
    checkStart(m_mapping->bytes());
    m_reader = asked([&] { return std::make_unique<PyTorchStreamReader>(file.string()); });
    if (m_reader->hasRecord("byteorder")) {
        const auto order = record("byteorder");
        if (std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) != "little")
            throw Error(ErrorKind::Unsupported, "was saved on a big-endian machine",
                        "Save the model as safetensors");
    }
}

TorchArchive::~TorchArchive() = default;

bool TorchArchive::has(const std::string& record) const
{
    return m_reader->hasRecord(record);
}

std::vector<std::string> TorchArchive::names() const
{
    return asked([&] { return m_reader->getAllRecords(); });
}

std::string TorchArchive::unpacked(const std::string& record) const
{
    const auto [bytes, size] = asked([&] { return m_reader->getRecord(record); });
    return {static_cast<const char*>(bytes.get()), size};
}

uint64_t TorchArchive::unpackedBytes() const
{
    return asked([&] {
        uint64_t bytes = 0;
        for (const std::string& name : m_reader->getAllRecords())
            if (__builtin_add_overflow(bytes, uint64_t(m_reader->getRecordSize(name)), &bytes))
                return std::numeric_limits<uint64_t>::max();
        return bytes;
    });
}

std::span<std::byte> TorchArchive::record(const std::string& name) const
{
    constexpr size_t kHeader = 30, kMethod = 8; // bytes of a local header, and where it names the compression
    if (!m_reader->hasRecord(name))
        throw badInput("the archive holds no record {}", name);
    const auto [header, start, bytes] = asked([&] {
        return std::tuple<size_t, size_t, size_t>(m_reader->getRecordHeaderOffset(name),
                                                  m_reader->getRecordOffset(name), m_reader->getRecordSize(name));
    });
    const std::span<std::byte> file = m_mapping->bytes();
    if (header > file.size() || file.size() - header < kHeader || start < header || start > file.size() ||
        bytes > file.size() - start)
        throw badInput("record {} of the archive reaches beyond the file's end", name);
    uint16_t method;
    std::memcpy(&method, file.data() + header + kMethod, sizeof method);
    if (method != 0)
        throw Error(ErrorKind::Unsupported, fmt::format("record {} of the archive is compressed", name),
                    "Save the model again with torch.save, which does not compress, or as safetensors");
    return file.subspan(start, bytes);
}

} // namespace lathe::engine
