#include "core/engine/tensors/safetensors.h"

#include "core/base/error.h"
#include "core/engine/tensors/dtype.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace lathe::engine {

namespace fs = std::filesystem;

namespace {

// A file under a temporary name beside its final one; gone again unless commit() was reached.
class PendingFile {
public:
    explicit PendingFile(const fs::path& file) : m_file(file)
    {
        static std::atomic<unsigned> counter{0};
        m_temporary = file.parent_path() /
                      fmt::format(".{}.{}.{}.tmp", file.filename().string(), ::getpid(), counter++);
        m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (m_descriptor < 0)
            throw failure("create");
    }
    ~PendingFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_temporary.empty())
            ::unlink(m_temporary.c_str());
    }
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    void write(const void* data, size_t bytes)
    {
        const auto* position = static_cast<const char*>(data);
        while (bytes > 0) {
            const ssize_t written = ::write(m_descriptor, position, bytes);
            if (written < 0 && errno != EINTR)
                throw failure("write");
            if (written > 0) {
                position += written;
                bytes -= static_cast<size_t>(written);
            }
        }
    }

    void commit()
    {
        if (::fsync(m_descriptor) != 0)
            throw failure("sync");
        if (::rename(m_temporary.c_str(), m_file.c_str()) != 0)
            throw failure("rename into place");
        m_temporary.clear();
    }

private:
    [[nodiscard]] Error failure(std::string_view wanted) const
    {
        const int reason = errno;
        return {ErrorKind::Failure,
                fmt::format("{}: cannot {}: {}", m_file.string(), wanted, std::strerror(reason)),
                reason == ENOSPC ? "Free some disk space and run again" : ""};
    }

    fs::path m_file;
    fs::path m_temporary;
    int m_descriptor = -1;
};

using Item = const Tensors::value_type*;

// Wide elements first, so that every tensor starts at a multiple of its element size.
std::vector<Item> inFileOrder(const Tensors& tensors)
{
    std::vector<Item> items;
    for (const auto& item : tensors) {
        if (!item.second.defined() || item.second.layout() != at::kStrided ||
            safetensorsName(item.second.scalar_type()).empty())
            throw Error(ErrorKind::Unsupported,
                        fmt::format("tensor {} cannot be stored as safetensors", item.first));
        items.push_back(&item);
    }
    std::stable_sort(items.begin(), items.end(), [](Item a, Item b) {
        return a->second.element_size() > b->second.element_size();
    });
    return items;
}

std::string makeHeader(const std::vector<Item>& items,
                       const std::map<std::string, std::string>& metadata)
{
    nlohmann::json header = nlohmann::json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    uint64_t position = 0;
    for (const Item item : items) {
        const uint64_t end = position + item->second.nbytes();
        header[item->first] = {{"dtype", safetensorsName(item->second.scalar_type())},
                               {"shape", item->second.sizes().vec()},
                               {"data_offsets", {position, end}}};
        position = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeSafetensors(const fs::path& file, const Tensors& tensors,
                      const std::map<std::string, std::string>& metadata)
{
    const std::vector<Item> items = inFileOrder(tensors);
    const std::string header = makeHeader(items, metadata);
    const uint64_t length = header.size();
    PendingFile pending(file);
    pending.write(&length, sizeof length);
    pending.write(header.data(), header.size());
    for (const Item item : items) {
        const at::Tensor plain = item->second.cpu().contiguous();
        pending.write(plain.const_data_ptr(), plain.nbytes());
    }
    pending.commit();
}

} // namespace lathe::engine
