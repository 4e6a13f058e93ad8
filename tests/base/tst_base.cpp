#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/base/machine_watch.h"
#include "core/base/system_info.h"
#include "core/base/task.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace lathe;
namespace fs = std::filesystem;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = fs::path(m_dir.path().toStdString()); }

    // Test vectors of FIPS 180-4 and of the NIST example file for one million 'a'.
    void sha256()
    {
        QCOMPARE(Sha256::of(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(Sha256::of("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(Sha256::of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        const std::string million(1'000'000, 'a');
        const std::string expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
        QCOMPARE(Sha256::of(million), expected);
        Sha256 pieces;
        for (size_t at = 0, step = 1; at < million.size(); at += step, step = step % 97 + 13)
            pieces.update(std::string_view(million).substr(at, step));
        QCOMPARE(pieces.finish(), expected);
        writeFile(m_folder / "million", million);
        QCOMPARE(Sha256::ofFile(m_folder / "million"), expected);
    }

    void filesAreReplacedWhole()
    {
        const fs::path file = m_folder / "note.txt";
        writeFile(file, "old");
        writeFile(file, "new");
        QCOMPARE(readFile(file), std::string("new"));
        QCOMPARE(std::distance(fs::directory_iterator(m_folder), {}), 2); // note.txt and million
        QVERIFY_EXCEPTION_THROWN(readFile(m_folder / "absent"), Error);
        QVERIFY_EXCEPTION_THROWN(readFile(m_folder), Error);
        QVERIFY_EXCEPTION_THROWN(writeFile(m_folder / "no" / "such" / "folder", ""), Error);
        QVERIFY_EXCEPTION_THROWN(writeFile(m_folder, ""), Error);
        QVERIFY_EXCEPTION_THROWN(checkWritable("/dev/null"), Error); // a device is never replaced
        fs::create_symlink(file, m_folder / "link");
        writeFile(m_folder / "link", "through");
        QVERIFY(fs::is_symlink(m_folder / "link"));
        QCOMPARE(readFile(file), std::string("through"));
        fs::remove(m_folder / "link");
    }

    void jsonErrorsNameTheLine()
    {
        writeFile(m_folder / "bad.json", "{\n  \"a\": 1,\n  \"b\": oops\n}\n");
        try {
            (void)readJson(m_folder / "bad.json");
            QFAIL("a broken file was read");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).find("bad.json, line 3") != std::string::npos, error.what());
        }
        writeFile(m_folder / "bad.json", "{\"a\": 1e999}");
        QVERIFY_EXCEPTION_THROWN((void)readJson(m_folder / "bad.json"), Error);
    }

    void stagedFolderAppearsOnlyWhenCommitted()
    {
        const fs::path wanted = m_folder / "made";
        {
            const StagedFolder staged(wanted);
            writeFile(staged.path() / "a", "1");
        }
        QVERIFY(!fs::exists(wanted));
        for (const char* content : {"1", "2"}) {
            StagedFolder staged(wanted);
            writeFile(staged.path() / "a", content);
            staged.commit();
        }
        QCOMPARE(readFile(wanted / "a"), std::string("2"));
    }

    void mappedFileKeepsTheFileUntouched()
    {
        writeFile(m_folder / "bytes", "abc");
        const MappedFile mapped(m_folder / "bytes");
        mapped.bytes()[0] = std::byte{'x'};
        QCOMPARE(readFile(m_folder / "bytes"), std::string("abc"));
        writeFile(m_folder / "empty", "");
        QCOMPARE(MappedFile(m_folder / "empty").bytes().size(), size_t(0));
        QVERIFY_EXCEPTION_THROWN(MappedFile(m_folder / "absent"), Error);
        QVERIFY_EXCEPTION_THROWN(MappedFile{m_folder}, Error);
    }

    void taskMapsPartsAndStops()
    {
        std::vector<double> seen;
        std::stop_source stop;
        const Task task(stop.get_token(), [&](const Progress& p) { seen.push_back(p.fraction); });
        task.part(0.5, 1).part(0, 0.5).report(1);
        task.report(7);
        QCOMPARE(seen, (std::vector<double>{0.75, 1}));
        task.checkpoint();
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(task.part(0, 0.5).checkpoint(), Cancelled);
    }

    void pauseHoldsWorkUp()
    {
        const auto pause = std::make_shared<Pause>();
        std::stop_source stop;
        const Task task(stop.get_token(), {}, {}, pause);
        std::atomic<int> steps = 0;
        pause->set(true);
        std::jthread worker([&] {
            ++steps;
            task.part(0, 0.5).checkpoint();
            pause->set(true);
            ++steps;
            try {
                task.silent().checkpoint();
            } catch (const Cancelled&) {
                ++steps;
            }
        });
        QTRY_COMPARE(steps.load(), 1);
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        QCOMPARE(steps.load(), 1);
        pause->set(false);
        QTRY_COMPARE(steps.load(), 2);
        QVERIFY(task.pausedSeconds() > 0.005);
        stop.request_stop(); // ends a pause too
        QTRY_COMPARE(steps.load(), 3);
    }

    void systemInfoIsPlausible()
    {
        const SystemInfo info = readSystemInfo();
        QVERIFY(!info.cpu.empty());
        QVERIFY(info.cores >= 1);
        QVERIFY(info.memoryBytes > 100'000'000);
        QVERIFY(availableMemoryBytes() > 0 && availableMemoryBytes() < info.memoryBytes);
        QVERIFY(residentBytes() > 1'000'000);
        QVERIFY(peakResidentBytes() >= residentBytes() / 2);
    }

    void machineWatchCountsWaiting()
    {
        const MachineWatch watch;
        volatile double sum = 0;
        for (int i = 0; i < 20'000'000; ++i)
            sum = sum + i;
        const MachineWatch::Report report = watch.report();
        if (report.waited)
            QVERIFY(*report.waited >= 0 && *report.waited < 1);
        QCOMPARE(report.warnings.empty(), report.waited.value_or(0) <= 0.05 && report.throttled.value_or(0) == 0);
        if (const auto first = packageEnergy())
            QVERIFY(packageEnergy().has_value() && *first > 0);
    }

private:
    QTemporaryDir m_dir;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
