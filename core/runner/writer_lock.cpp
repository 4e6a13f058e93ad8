#include "core/runner/writer_lock.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lathe::runner {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

fs::path lockFile(const fs::path& history)
{
    return history.parent_path() / fmt::format(".{}.lock", history.filename().string());
}

std::string hostName()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

std::string now()
{
    const std::time_t time = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&time, &utc);
    char text[32] = {};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

WriterLock::Holder readHolder(int descriptor)
{
    char text[1024] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    const json content = json::parse(std::string_view(text, size > 0 ? size_t(size) : 0), nullptr, false);
    WriterLock::Holder holder;
    if (!content.is_object()) // just taken, and not described yet
        return holder;
    const auto words = [&](const char* key) {
        const json value = content.value(key, json());
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    holder.program = words("program");
    holder.host = words("host");
    holder.since = words("since");
    holder.isThisMachine = holder.host == hostName();
    if (const json pid = content.value("pid", json()); pid.is_number_integer())
        holder.pid = pid;
    return holder;
}

void describe(int descriptor, std::string_view program)
{
    const std::string text =
        json{{"program", program}, {"host", hostName()}, {"pid", ::getpid()}, {"since", now()}}.dump() + "\n";
    // A lock that cannot say whose it is still is one.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0)
        return;
}

// The file may have been removed by its last holder between opening and locking.
bool isStill(const fs::path& file, int descriptor)
{
    struct stat opened{}, named{};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

} // namespace

WriterLock::WriterLock(int descriptor, fs::path file) : m_descriptor(descriptor), m_file(std::move(file)) {}

WriterLock::~WriterLock()
{
    if (isStill(m_file, m_descriptor)) // while the lock is held, nobody else removes it
        ::unlink(m_file.c_str());
    ::close(m_descriptor);
}

WriterLock::Attempt WriterLock::tryTake(const fs::path& history, std::string_view program)
{
    const fs::path file = lockFile(fs::absolute(history));
    std::error_code ignored; // opening tells
    fs::create_directories(file.parent_path(), ignored);
    for (;;) {
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor < 0)
            return {nullptr, {}, std::strerror(errno)};
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR)) {
            Attempt refused{nullptr, readHolder(descriptor), {}};
            ::close(descriptor);
            return refused;
        }
        if (!isStill(file, descriptor)) {
            ::close(descriptor);
            continue;
        }
        describe(descriptor, program);
        return {std::unique_ptr<WriterLock>(new WriterLock(descriptor, file)), {}, {}};
    }
}

std::unique_ptr<WriterLock> takeWriterLock(const fs::path& history, std::string_view program)
{
    WriterLock::Attempt attempt = WriterLock::tryTake(history, program);
    if (attempt.lock)
        return std::move(attempt.lock);
    if (!attempt.unwritable.empty())
        throw Error(ErrorKind::Failure, fmt::format("{}: cannot be written: {}", history.string(), attempt.unwritable),
                    "Choose a folder that can be written");
    const WriterLock::Holder& holder = attempt.holder;
    throw Error(ErrorKind::BadInput,
                fmt::format("{}: is in use by {}{}{}", history.string(),
                            holder.program.empty() ? "another program" : holder.program,
                            holder.pid ? fmt::format(", process {}", holder.pid) : "",
                            holder.isThisMachine || holder.host.empty() ? "" : " on " + holder.host),
                "Wait for it to end or close it, or give this run a history of its own");
}

} // namespace lathe::runner
