#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/task.h"
#include "core/data/file_check.h"
#include "core/data/statistics.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::data;
namespace fs = std::filesystem;

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alike()
    {
        QCOMPARE(alikeKey("  Hello, World! "), std::string("hello world"));
        QCOMPARE(alikeKey("hello\tworld"), std::string("hello world"));
        QCOMPARE(alikeKey("..!"), std::string());
        QCOMPARE(alikeKey("Größe 7"), std::string("größe 7")); // other bytes than ASCII stay
    }

    void repeats()
    {
        DataSet set;
        set.labels.names = {"a", "b"};
        set.train = {{"one two", {0}}, {"One, two", {0}}, {"three", {1}},
                     {"three", {0}},   {"", {0}},         {"!!", {0}}};
        set.validation = {{"three", {1}}, {"four", {0}}, {"  ", {0}}};
        set.test = {{"FOUR!", {1}}, {"five", {1}}, {"??", {0}}};
        const Statistics found = statisticsOf(set, {});
        const std::vector<Repeat> wanted{{{Split::Train, 0}, {Split::Train, 1}, false, true},
                                         {{Split::Train, 2}, {Split::Train, 3}, true, false},
                                         {{Split::Train, 2}, {Split::Validation, 0}, true, true},
                                         {{Split::Validation, 1}, {Split::Test, 0}, false, false}};
        QVERIFY(found.repeats == wanted);
        QVERIFY(!found.repeats[1].leaks());
        QVERIFY(found.repeats[2].leaks());
        QCOMPARE(found.emptyRows[size_t(Split::Train)], std::vector<int>{4});
        QCOMPARE(found.emptyRows[size_t(Split::Validation)], std::vector<int>{2});
    }

    void labels()
    {
        DataSet set;
        set.labels.names = {"often", "rare", "absent"};
        for (int i = 0; i < 60; ++i)
            set.train.push_back({"text " + std::to_string(i), {0}});
        for (int i = 0; i < 4; ++i)
            set.train.push_back({"other " + std::to_string(i), {0, 1}});
        set.test = {{"x", {2}}};
        const Statistics found = statisticsOf(set, {});
        QCOMPARE(found.rowsPerLabel[0], (std::vector<int>{64, 4, 0}));
        QCOMPARE(found.rowsPerLabel[2], (std::vector<int>{0, 0, 1}));
        QCOMPARE(found.rareLabels, std::vector<int>{1}); // none at all is another matter
        QCOMPARE(found.imbalance, 16.0);                 // 64 / 4
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        DataSet set;
        set.train = {{"one", {}}};
        QVERIFY_EXCEPTION_THROWN((void)statisticsOf(set, stop.get_token()), Cancelled);
    }

    void length()
    {
        std::vector<int>
            tokens; // 1..100: 99 % are covered by 99, and the next multiple of 8 is 104
        for (int i = 100; i >= 1; --i)
            tokens.push_back(i);
        QCOMPARE(suggestedLength(tokens, 512), 104);
        QCOMPARE(suggestedLength(tokens, 512, 0.5), 56);
        QCOMPARE(suggestedLength(tokens, 64), 64);
        QCOMPARE(suggestedLength({16}, 512), 16);
        QCOMPARE(suggestedLength({}, 512), 512);
    }

    void checksFiles()
    {
        QTemporaryDir dir;
        const fs::path folder = dir.path().toStdString();
        DataSpec spec;
        spec.train = folder / "train.csv";
        spec.test = folder / "test.tsv";
        writeFile(spec.train, "id;text;label\n1;one;alpha\n2;two\n3;three;beta\n4;;beta\n");
        writeFile(spec.test, "text\tlabel\nx\talpa\ny\tgamma\nz\tgamma\n");
        const DataCheck check = checkData(spec, {});
        QCOMPARE(check.train.separator, ';');
        QCOMPARE(check.train.columns, (std::vector<std::string>{"id", "text", "label"}));
        QCOMPARE(check.train.rows, size_t(3));
        QCOMPARE(check.train.badRows, size_t(1));
        QCOMPARE(check.train.bad[0].line, size_t(3));
        QCOMPARE(check.train.emptyTexts, size_t(1));
        QCOMPARE(check.train.preview.size(), size_t(3));
        QCOMPARE(check.train.preview[0].cells[0].text, std::string("1"));
        QCOMPARE(check.labelColumn, std::string("label"));
        QCOMPARE(check.labels.size(), size_t(2));
        QCOMPARE(check.unknown.size(), size_t(2));
        QCOMPARE(check.unknown[0].name, std::string("gamma"));
        QCOMPARE(check.unknown[0].rows, size_t(2));
        QCOMPARE(check.unknown[0].line, size_t(3));
        QCOMPARE(check.unknown[1].closest, std::string("alpha"));
        QVERIFY(!check.isUsable());
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(spec, 1), Error); // as strict as before
    }

    void checksWhatCannotBeRead()
    {
        QTemporaryDir dir;
        DataSpec spec;
        spec.train = fs::path(dir.path().toStdString()) / "absent.tsv";
        const DataCheck check = checkData(spec, {});
        QVERIFY(check.train.problem.find("absent.tsv") != std::string::npos);
        QVERIFY(!check.isUsable());
        QVERIFY(checkData({}, {}).train.problem.empty()); // nothing is chosen yet
    }

    void checksJsonLines()
    {
        QTemporaryDir dir;
        DataSpec spec;
        spec.train = fs::path(dir.path().toStdString()) / "train.jsonl";
        writeFile(spec.train, "{\"text\": \"a\", \"labels\": [\"x\", \"y\"]}\nnonsense\n[1]\n"
                              "{\"text\": \"b\", \"labels\": []}\n");
        const DataCheck check = checkData(spec, {});
        QVERIFY(check.kind == TaskKind::Multilabel);
        QCOMPARE(check.train.rows, size_t(2));
        QCOMPARE(check.train.badRows, size_t(2));
        QCOMPARE(check.train.bad[1].line, size_t(3));
        QCOMPARE(check.train.withoutLabel, size_t(1));
        QCOMPARE(check.labels.size(), size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
