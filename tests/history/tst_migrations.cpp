#include "core/history/migrations.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace lathe::history;
namespace fs = std::filesystem;

class TestMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_dir->path().toStdString()) / "history.db";
    }

    void newFilesNeedNoCopy()
    {
        SQLite::Database db(m_file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(db, m_file, migrations());
        QCOMPARE(db.execAndGet("PRAGMA user_version").getInt(), int(migrations().size()));
        QVERIFY(!fs::exists(m_file.string() + ".v0.backup"));
    }

    void anOlderFileIsCopiedFirst()
    {
        SQLite::Database db(m_file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(db, m_file, migrations());
        auto steps = migrations();
        steps.push_back("ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT ''");
        const int before = int(migrations().size());
        migrate(db, m_file, steps);
        QCOMPARE(db.execAndGet("PRAGMA user_version").getInt(), before + 1);
        QCOMPARE(db.execAndGet("SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'note'")
                     .getInt(),
                 1);

        SQLite::Database copy(m_file.string() + ".v" + std::to_string(before) + ".backup");
        QCOMPARE(copy.execAndGet("PRAGMA user_version").getInt(), before);
        QCOMPARE(
            copy.execAndGet("SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'note'")
                .getInt(),
            0);
    }

    void aFailingMigrationChangesNothing()
    {
        SQLite::Database db(m_file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(db, m_file, migrations());
        auto steps = migrations();
        steps.push_back("CREATE TABLE half (x); CREATE TABLE runs (x)"); // the second one exists
        QVERIFY_EXCEPTION_THROWN(migrate(db, m_file, steps), SQLite::Exception);
        QCOMPARE(db.execAndGet("PRAGMA user_version").getInt(), int(migrations().size()));
        QCOMPARE(db.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'half'").getInt(),
                 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
