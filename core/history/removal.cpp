#include "core/history/connection.h"
#include "core/history/rows.h"
#include "core/history/utc_now.h"

namespace lathe::history {

namespace {

RunRow runOf(SQLite::Database& db, const std::string& id, const char* condition)
{
    SQLite::Statement query(db, std::string("SELECT ") + kRunColumns +
                                    " FROM runs WHERE id = ? AND " + condition);
    query.bind(1, id);
    if (!query.executeStep())
        throw unknown("run", id);
    return readRun(query);
}

void setRemoved(SQLite::Database& db, const std::string& id, const std::string& when)
{
    SQLite::Statement update(db, "UPDATE runs SET removed = ? WHERE id = ?");
    update.bind(1, when);
    update.bind(2, id);
    update.exec();
}

} // namespace

void History::removeRuns(const std::vector<std::string>& runIds)
{
    m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        for (const std::string& id : runIds) {
            if (runOf(db, id, "removed = ''").state == runner::RunState::Running)
                throw Error(ErrorKind::BadInput, fmt::format("run '{}' is still going on", id),
                            "Cancel it first");
            setRemoved(db, id, utcNow());
        }
        transaction.commit();
    });
}

void History::restoreRuns(const std::vector<std::string>& runIds)
{
    m_connection->guarded([&](SQLite::Database& db) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        for (const std::string& id : runIds) {
            (void)runOf(db, id, "removed != ''");
            setRemoved(db, id, "");
        }
        transaction.commit();
    });
}

void History::purgeRemoved()
{
    m_connection->guarded(
        [](SQLite::Database& db) { db.exec("DELETE FROM runs WHERE removed != ''"); });
}

} // namespace lathe::history
