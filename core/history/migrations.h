#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace lathe::history {

// The SQL that leads from version i to version i + 1 of the file, oldest first. A migration that
// was shipped is never edited.
[[nodiscard]] const std::vector<std::string_view>& migrations();

// Brings the database to the newest version, each migration in a transaction of its own. A file
// that holds data is first copied beside itself ("history.db.v1.backup"), unless it is in memory
// and has no path. Does nothing when it is
// up to date.
void migrate(SQLite::Database& database, const std::filesystem::path& file,
             const std::vector<std::string_view>& steps);

} // namespace lathe::history
