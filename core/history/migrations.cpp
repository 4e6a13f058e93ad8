#include "core/history/migrations.h"

#include "core/base/error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

namespace lathe::history {

namespace {

// Text in JSON columns is what the recipe file and lathe-cli write. Logits are float32 and truth is
// int32 (for each row the number of labels, then the labels), both little-endian.
constexpr std::string_view kVersion1 = R"sql(
PRAGMA application_id = 1279349832;
CREATE TABLE runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    error TEXT NOT NULL DEFAULT '',
    seed INTEGER NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    recipe TEXT NOT NULL,
    environment TEXT NOT NULL,
    host TEXT NOT NULL,
    boot TEXT NOT NULL,
    pid INTEGER NOT NULL,
    process_start INTEGER NOT NULL
);
CREATE TABLE variants (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    parent TEXT NOT NULL,
    original TEXT NOT NULL,
    node TEXT NOT NULL,
    stage TEXT NOT NULL,
    families TEXT NOT NULL,
    label TEXT NOT NULL,
    lineage TEXT NOT NULL,
    params TEXT NOT NULL,
    model TEXT NOT NULL,
    facts TEXT NOT NULL,
    kernels TEXT NOT NULL,
    warning TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX variants_by_run ON variants(run_id, seq);
CREATE TABLE metrics (
    variant_id TEXT NOT NULL REFERENCES variants(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (variant_id, key)
) WITHOUT ROWID;
CREATE TABLE predictions (
    variant_id TEXT NOT NULL REFERENCES variants(id) ON DELETE CASCADE,
    split TEXT NOT NULL,
    kind TEXT NOT NULL,
    classes INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    logits BLOB NOT NULL,
    truth BLOB NOT NULL,
    thresholds TEXT NOT NULL,
    PRIMARY KEY (variant_id, split)
);
CREATE TABLE curves (
    seq INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    series TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL
);
CREATE INDEX curves_by_run ON curves(run_id, seq);
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    level TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX log_by_run ON log(run_id, seq);
)sql";

// Marks, removal that can be undone, and what lists show of a variant: reading it from the facts of
// thousands would read megabytes of layers and kernels.
constexpr std::string_view kVersion2 = R"sql(
ALTER TABLE runs ADD COLUMN removed TEXT NOT NULL DEFAULT '';
CREATE TABLE run_marks (
    id TEXT PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE,
    starred INTEGER NOT NULL,
    tags TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE variant_marks (
    id TEXT PRIMARY KEY REFERENCES variants(id) ON DELETE CASCADE,
    starred INTEGER NOT NULL,
    tags TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE briefs (
    variant INTEGER PRIMARY KEY REFERENCES variants(seq) ON DELETE CASCADE,
    base TEXT NOT NULL,
    task TEXT NOT NULL,
    storage TEXT NOT NULL,
    compute TEXT NOT NULL,
    kernels TEXT NOT NULL,
    warning TEXT NOT NULL,
    runtime TEXT NOT NULL
);
INSERT INTO briefs SELECT seq, coalesce(json_extract(facts, '$.name'), ''),
    coalesce(json_extract(facts, '$.labels.kind'), ''), coalesce(json_extract(facts, '$.storage'), ''),
    coalesce(json_extract(facts, '$.compute'), ''), kernels, warning,
    coalesce(json_extract(details, '$.runtime'), '') FROM variants;
)sql";

int versionOf(SQLite::Database& database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

void copyBeside(SQLite::Database& database, const std::filesystem::path& file, int version)
{
    const std::filesystem::path copy = fmt::format("{}.v{}.backup", file.string(), version);
    const std::filesystem::path unfinished = copy.string() + ".tmp";
    std::filesystem::remove(unfinished);
    {
        SQLite::Database target(unfinished.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(target, database).executeStep();
    }
    std::filesystem::rename(unfinished, copy);
}

} // namespace

const std::vector<std::string_view>& migrations()
{
    static const std::vector<std::string_view> all{kVersion1, kVersion2};
    return all;
}

void migrate(SQLite::Database& database, const std::filesystem::path& file,
             const std::vector<std::string_view>& steps)
{
    const int newest = static_cast<int>(steps.size());
    const int before = versionOf(database);
    if (before > 0 && before < newest && !file.empty())
        copyBeside(database, file, before);
    while (versionOf(database) < newest) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        const int version = versionOf(database); // again: another process may have been faster
        if (version < newest) {
            database.exec(std::string(steps[size_t(version)]));
            database.exec(fmt::format("PRAGMA user_version = {}", version + 1));
        }
        transaction.commit();
    }
}

} // namespace lathe::history
