#include "core/runner/artifact_cache.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace lathe::runner {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kNote = "lathe-step.json";
constexpr const char* kCommitLock = ".commit.lock";

bool isTemporary(const fs::path& path)
{
    const std::string name = path.filename().string();
    return name.starts_with('.') && name.ends_with(".tmp");
}

json fileSizes(const fs::path& folder)
{
    json sizes = json::object();
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            sizes[entry.path().lexically_relative(folder).string()] = entry.file_size();
    return sizes;
}

ArtifactCache::Lookup lookUp(const fs::path& place, json& note)
{
    using Lookup = ArtifactCache::Lookup;
    std::error_code code;
    if (!fs::exists(place, code))
        return Lookup::Absent;
    try {
        note = readJson(place / kNote);
        for (const auto& [name, size] : note.at("files").items())
            if (fs::file_size(place / name) != size.get<uint64_t>())
                return Lookup::Damaged;
        return Lookup::Found;
    } catch (const std::exception&) { // whatever is wrong with it, it is made again
        return Lookup::Damaged;
    }
}

} // namespace

FolderLock::FolderLock(const fs::path& file)
    : m_descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644))
{
    if (m_descriptor < 0)
        throw Error(ErrorKind::Failure,
                    fmt::format("{}: cannot create: {}", file.string(), std::strerror(errno)),
                    "Choose a work folder that can be written");
}

FolderLock::~FolderLock()
{
    ::close(m_descriptor);
}

void FolderLock::lockShared()
{
    while (::flock(m_descriptor, LOCK_SH) != 0 && errno == EINTR) {
    }
}

void FolderLock::lockExclusive()
{
    while (::flock(m_descriptor, LOCK_EX) != 0 && errno == EINTR) {
    }
}

bool FolderLock::tryLockExclusive()
{
    return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
}

ArtifactCache::ArtifactCache(const fs::path& workFolder)
    : m_folder(fs::absolute(workFolder) / "artifacts")
{
    std::error_code code;
    fs::create_directories(m_folder, code);
    if (code)
        throw Error(ErrorKind::Failure,
                    fmt::format("{}: cannot create: {}", m_folder.string(), code.message()),
                    "Choose a work folder that can be written");
    m_presence.emplace(m_folder / ".presence.lock");
    if (m_presence->tryLockExclusive())
        sweep(); // nobody else is here, so whatever is half-written belongs to a dead process
    m_presence->lockShared();
}

fs::path ArtifactCache::folder(const std::string& hash) const
{
    return m_folder / hash;
}

bool isStored(const fs::path& workFolder, const std::string& hash)
{
    json note;
    return lookUp(fs::absolute(workFolder) / "artifacts" / hash, note) ==
           ArtifactCache::Lookup::Found;
}

ArtifactCache::Lookup ArtifactCache::find(const std::string& hash, json& note) const
{
    return lookUp(folder(hash), note);
}

void ArtifactCache::discard(const std::string& hash)
{
    FolderLock commit(m_folder / kCommitLock);
    commit.lockExclusive();
    std::error_code ignored; // what cannot be removed is replaced by store(), or fails there
    fs::remove_all(folder(hash), ignored);
}

void ArtifactCache::store(StagedFolder& finished, const std::string& hash, json note)
{
    note["files"] = fileSizes(finished.path());
    writeFile(finished.path() / kNote,
              note.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    FolderLock commit(m_folder / kCommitLock); // one rename at a time among all processes
    commit.lockExclusive();
    json existing;
    if (find(hash, existing) != Lookup::Found)
        finished.commit();
}

void ArtifactCache::sweep() const
{
    std::error_code ignored; // what cannot be removed does no harm
    for (const auto& entry : fs::directory_iterator(m_folder, ignored)) {
        if (isTemporary(entry.path()))
            fs::remove_all(entry.path(), ignored);
        else if (entry.is_directory(ignored))
            for (const auto& file : fs::directory_iterator(entry.path(), ignored))
                if (isTemporary(file.path()))
                    fs::remove_all(file.path(), ignored);
    }
}

} // namespace lathe::runner
