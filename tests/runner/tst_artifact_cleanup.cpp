#include "core/base/error.h"
#include "core/base/files.h"
#include "core/runner/artifact_cache.h"
#include "core/runner/artifact_cleanup.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
namespace fs = std::filesystem;

class TestArtifactCleanup : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_work;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_work = m_folder->path().toStdString();
        const runner::ArtifactCache cache(m_work);
        for (const auto& [name, bytes] : {std::pair{"aa", 100}, {"bb", 200}, {"cc", 400}}) {
            fs::create_directories(cache.folder(name));
            writeFile(cache.folder(name) / "weights", std::string(size_t(bytes), 'x'));
        }
    }

    void onlyWhatNobodyNamesIsUnused()
    {
        fs::create_directory_symlink(m_work, m_work / "link");
        const runner::CacheUse use =
            runner::cacheUse(m_work, {m_work / "link" / "artifacts" / "bb", m_work / "elsewhere"});
        QCOMPARE(use.artifacts, 3);
        QCOMPARE(use.bytes, uint64_t(700));
        QCOMPARE(use.unusedBytes, uint64_t(500));
        QCOMPARE(use.unused, (std::vector{m_work / "artifacts" / "aa", m_work / "artifacts" / "cc"}));
        runner::removeArtifacts(m_work, use.unused);
        QVERIFY(fs::exists(m_work / "artifacts" / "bb" / "weights"));
        QVERIFY(!fs::exists(m_work / "artifacts" / "aa"));
        QVERIFY(!fs::exists(m_work / "artifacts" / "cc"));
    }

    void aRunAtWorkIsNotDisturbed()
    {
        const runner::ArtifactCache cache(m_work);
        QVERIFY_EXCEPTION_THROWN(runner::removeArtifacts(m_work, {m_work / "artifacts" / "aa"}), Error);
        QVERIFY(fs::exists(m_work / "artifacts" / "aa"));
    }

    void whatTheDeadLeftIsRemoved()
    {
        const fs::path half = m_work / "artifacts" / ".dd.1234.tmp", file = m_work / "artifacts" / "aa" / ".weights.tmp";
        const auto dieInTheMiddle = [&] {
            fs::create_directories(half);
            writeFile(half / "weights", "half");
            writeFile(file, "half");
        };
        dieInTheMiddle();
        {
            const runner::ArtifactCache run(m_work); // its own first look removes them
            QVERIFY(!fs::exists(half));
            dieInTheMiddle();
            runner::removeLeftovers(m_work); // may be what the run is making
            QVERIFY(fs::exists(half) && fs::exists(file));
        }
        runner::removeLeftovers(m_work);
        QVERIFY(!fs::exists(half) && !fs::exists(file));
        QVERIFY(fs::exists(m_work / "artifacts" / "aa" / "weights"));
        runner::removeLeftovers(m_work / "none");
        QVERIFY(!fs::exists(m_work / "none"));
    }

    void nothingElseIsRemoved()
    {
        fs::create_directories(m_work / "mine");
        QVERIFY_EXCEPTION_THROWN(runner::removeArtifacts(m_work, {m_work / "mine"}), Error);
        QVERIFY_EXCEPTION_THROWN(runner::removeArtifacts(m_work, {m_work / "artifacts"}), Error);
        QVERIFY_EXCEPTION_THROWN(runner::removeArtifacts(m_work, {m_work / "artifacts" / "aa" / ".." / ".." / "mine"}),
                                 Error);
        QVERIFY(fs::exists(m_work / "mine"));
        QCOMPARE(runner::cacheUse(m_folder->filePath("none").toStdString(), {}).artifacts, 0);
    }
};

QTEST_GUILESS_MAIN(TestArtifactCleanup)
#include "tst_artifact_cleanup.moc"
