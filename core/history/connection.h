#pragma once

#include "core/base/error.h"
#include "core/history/history.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace lathe::history {

struct History::Connection {
    Connection(std::filesystem::path path, Mode mode);

    // Runs a query and turns what SQLite or a damaged row throws into an Error that names the file.
    template <class Query>
    auto guarded(Query&& query)
    {
        try {
            return query(*database);
        } catch (const SQLite::Exception& error) { // the wall between SQLite and the program
            throw translated(error);
        } catch (const nlohmann::json::exception& error) {
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: holds a damaged row: {}", file.string(), error.what()),
                        "Restore it from a backup, or use another history");
        }
    }

    void readNewestVersion();
    [[nodiscard]] Error translated(const SQLite::Exception& error) const;

    std::filesystem::path file;
    std::unique_ptr<SQLite::Database> database;
};

} // namespace lathe::history
