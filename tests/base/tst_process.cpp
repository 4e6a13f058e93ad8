#include "core/base/error.h"
#include "core/base/process.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace lathe;

namespace {
ProcessRequest shell(const std::string& script)
{
    ProcessRequest request;
    request.command = {"sh", "-c", script};
    return request;
}
}

class TestProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outputAndExitCode()
    {
        const ProcessResult result = runProcess(shell("echo out; echo err >&2; exit 3"), {});
        QCOMPARE(result.exitCode, 3);
        QCOMPARE(result.output, std::string("out\nerr\n"));
    }
    void folderEnvironmentAndNothingToRead()
    {
        const QTemporaryDir folder;
        ProcessRequest request = shell("cat; pwd -P; echo $LATHE_WORD");
        request.folder = folder.path().toStdString();
        request.environment = {{"LATHE_WORD", "word"}};
        const std::string wanted = std::filesystem::canonical(request.folder).string() + "\nword\n";
        QCOMPARE(runProcess(request, {}).output, wanted);
    }
    void theEndOfALongOutputIsKept()
    {
        const ProcessResult result = runProcess(shell("i=0; while [ $i -lt 30000 ]; do echo line $i; i=$((i+1)); done"), {});
        QCOMPARE(result.output.size(), size_t(64 * 1024));
        QVERIFY(result.output.ends_with("line 29999\n"));
    }
    void aSignalIsAnExitCode() { QCOMPARE(runProcess(shell("kill -9 $$"), {}).exitCode, 128 + 9); }
    void whatCannotBeStarted()
    {
        ProcessRequest request;
        request.command = {"no-such-program-of-lathe"};
        QVERIFY_EXCEPTION_THROWN((void)runProcess(request, {}), Error);
    }
    void tooLong()
    {
        ProcessRequest request = shell("sleep 30");
        request.timeoutSeconds = 0.2;
        QElapsedTimer timer;
        timer.start();
        QVERIFY_EXCEPTION_THROWN((void)runProcess(request, {}), Error);
        QVERIFY(timer.elapsed() < 10000);
    }
    // What it started itself is killed with it.
    void stopped()
    {
        const QTemporaryDir folder;
        const std::string pid = folder.filePath("pid").toStdString();
        std::stop_source stop;
        std::jthread stopper([&] {
            QTest::qWaitFor([&] { return QFile(QString::fromStdString(pid)).size() > 0; });
            stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN((void)runProcess(shell("sleep 300 & echo $! > " + pid + "; wait"), Task(stop.get_token())), Cancelled);
        QFile file(QString::fromStdString(pid));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString state = "/proc/" + QString(file.readAll()).trimmed() + "/stat";
        // Gone, or waiting for its new parent to take notice.
        QTRY_VERIFY([&] {
            QFile stat(state);
            return !stat.open(QIODevice::ReadOnly) || QString(stat.readAll()).section(") ", 1).startsWith("Z");
        }());
    }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
