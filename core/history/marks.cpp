#include "core/history/marks.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <algorithm>

namespace lathe::history {

using nlohmann::json;

namespace {

Mark readMark(const SQLite::Statement& row)
{
    return {row.getColumn(1).getInt() != 0,
            json::parse(row.getColumn(2).getString()).get<std::vector<std::string>>(),
            row.getColumn(3).getString()};
}

// "runs" or "variants"; throws Error when the id is in neither.
std::string ownerOf(SQLite::Database& db, const std::string& id)
{
    for (const char* sql : {"SELECT 'run' FROM runs WHERE id = ? AND removed = ''",
                            "SELECT 'variant' FROM variants v JOIN runs r ON r.id = v.run_id"
                            " WHERE v.id = ? AND r.removed = ''"}) {
        SQLite::Statement query(db, sql);
        query.bind(1, id);
        if (query.executeStep())
            return query.getColumn(0).getString();
    }
    throw unknown("run or variant", id);
}

void normalize(std::vector<std::string>& tags)
{
    std::erase(tags, "");
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
}

} // namespace

std::unordered_map<std::string, Mark> readMarks(SQLite::Database& db, const std::string& table)
{
    SQLite::Statement query(db, "SELECT id, starred, tags, note FROM " + table);
    std::unordered_map<std::string, Mark> marks;
    while (query.executeStep())
        marks.emplace(query.getColumn(0).getString(), readMark(query));
    return marks;
}

std::vector<std::string> tagsFrom(std::string_view text)
{
    std::vector<std::string> tags;
    while (!text.empty()) {
        const size_t end = std::min(text.find(','), text.size());
        std::string_view tag = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const size_t from = tag.find_first_not_of(" \t\n");
        if (from == std::string_view::npos)
            continue;
        tags.emplace_back(tag.substr(from, tag.find_last_not_of(" \t\n") + 1 - from));
    }
    normalize(tags);
    return tags;
}

Mark History::mark(std::string_view id) const
{
    return m_connection->guarded([key = std::string(id)](SQLite::Database& db) {
        SQLite::Statement query(db, "SELECT id, starred, tags, note FROM " + ownerOf(db, key) +
                                        "_marks WHERE id = ?");
        query.bind(1, key);
        return query.executeStep() ? readMark(query) : Mark();
    });
}

void History::setMark(std::string_view id, const Mark& mark)
{
    m_connection->guarded([&, key = std::string(id)](SQLite::Database& db) {
        std::vector<std::string> tags = mark.tags;
        normalize(tags);
        SQLite::Statement upsert(db, "INSERT OR REPLACE INTO " + ownerOf(db, key) +
                                         "_marks(id, starred, tags, note) VALUES(?, ?, ?, ?)");
        upsert.bind(1, key);
        upsert.bind(2, int(mark.isStarred));
        upsert.bind(3, json(tags).dump(-1, ' ', false, json::error_handler_t::replace));
        upsert.bind(4, mark.note);
        upsert.exec();
    });
}

} // namespace lathe::history
