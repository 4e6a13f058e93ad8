#include "core/base/error.h"
#include "core/base/files.h"
#include "core/runner/writer_lock.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace lathe;
using runner::WriterLock;

namespace {

// A process that holds the lock until it is killed; returns once it does.
pid_t holdInAnotherProcess(const std::filesystem::path& history)
{
    int ready[2];
    if (::pipe(ready) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        const auto attempt = WriterLock::tryTake(history, "lathe-cli run");
        const char answer = attempt.lock ? 'y' : 'n';
        (void)!::write(ready[1], &answer, 1);
        for (;;)
            ::pause();
    }
    char answer = 0;
    (void)!::read(ready[0], &answer, 1);
    ::close(ready[0]);
    ::close(ready[1]);
    return answer == 'y' ? child : -1;
}

} // namespace

class TestWriterLock : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path history(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name / "history.db";
    }

private Q_SLOTS:
    void oneHolderAtATime()
    {
        auto first = WriterLock::tryTake(history("one"), "lathe");
        QVERIFY(first.lock);
        const auto second = WriterLock::tryTake(history("one"), "lathe");
        QVERIFY(!second.lock);
        QCOMPARE(second.holder.program, std::string("lathe"));
        QCOMPARE(second.holder.pid, int64_t(::getpid()));
        QVERIFY(second.holder.isThisMachine);
        QCOMPARE(second.holder.since.size(), size_t(20));
        QVERIFY(WriterLock::tryTake(history("other"), "lathe").lock);
        first.lock.reset();
        QVERIFY(std::filesystem::is_empty(history("one").parent_path())); // leaves nothing behind
        QVERIFY(WriterLock::tryTake(history("one"), "lathe").lock);
    }

    void aKilledHolderLetsGo()
    {
        const pid_t child = holdInAnotherProcess(history("killed"));
        QVERIFY(child > 0);
        const auto refused = WriterLock::tryTake(history("killed"), "lathe");
        QVERIFY(!refused.lock);
        QCOMPARE(refused.holder.pid, int64_t(child));
        QCOMPARE(refused.holder.program, std::string("lathe-cli run"));
        try {
            (void)runner::takeWriterLock(history("killed"), "lathe");
            QFAIL("the lock was given twice");
        } catch (const Error& error) {
            QVERIFY2(error.full().find("lathe-cli run, process " + std::to_string(child)) != std::string::npos,
                     error.full().c_str());
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QVERIFY(std::filesystem::exists(history("killed").parent_path() / ".history.db.lock"));
        QVERIFY(WriterLock::tryTake(history("killed"), "lathe").lock);
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        const auto file = history("x").parent_path().parent_path() / "file";
        writeFile(file, "");
        const auto attempt = WriterLock::tryTake(file / "history.db", "lathe");
        QVERIFY(!attempt.lock);
        QCOMPARE(attempt.unwritable, std::string("Not a directory"));
    }
};

QTEST_GUILESS_MAIN(TestWriterLock)
#include "tst_writer_lock.moc"
