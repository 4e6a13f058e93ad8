#include "core/history/connection.h"

#include "core/history/migrations.h"

#include <sqlite3.h>
#include <SQLiteCpp/Backup.h>

namespace lathe::history {

namespace fs = std::filesystem;

namespace {

constexpr int kApplicationId =
    0x4c415448; // "LATH", set by the first migration: tells a history from other SQLite files

void requireHistory(SQLite::Database& database, const fs::path& file, bool mayBeEmpty)
{
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    const bool empty = application == 0 && version == 0 && tables == 0;
    if (empty && !mayBeEmpty) // such as one that a full disk left
        throw Error(ErrorKind::BadInput, fmt::format("{}: nothing was recorded here yet", file.string()),
                    "Run a recipe first");
    if (application != kApplicationId && !(empty && mayBeEmpty))
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: is a SQLite database, but not a Lathe history", file.string()),
                    "Move the file away, or choose another");
    const int newest = static_cast<int>(migrations().size());
    if (version > newest)
        throw Error(
            ErrorKind::Unsupported,
            fmt::format("{}: the history has version {}, this program knows versions up to {}",
                        file.string(), version, newest),
            "Update Lathe to open it");
}

void checkPath(const fs::path& file, History::Mode mode)
{
    std::error_code code;
    const auto status = fs::status(file, code);
    if (fs::is_directory(status))
        throw badInput("{}: is a folder where a history file is wanted", file.string());
    if (!fs::exists(status) && mode == History::Mode::ReadOnly)
        throw Error(ErrorKind::BadInput, fmt::format("{}: no such history", file.string()),
                    "Check the path, or run a recipe first");
    if (mode == History::Mode::ReadWrite && file.has_parent_path()) {
        fs::create_directories(file.parent_path(), code);
        if (code)
            throw Error(ErrorKind::Failure,
                        fmt::format("{}: cannot create the folder: {}", file.parent_path().string(),
                                    code.message()));
    }
}

} // namespace

History::Connection::Connection(fs::path path, Mode mode) : file(std::move(path))
{
    checkPath(file, mode);
    const bool write = mode == Mode::ReadWrite;
    try {
        database = std::make_unique<SQLite::Database>(
            file.string(),
            write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY,
            5000 /* ms to wait for another process */);
    } catch (const SQLite::Exception& error) { // as in guarded(), which needs the database
        throw translated(error);
    }
    guarded([&](SQLite::Database& db) {
        db.exec("PRAGMA foreign_keys = ON");
        requireHistory(db, file, write);
        if (!write)
            return readNewestVersion();
        // With WAL, NORMAL loses at most the last transactions when the machine (not the program)
        // dies.
        db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        migrate(db, file, migrations());
    });
}

// An older history that must not be written is upgraded in a copy of its own, in memory.
void History::Connection::readNewestVersion()
{
    const auto version = [](SQLite::Database& db) {
        return db.execAndGet("PRAGMA user_version").getInt();
    };
    if (version(*database) == static_cast<int>(migrations().size()))
        return;
    auto copy = std::make_unique<SQLite::Database>(":memory:",
                                                   SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(*copy, *database).executeStep();
    migrate(*copy, {}, migrations());
    copy->exec("PRAGMA query_only = ON");
    database = std::move(copy);
}

Error History::Connection::translated(const SQLite::Exception& error) const
{
    const auto failure = [&](ErrorKind kind, std::string_view what, std::string remedy) {
        return Error(kind, fmt::format("{}: {}", file.string(), what), std::move(remedy));
    };
    switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
        return failure(ErrorKind::BadInput, "is not a Lathe history", "Choose another file name");
    case SQLITE_CORRUPT:
        return failure(ErrorKind::BadInput, "the history is damaged",
                       "Restore it from a backup, or use another file");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failure(ErrorKind::Failure, "the history is being written by another program",
                       "Wait for it, or choose another history");
    case SQLITE_FULL:
        return failure(ErrorKind::Failure, "the disk is full",
                       "Free some disk space and run again");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return failure(ErrorKind::Failure,
                       fmt::format("cannot be opened or written: {}", error.what()),
                       "Check the rights of the file and its folder");
    default:
        return failure(ErrorKind::Failure, fmt::format("SQLite says: {}", error.what()), "");
    }
}

} // namespace lathe::history
