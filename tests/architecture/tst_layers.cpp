#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Include {
    QString file; // "core/runner/runner.cpp"
    int line = 0;
    QString header; // what stands between the quotes or brackets
};

QVector<Include> includesBelow(const QString& folder)
{
    const QDir root(LATHE_SOURCE);
    const QRegularExpression pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    QVector<Include> found;
    QDirIterator files(root.filePath(folder), {"*.h", "*.cpp", "*.hpp", "*.cc", "*.inl"},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        for (int line = 1; !file.atEnd(); ++line) {
            const auto match = pattern.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                found.append({root.relativeFilePath(file.fileName()), line, match.captured(1)});
        }
    }
    return found;
}

bool isQt(const QString& header)
{
    // <QString>, <QtTest>, <QtCharts/QChart>: a Q and a capital, or a Qt module folder.
    static const QRegularExpression pattern("^(Q[A-Z]|Qt[A-Z]|qt|qglobal)");
    return pattern.match(header).hasMatch();
}

bool isTorch(const QString& header)
{
    static const QRegularExpression pattern(
        "^(torch|ATen|c10|caffe2|oneapi|dnnl|fbgemm)(/|\\.h|$)");
    return pattern.match(header).hasMatch();
}

bool isSqlite(const QString& header)
{
    static const QRegularExpression pattern("^(sqlite3|SQLiteCpp)(/|\\.h|ext\\.h|$)");
    return pattern.match(header).hasMatch() || header.startsWith("QSql") ||
           header.startsWith("QtSql");
}

} // namespace

// The rules of the layers, read from the sources themselves.
class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theReaderSeesIncludes()
    {
        QVERIFY(isQt("QString") && isQt("QtCharts/QChart") && !isQt("core/base/error.h") &&
                !isQt("Quantize.h"));
        QVERIFY(isTorch("torch/torch.h") && isTorch("ATen/ATen.h") &&
                !isTorch("core/engine/torch_engine.h"));
        QVERIFY(isSqlite("sqlite3.h") && isSqlite("SQLiteCpp/Backup.h") &&
                !isSqlite("core/history/history.h"));
        QVERIFY(includesBelow("core").size() > 100);
    }

    void core()
    {
        check("core", [](const Include& i) -> QString {
            if (isQt(i.header))
                return "core includes no Qt";
            if (isTorch(i.header) && !i.file.startsWith("core/engine/"))
                return "only core/engine includes torch";
            if (isTorch(i.header) && i.file == "core/engine/torch_engine.h")
                return "the header that app sees includes no torch";
            if (isSqlite(i.header) && !i.file.startsWith("core/history/"))
                return "only core/history includes SQLite";
            if (i.header.startsWith("widgets/") || i.header.startsWith("app/"))
                return "core knows neither widgets nor app";
            if (i.header.startsWith("core/engine/") && !i.file.startsWith("core/engine/"))
                return "the engine is known by its interface in core/runner/engine.h";
            return {};
        });
    }

    // Within core, data flows one way: a folder includes only what stands before it in this list.
    void coreFlowsOneWay()
    {
        const QStringList order{"base", "text", "data", "analysis", "recipe", "runner", "history", "export", "report"};
        check("core", [&](const Include& i) -> QString {
            const auto from = order.indexOf(i.file.section('/', 1, 1));
            const auto to = order.indexOf(i.header.section('/', 1, 1));
            const bool backwards = i.header.startsWith("core/") && from >= 0 && to > from;
            return backwards ? "this folder comes later in the flow of data" : QString();
        });
    }

    void widgets()
    {
        check("widgets", [](const Include& i) -> QString {
            if (isTorch(i.header) || i.header.startsWith("core/engine/"))
                return "widgets know no engine";
            if (isSqlite(i.header))
                return "widgets know no SQL";
            if (i.header.startsWith("app/"))
                return "widgets do not know app";
            return {};
        });
    }

    void app()
    {
        check("app", [](const Include& i) -> QString {
            if (isTorch(i.header) || isSqlite(i.header))
                return "app sees the engine and the history by their headers";
            if (i.header.startsWith("core/engine/") && i.header != "core/engine/torch_engine.h")
                return "torch_engine.h is all that app sees of the engine";
            if (i.file.startsWith("app/cli/") &&
                (isQt(i.header) || i.header.startsWith("widgets/")))
                return "lathe-cli has no Qt";
            return {};
        });
    }

private:
    template <class Rule>
    void check(const QString& folder, Rule&& broken)
    {
        QStringList problems;
        for (const Include& include : includesBelow(folder))
            if (const QString rule = broken(include); !rule.isEmpty())
                problems << QString("%1:%2 includes %3: %4")
                                .arg(include.file, QString::number(include.line), include.header,
                                     rule);
        QVERIFY2(problems.isEmpty(), qPrintable('\n' + problems.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
