#include "core/base/files.h"

#include "core/base/error.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace lathe {

namespace fs = std::filesystem;

namespace {

fs::path temporaryBeside(const fs::path& destination)
{
    static std::atomic<unsigned> counter{0};
    return destination.parent_path() / fmt::format(".{}.{}.{}.tmp", destination.filename().string(),
                                                   ::getpid(), counter++);
}

Error ioError(const fs::path& file, std::string_view wanted)
{
    return {ErrorKind::Failure, fmt::format("{}: cannot {}: {}", file.string(), wanted, std::strerror(errno)),
            errno == ENOSPC ? "Free some disk space and run again" : ""};
}

void writeAll(int descriptor, std::string_view content, const fs::path& file)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno != EINTR)
            throw ioError(file, "write");
        if (written > 0)
            content.remove_prefix(static_cast<size_t>(written));
    }
    if (::fsync(descriptor) != 0)
        throw ioError(file, "sync");
}

} // namespace

std::string readFile(const fs::path& file)
{
    std::error_code code;
    const auto status = fs::status(file, code);
    if (!fs::exists(status))
        throw Error(ErrorKind::BadInput, fmt::format("{}: no such file", file.string()), "Check the path");
    if (fs::is_directory(status))
        throw badInput("{}: is a folder where a file is wanted", file.string());
    std::ifstream stream(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (!stream)
        throw badInput("{}: cannot be read", file.string());
    return content;
}

nlohmann::json readJson(const fs::path& file)
{
    const std::string content = readFile(file);
    try {
        return nlohmann::json::parse(content);
    } catch (const nlohmann::json::parse_error& error) {
        const auto end = content.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, content.size()));
        throw badInput("{}, line {}: not valid JSON", file.string(), 1 + std::count(content.begin(), end, '\n'));
    } catch (const nlohmann::json::out_of_range&) { // a number that no double can hold
        throw badInput("{}: holds a number that is out of range", file.string());
    }
}

void checkWritable(const fs::path& file)
{
    std::error_code code;
    const auto status = fs::status(file, code); // follows links
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw Error(ErrorKind::BadInput, fmt::format("{}: is not a regular file", file.string()),
                    "Name a file to write");
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (!file.has_filename() || !fs::is_directory(folder, code))
        throw Error(ErrorKind::BadInput, fmt::format("{}: there is no folder '{}' to write in", file.string(), folder.string()),
                    "Create the folder or name another place");
    if (::access(folder.c_str(), W_OK) != 0)
        throw Error(ErrorKind::BadInput, fmt::format("{}: the folder may not be written to: {}", file.string(), std::strerror(errno)),
                    "Change its permissions or name another place");
}

void writeFile(const fs::path& wanted, std::string_view content)
{
    checkWritable(wanted);
    std::error_code code;
    const fs::path file = fs::is_symlink(wanted, code) ? fs::weakly_canonical(wanted) : wanted;
    const fs::path temporary = temporaryBeside(file);
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0)
        throw ioError(file, "create");
    try {
        writeAll(descriptor, content, file);
    } catch (const Error&) { // the temporary file must not outlive a full disk
        ::close(descriptor);
        ::unlink(temporary.c_str());
        throw;
    }
    ::close(descriptor);
    if (::rename(temporary.c_str(), file.c_str()) != 0) {
        const Error error = ioError(file, "rename into place");
        ::unlink(temporary.c_str());
        throw error;
    }
}

StagedFolder::StagedFolder(fs::path destination)
    : m_destination(fs::absolute(std::move(destination)).lexically_normal())
{
    if (!m_destination.has_filename())
        m_destination = m_destination.parent_path();
    m_temporary = temporaryBeside(m_destination);
    std::error_code code;
    fs::create_directories(m_temporary, code);
    if (code)
        throw Error(ErrorKind::Failure, fmt::format("{}: cannot create: {}", m_destination.string(), code.message()));
}

StagedFolder::~StagedFolder()
{
    std::error_code ignored;
    if (!m_temporary.empty())
        fs::remove_all(m_temporary, ignored);
}

void StagedFolder::commit()
{
    std::error_code code;
    if (fs::exists(m_destination, code)) {
        const fs::path old = temporaryBeside(m_destination);
        fs::rename(m_destination, old, code);
        if (!code)
            fs::remove_all(old, code);
    }
    fs::rename(m_temporary, m_destination, code);
    if (code)
        throw Error(ErrorKind::Failure, fmt::format("{}: cannot rename into place: {}", m_destination.string(),
                                                    code.message()));
    m_temporary.clear();
}

} // namespace lathe
