#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::data;
namespace fs = std::filesystem;

namespace {

bool noted(const DataSet& set, std::string_view text)
{
    return std::any_of(set.notes.begin(), set.notes.end(),
                       [&](const std::string& note) { return note.find(text) != note.npos; });
}

} // namespace

class TestDataSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = m_dir.path().toStdString();
        m_spec = {};
        m_spec.train = write("train.tsv", "text\tlabel\none\tb\ntwo\ta\nthree\tb\nfour\t c \n");
        m_spec.validation = write("validation.tsv", "text\tlabel\nfive\ta\n");
        m_spec.test = write("test.tsv", "text\tlabel\nsix\tc\none\tb\n");
    }

    void multiclass()
    {
        const DataSet set = readDataSet(m_spec, 1);
        QCOMPARE(set.labels, (LabelSet{TaskKind::Multiclass, {"a", "b", "c"}}));
        QCOMPARE(set.train.size(), size_t(4));
        QCOMPARE(set.train[3].text, std::string("four"));
        QCOMPARE(set.train[3].labels, std::vector<int>{2});
        QCOMPARE(set.validation[0].labels, std::vector<int>{0});
        QCOMPARE(set.labels.indexOf("b"), std::optional(1));
        QCOMPARE(set.labels.indexOf("d"), std::nullopt);
        QVERIFY(noted(set, "1 of 2 test rows have a text that is also in train"));
        QVERIFY(noted(set, "labels with fewer than 5 training rows: 'a', 'b', 'c'"));
        QVERIFY(noted(set, "labels without a test row, which count as 0 in macro F1: 'a'"));
    }

    void multilabel()
    {
        m_spec.train = write("train.csv", "text,labels\none,b|a\ntwo,\nthree, a | a ||c\n");
        m_spec.validation = write("validation.jsonl", R"({"text": "x", "labels": ["c", "a"]})");
        m_spec.test =
            write("test.jsonl", "{\"text\": \"y\", \"labels\": \"a|b\"}\n{\"text\": \"\"}");
        const DataSet set = readDataSet(m_spec, 1);
        QCOMPARE(set.labels, (LabelSet{TaskKind::Multilabel, {"a", "b", "c"}}));
        QCOMPARE(set.train[0].labels, (std::vector<int>{0, 1}));
        QVERIFY(set.train[1].labels.empty());
        QCOMPARE(set.train[2].labels, (std::vector<int>{0, 2}));
        QCOMPARE(set.validation[0].labels, (std::vector<int>{0, 2}));
        QCOMPARE(set.test[0].labels, (std::vector<int>{0, 1}));
        QVERIFY(noted(set, "1 of 3 training rows have no label"));
        QVERIFY(noted(set, "1 of 2 test rows have an empty text; they are kept"));
    }

    void kindFollowsColumnAndLists()
    {
        m_spec.train = write("train.tsv", "text\tlabels\none\ta|b\ntwo\tb\n");
        m_spec.validation = m_spec.test = m_spec.train;
        QVERIFY(readDataSet(m_spec, 1).labels.kind == TaskKind::Multilabel);
        m_spec.kind = TaskKind::Multiclass;
        QCOMPARE(readDataSet(m_spec, 1).labels, (LabelSet{TaskKind::Multiclass, {"a|b", "b"}}));
        m_spec.kind = TaskKind::Multilabel;
        m_spec.labelSeparator = "--";
        QCOMPARE(readDataSet(m_spec, 1).labels.names, (std::vector<std::string>{"a|b", "b"}));
        m_spec.kind.reset();
        m_spec.labelColumn = "tags";
        m_spec.train = m_spec.validation = m_spec.test = write(
            "train.jsonl", "{\"text\": \"x\", \"tags\": 3}\n{\"text\": \"y\", \"tags\": [1]}\n");
        QCOMPARE(readDataSet(m_spec, 1).labels, (LabelSet{TaskKind::Multilabel, {"1", "3"}}));
    }

    void fingerprintTellsDataApart()
    {
        const std::string before = readDataSet(m_spec, 1).fingerprint;
        QCOMPARE(before.size(), size_t(64));
        QCOMPARE(readDataSet(m_spec, 2).fingerprint, before); // nothing is sampled
        write("test.tsv", "text\tlabel\nsix\tc\none\ta\n");
        const std::string after = readDataSet(m_spec, 1).fingerprint;
        QVERIFY(after != before);
        m_spec.test = write("test.csv", "text,label\nsix,c\none,a\n");
        QCOMPARE(readDataSet(m_spec, 1).fingerprint, after);
    }

    void samplesMissingSplits()
    {
        std::string rows = "text\tlabel\n";
        for (int i = 0; i < 1000; ++i)
            rows += fmt::format("text {}\t{}\n", i,
                                i % 10 < 7   ? "often"
                                : i % 10 < 9 ? "less"
                                             : "rare");
        m_spec.train = write("train.tsv", rows);
        m_spec.validation.clear();
        m_spec.test.clear();
        const DataSet set = readDataSet(m_spec, 13);
        QCOMPARE(set.validation.size(), size_t(100));
        QCOMPARE(set.test.size(), size_t(100));
        QCOMPARE(set.train.size(), size_t(800));
        for (const auto* split : {&set.validation, &set.test}) {
            const auto count = [&](int label) {
                return std::count_if(split->begin(), split->end(),
                                     [&](const Example& e) { return e.labels[0] == label; });
            };
            QCOMPARE(count(*set.labels.indexOf("often")), 70);
            QCOMPARE(count(*set.labels.indexOf("less")), 20);
            QCOMPARE(count(*set.labels.indexOf("rare")), 10);
        }
        QCOMPARE(readDataSet(m_spec, 13).fingerprint, set.fingerprint);
        QVERIFY(readDataSet(m_spec, 14).fingerprint != set.fingerprint);
        QVERIFY(noted(set, "validation: 100 rows sampled from train.tsv, stratified, seed 13"));
        QVERIFY(!noted(set, "also in train"));
        m_spec.validationFraction = 0.5;
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(m_spec, 13), Error);
        m_spec.validationFraction = std::nan("");
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(m_spec, 13), Error);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* title, const char* file, const QByteArray& content,
                            const QString& says) {
            QTest::newRow(title) << file << content << says;
        };
        row("text column", "train.tsv", "Texts\tlabel\na\tx\nb\ty\n",
            "train.tsv: no text column 'text'; found 'Texts', 'label'. Did you mean 'Texts'?");
        row("no header", "train.tsv", "I like it\tgood\nno\tbad\n",
            "found 'I like it', 'good'. Choose the text column among these");
        row("label column", "train.tsv", "text\tclass\na\tx\nb\ty\n",
            "train.tsv: no label column 'label'; found 'text', 'class'");
        row("header only", "train.tsv", "text\tlabel\n", "train.tsv: has a header but no rows");
        row("one label", "train.tsv", "text\tlabel\na\tx\nb\tx\n",
            "the column 'label' has only the label 'x'; a multiclass data set needs at least 2");
        row("no label at all", "train.tsv", "text\tlabels\na\t\n",
            "the column 'labels' has no label");
        row("empty label", "train.tsv", "text\tlabel\na\tx\nb\t \nc\ty\n",
            "train.tsv, line 3: the label is empty. Label the row or remove it");
        row("empty label in test", "test.tsv", "text\tlabel\na\t\n",
            "test.tsv, line 2: the label is empty");
        row("unknown label", "test.tsv", "text\tlabel\na\tb\nb\tneutral\n",
            "test.tsv, line 3: 'neutral' is not among the 3 labels of train.tsv: 'a', 'b', 'c'");
        row("misspelt label", "validation.tsv", "text\tlabel\na\tB\n",
            "validation.tsv, line 2: 'B' is not among");
        row("test without labels", "test.tsv", "text\na\n",
            "test.tsv: no label column 'label'; found 'text'");
    }

    void refuses()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        write(file.toStdString(), content.toStdString());
        try {
            (void)readDataSet(m_spec, 1);
            QFAIL("bad data was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromStdString(error.full()).contains(says), error.full().c_str());
        }
    }

    void refusesJsonRows()
    {
        m_spec.train =
            write("train.jsonl", "{\"text\": \"a\", \"label\": \"x\"}\n{\"label\": \"y\"}\n");
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(m_spec, 1), Error);
        m_spec.kind = TaskKind::Multiclass;
        m_spec.train = write(
            "train.jsonl",
            "{\"text\": \"a\", \"label\": \"x\"}\n{\"text\": \"b\", \"label\": [\"x\", \"y\"]}\n");
        try {
            (void)readDataSet(m_spec, 1);
            QFAIL("two labels in a multiclass row");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what())
                        .find("train.jsonl, line 2: 2 labels where a multiclass row has one") !=
                    std::string::npos);
        }
        m_spec.labelColumn = "text";
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(m_spec, 1), Error);
    }

    void examplesForAKnownModel()
    {
        const LabelSet labels{TaskKind::Multiclass, {"spam", "ham"}};
        const fs::path file = write("new.tsv", "text\tlabel\na\tham\nb\tspam\nc\teggs\n\t\n");
        const auto rows = readExamples(file, {}, labels, false);
        QCOMPARE(rows.size(), size_t(4));
        QCOMPARE(rows[0].labels, std::vector<int>{1});
        QCOMPARE(rows[1].labels, std::vector<int>{0});
        QVERIFY(rows[2].labels.empty() && rows[3].labels.empty() && rows[3].text.empty());
        QVERIFY_EXCEPTION_THROWN((void)readExamples(file, {}, labels, true), Error);
        const fs::path bare = write("bare.tsv", "text\na\n");
        QVERIFY(readExamples(bare, {}, labels, false)[0].labels.empty());
        QVERIFY_EXCEPTION_THROWN((void)readExamples(bare, {}, labels, true), Error);
    }

    void realDataReadsFast()
    {
        const QString shared = qEnvironmentVariable("LATHE_SHARED");
        const fs::path folder = fs::path(shared.toStdString()) / "data" / "goemotions";
        if (shared.isEmpty() || !fs::exists(folder))
            QSKIP("LATHE_SHARED does not name a folder with data/goemotions");
        DataSpec spec;
        spec.train = folder / "train.tsv";
        spec.validation = folder / "validation.tsv";
        spec.test = folder / "test.tsv";
        QElapsedTimer timer;
        timer.start();
        const DataSet set = readDataSet(spec, 1);
        qInfo("%lld ms", static_cast<long long>(timer.elapsed()));
        // Counts as its README gives them.
        QCOMPARE(set.train.size(), size_t(43410));
        QCOMPARE(set.test.size(), size_t(5427));
        QCOMPARE(set.labels.names.size(), size_t(28));
        size_t marks = 0;
        for (const Example& row : set.train)
            marks += row.labels.size();
        QCOMPARE(marks, size_t(51103));
        spec.validation.clear();
        // A tenth of 43,410, less the rounding of labels that are dealt together.
        QVERIFY(std::abs(static_cast<int>(readDataSet(spec, 1).validation.size()) - 4341) <= 10);
        for (const std::string& note : set.notes)
            qInfo("%s", note.c_str());
    }

    void labelsTakeTheModelsOrder()
    {
        DataSet set = readDataSet(m_spec, 1);
        QCOMPARE(set.labels.names, (std::vector<std::string>{"a", "b", "c"}));
        const std::string before = set.fingerprint;
        adoptOrder(set, {TaskKind::Multiclass, {"a", "b", "x"}});
        QCOMPARE(set.fingerprint, before);
        adoptOrder(set, {TaskKind::Multiclass, {"c", "b", "a"}});
        QCOMPARE(set.labels.names, (std::vector<std::string>{"c", "b", "a"}));
        QCOMPARE(set.train[1].labels, std::vector<int>{2}); // "two" is still an a
        QCOMPARE(set.validation[0].labels, std::vector<int>{2});
        QVERIFY(set.fingerprint != before);
    }

    void unknownLabelsCanBeDropped()
    {
        m_spec.train = write("many.tsv", "text\tlabels\none\ta|b\ntwo\tb\nthree\ta\n");
        m_spec.validation = write("some.tsv", "text\tlabels\nfour\ta|new\nfive\tnew\n");
        m_spec.test = m_spec.validation;
        QVERIFY_EXCEPTION_THROWN((void)readDataSet(m_spec, 1), lathe::Error);
        m_spec.dropUnknownLabels = true;
        const DataSet set = readDataSet(m_spec, 1);
        QCOMPARE(set.validation[0].labels, std::vector<int>{0});
        QVERIFY(set.validation[1].labels.empty());
        const auto tells = [](const std::string& note) { return note.find("'new'") != note.npos; };
        QVERIFY(std::any_of(set.notes.begin(), set.notes.end(), tells));
    }

private:
    fs::path write(const std::string& name, const std::string& content)
    {
        writeFile(m_folder / name, content);
        return m_folder / name;
    }

    QTemporaryDir m_dir;
    fs::path m_folder;
    DataSpec m_spec;
};

QTEST_GUILESS_MAIN(TestDataSet)
#include "tst_dataset.moc"
