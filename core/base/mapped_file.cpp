#include "core/base/mapped_file.h"

#include "core/base/error.h"

#include <cstdint>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lathe {

MappedFile::MappedFile(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw Error(ErrorKind::BadInput, fmt::format("{}: cannot be opened", file.string()),
                    "Check that the file exists and may be read");
    struct stat status = {};
    ::fstat(descriptor, &status);
    if (!S_ISREG(status.st_mode)) {
        ::close(descriptor);
        throw badInput("{}: is not a regular file", file.string());
    }
    m_size = static_cast<size_t>(status.st_size);
    if (m_size > 0) {
        void* data = ::mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
        ::close(descriptor);
        if (data == MAP_FAILED)
            throw Error(ErrorKind::Failure, fmt::format("{}: cannot be mapped into memory", file.string()));
        m_data = static_cast<std::byte*>(data);
    } else {
        ::close(descriptor);
    }
}

void MappedFile::release(std::span<std::byte> part) const
{
    const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<uintptr_t>(part.data());
    const uintptr_t begin = (first + page - 1) / page * page, end = (first + part.size()) / page * page;
    if (begin < end) // whole pages only: the neighbours may still be read
        ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED); // a refusal only costs memory
}

MappedFile::~MappedFile()
{
    if (m_data)
        ::munmap(m_data, m_size);
}

} // namespace lathe
