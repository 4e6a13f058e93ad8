#include "core/base/files.h"
#include "core/data/table.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::data;
namespace fs = std::filesystem;

namespace {

// Rows as "line:cell|cell"; absent cells are "-", lists "[a,b]".
QString show(const Table& table)
{
    QStringList rows;
    for (const Row& row : table.rows) {
        QStringList cells;
        for (const Cell& cell : row.cells) {
            QStringList items;
            for (const std::string& item : cell.items)
                items << QString::fromStdString(item);
            cells << (cell.kind == Cell::Kind::Absent ? "-"
                      : cell.kind == Cell::Kind::List ? "[" + items.join(',') + "]"
                                                      : QString::fromStdString(cell.text));
        }
        rows << QString::number(row.line) + ":" + cells.join('|');
    }
    return rows.join('\n');
}

} // namespace

class TestDataFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = m_dir.path().toStdString(); }

    void reads_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char* title, const char* name, const QByteArray& content,
                            const QString& rows) {
            QTest::newRow(title) << name << content << rows;
        };
        row("tsv", "a.tsv", "text\tlabel\nhello\tx\nworld\ty\n", "2:hello|x\n3:world|y");
        row("tsv, no last line end", "a.tsv", "text\tlabel\nhello\tx", "2:hello|x");
        row("tsv, CRLF", "a.tsv", "text\tlabel\r\nhello\tx\r\nbye\ty\r", "2:hello|x\n3:bye|y");
        row("tsv, quotes mean nothing", "a.tsv", "text\tlabel\n\"a\t\"\"\n", "2:\"a|\"\"");
        row("tsv, empty fields", "a.tsv", "text\tlabel\n\tx\ny\t\n", "2:|x\n3:y|");
        row("tsv, blank lines", "a.tsv", "\n\ntext\tlabel\n\nhello\tx\n\r\n\n", "5:hello|x");
        row("tsv, other columns", "a.tsv", "id\tlabel\tnote\ttext\n1\tx\tn\thello\n", "2:hello|x");
        row("upper case", "A.TSV", "text\tlabel\nhello\tx\n", "2:hello|x");
        row("BOM", "a.tsv", "\xef\xbb\xbftext\tlabel\nhello\tx\n", "2:hello|x");
        row("csv", "a.csv", "text,label\nhello,x\n", "2:hello|x");
        row("csv, quoted", "a.csv", "text,label\n\"a, \"\"b\"\"\",\"x\"\n", "2:a, \"b\"|x");
        row("csv, line in a field", "a.csv",
            "\"text\",label\r\n\"one\r\ntwo\nthree\",x\r\nnext,y\r\n",
            "2:one\r\ntwo\nthree|x\n5:next|y");
        row("csv, empty quoted", "a.csv", "text,label\n\"\",\"\"\n", "2:|");
        row("csv, quote inside", "a.csv", "text,label\n5\" disk,x\n", "2:5\" disk|x");
        row("csv, quoted at the end", "a.csv", "text,label\na,\"x\"", "2:a|x");
        row("csv, a return at the end", "a.csv", "text,label\r\na,\"x\"\r", "2:a|x");
        row("csv, no label", "a.csv", "text\nhello\n", "2:hello|-");
        row("jsonl", "a.jsonl",
            "{\"text\": \"a\\tb\\n\", \"label\": \"x\"}\n\n{\"label\": 3, \"text\": \"\"}\n",
            "1:a\tb\n|x\n3:|3");
        row("jsonl, kinds", "a.ndjson",
            "{\"text\": \"a\", \"label\": [\"x\", 2, true]}\r\n{\"text\": \"b\", \"label\": "
            "null}\n{\"text\": 1.5}\n{\"text\": \"c\", \"label\": []}",
            "1:a|[x,2,true]\n2:b|-\n3:1.5|-\n4:c|[]");
    }

    void reads()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, rows);
        const fs::path file = m_folder / name.toStdString();
        writeFile(file, content.toStdString());
        QCOMPARE(show(readTable(file, {"text", "label"})), rows);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* title, const char* name, const QByteArray& content,
                            const QString& says) {
            QTest::newRow(title) << name << content << says;
        };
        row("extension", "a.xlsx", "text",
            "a.xlsx: data files end in .tsv, .csv, .jsonl or .ndjson, this one in '.xlsx'");
        row("no extension", "data", "text", "this one in ''");
        row("json", "a.json", "[]", "this one in '.json'");
        row("empty", "a.tsv", "", "a.tsv: is empty");
        row("blank", "a.csv", "\n \r\n", "a.csv: is empty");
        row("utf-16", "a.tsv", QByteArray("\xff\xfet\0", 4), "a.tsv: is UTF-16");
        row("binary", "a.tsv", QByteArray("text\tlabel\na\0b\tx\n", 18),
            "a.tsv, line 2: holds a zero byte");
        row("latin-1", "a.csv", "text,label\nok,x\ncaf\xe9,y\n", "a.csv, line 3: not valid UTF-8");
        row("too few", "a.tsv", "text\tlabel\nhello\tx\nbye\n",
            "a.tsv, line 3: wanted 2 fields, as in the header, found 1");
        row("too many", "a.csv", "text,label\na,b,x\n",
            "a.csv, line 2: wanted 2 fields, as in the header, found 3");
        row("open quote", "a.csv", "text,label\nhello,x\n\"bye,y\nmore,z\n",
            "a.csv, line 3: a quote that opens here is never closed");
        row("open quote in the header", "a.csv", "\"text,label\n", "a.csv, line 1: a quote");
        row("after a quote", "a.csv", "text,label\n\"a\"b,x\n",
            "a.csv, line 2: text after a closing quote");
        row("same column", "a.tsv", "text\ttext\na\tb\n",
            "a.tsv, line 1: the column 'text' occurs twice");
        row("broken json", "a.jsonl", "{\"text\": \"a\"}\n{\"text\": \n",
            "a.jsonl, line 2: not valid JSON");
        row("surrogate", "a.jsonl", "{\"text\": \"\\ud800\"}\n", "a.jsonl, line 1: not valid JSON");
        row("array", "a.jsonl", "[1, 2]\n", "a.jsonl, line 1: wanted a JSON object, found array");
        row("object cell", "a.jsonl", "{\"text\": {\"a\": 1}}\n",
            "a.jsonl, line 1: 'text' holds object; wanted text");
        row("nested list", "a.jsonl", "{\"label\": [[\"x\"]]}\n",
            "a.jsonl, line 1: 'label' holds array; wanted text");
        row("deep", "a.jsonl", "{\"text\":" + QByteArray(200'000, '[') + "\n",
            "a.jsonl, line 1: not valid JSON");
    }

    void refuses()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        const fs::path file = m_folder / name.toStdString();
        writeFile(file, content.toStdString());
        try {
            (void)readTable(file, {"text", "label"});
            QFAIL("a broken file was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromStdString(error.full()).contains(says), error.full().c_str());
        }
    }

    void missingFile()
    {
        QVERIFY_EXCEPTION_THROWN((void)readTable(m_folder / "absent.tsv", {"text"}), Error);
        fs::create_directory(m_folder / "folder.tsv");
        QVERIFY_EXCEPTION_THROWN((void)readTable(m_folder / "folder.tsv", {"text"}), Error);
    }

    void suggestions()
    {
        const std::vector<std::string> names{"Text", "label", "category"};
        QCOMPARE(closest("text", names), std::string_view("Text"));
        QCOMPARE(closest("lable", names), std::string_view("label"));
        QCOMPARE(closest("sentence", names), std::string_view());
        QCOMPARE(listed({"a", "b", "c"}, 2), std::string("'a', 'b' and 1 more"));
        QCOMPARE(listed({std::string(39, 'x') + "é and so on"}), "'" + std::string(39, 'x') + "…'");
    }

private:
    QTemporaryDir m_dir;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(TestDataFiles)
#include "tst_data_files.moc"
