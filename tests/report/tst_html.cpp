#include "core/report/html_writer.h"
#include "core/report/report.h"
#include "tests/report/sample_history.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace lathe;
using namespace lathe::report;

namespace {

const std::string kHostile = "<script>alert(\"x\")</script>&amp;'\x01\u202e\u05d0 ]]> --> ";

QString hostileHtml()
{
    SampleHistory::Knobs knobs;
    knobs.nameOfLabels = kHostile;
    knobs.nameOfVariants = kHostile;
    const SampleHistory sample(knobs);
    const Study study = studyOf(sample.history, {}, {});
    return QString::fromStdString(
        toHtml(makeReport(study, SampleHistory::catalog(),
                          {Template::Technical, kHostile + "</title>\"; } body { display: none",
                           "1", "2026-11-23"})));
}

} // namespace

class TestHtml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWellFormedAndStandsAlone()
    {
        const QString html = hostileHtml();
        QXmlStreamReader xml(html);
        int heading = 0, tables = 0, figures = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const QString name = xml.name().toString();
            for (const char* forbidden :
                 {"script", "link", "img", "iframe", "object", "a", "image", "use"})
                QVERIFY2(name != forbidden, qPrintable(name));
            for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                const QString key = attribute.qualifiedName().toString();
                QVERIFY2(
                    !QStringList({"src", "href", "xlink:href", "srcset", "data"}).contains(key),
                    qPrintable(key));
                QVERIFY2(!key.startsWith("on"), qPrintable(key));
            }
            if (name == "html")
                QCOMPARE(xml.attributes().value("lang").toString(), QString("en"));
            if (name == "th")
                QVERIFY(QStringList({"col", "row"})
                            .contains(xml.attributes().value("scope").toString()));
            if (name == "svg")
                QVERIFY(!xml.attributes().value("aria-label").isEmpty());
            tables += name == "table";
            figures += name == "figcaption";
            if (name.size() == 2 && name[0] == 'h' && name[1].isDigit()) { // no level is left out
                const int level = name[1].digitValue();
                QVERIFY2(level <= heading + 1, qPrintable(name));
                heading = level;
            }
        }
        QVERIFY2(!xml.hasError(),
                 qPrintable(xml.errorString() + QString(" in line %1").arg(xml.lineNumber())));
        QVERIFY(tables >= 5);
        QVERIFY(figures >= 3);
        const QString style = html.section("<style>", 1).section("</style>", 0, 0);
        QVERIFY(!style.contains("url(") && !style.contains("@import") &&
                !style.contains("display: none"));
        QVERIFY(!html.contains(QRegularExpression("https?://")));
        QVERIFY(!html.contains(QChar(0x202e)) && !html.contains(QChar(1)));
    }

    void escapes()
    {
        QCOMPARE(escaped("<a href=\"x\">&'"),
                 std::string("&lt;a href=&quot;x&quot;&gt;&amp;&#39;"));
        QCOMPARE(escaped(std::string("a\0b\x1f", 4)), std::string("a\ufffdb\ufffd"));
        QCOMPARE(escaped("\xff"), std::string("\ufffd"));
    }

    void printsLightAndOnA4()
    {
        const QString html = hostileHtml();
        QVERIFY(html.contains("@media screen and (prefers-color-scheme: dark)"));
        QVERIFY(html.contains("@page { size: A4;"));
        QVERIFY(html.contains("counter(pages)"));
    }
};

QTEST_GUILESS_MAIN(TestHtml)
#include "tst_html.moc"
