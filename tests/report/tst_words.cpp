#include "core/base/error.h"
#include "core/report/clean_text.h"
#include "core/report/limits.h"
#include "core/report/words.h"

#include <cmath>
#include <QTest>

using namespace lathe;
using namespace lathe::report;

namespace {

std::string messageOf(const std::string& limits)
{
    try {
        (void)Limits::parse(limits);
    } catch (const Error& error) {
        return error.full();
    }
    return "nothing was thrown";
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers()
    {
        QCOMPARE(grouped(4083), std::string("4,083"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(grouped(1000000), std::string("1,000,000"));
        QCOMPARE(counted(1, "row", "rows"), std::string("1 row"));
        QCOMPARE(inPoints(-0.0041), std::string("−0.4"));
        QCOMPARE(inPoints(0.006), std::string("+0.6"));
        QCOMPARE(inPoints(-0.0001), std::string("0.0"));
        QCOMPARE(pText(0.4812), std::string("p = 0.48"));
        QCOMPARE(pText(0.0312), std::string("p = 0.031"));
        QCOMPARE(pText(0.0004), std::string("p < 0.001"));
        QCOMPARE(timesText(16.5, 2.6, "faster", "slower"), std::string("6.3× faster"));
        QCOMPARE(timesText(2.0, 3.0, "faster", "slower"), std::string("1.5× slower"));
        QCOMPARE(timesText(2.0, 2.001, "faster", "slower"), std::string("not faster"));
        QCOMPARE(timesText(0, 2, "faster", "slower"), std::string(kAbsent));
        QCOMPARE(figureText({}, "accuracy"), std::string(kAbsent));
        QCOMPARE(figureText({{"accuracy", std::nan("")}}, "accuracy"), std::string(kAbsent));
        QCOMPARE(joined({"a", "b", "c"}), std::string("a, b and c"));
        QCOMPARE(inSentence("Micro F1"), std::string("micro F1"));
        QCOMPARE(inSentence("ROC AUC"), std::string("ROC AUC"));
        QCOMPARE(dateText("2026-11-23T16:05:12Z"), std::string("23 November 2026"));
        QCOMPARE(dateText("2026-99-23"), std::string("2026-99-23"));
    }

    void cleansNames()
    {
        QCOMPARE(cleaned("a\tb\n\x01 c\x7f"), std::string("a b c"));
        QCOMPARE(cleaned("bad \xff byte"), std::string("bad \xef\xbf\xbd byte"));
        QCOMPARE(cleaned("a\u202eb\u2067c"), std::string("abc")); // overrides are dropped
        QCOMPARE(cleaned("\u05d0\u05d1"), std::string("\u2068\u05d0\u05d1\u2069"));
        QCOMPARE(shortened("abcdef", 4), std::string("abc…"));
        QCOMPARE(lastSteps("one → two → three → four", 24), std::string("one → two → three → four"));
        QCOMPARE(lastSteps("one → two → three → four", 20), std::string("… → three → four"));
        QCOMPARE(lastSteps("one → two → three → four", 12), std::string("one → two →…"));
        QCOMPARE(shortened("äöü", 3), std::string("äöü"));
        QCOMPARE(shortened(cleaned("\u05d0\u05d1\u05d2\u05d3"), 4),
                 std::string("\u2068\u05d0\u05d1…\u2069"));
    }

    void limits()
    {
        const Limits found = Limits::parse("quality=99%,latency=10 ms,size=30MB");
        QCOMPARE(found.quality.value(), 0.99);
        QCOMPARE(found.latencyMs.value(), 10.0);
        QCOMPARE(found.sizeBytes.value(), 30e6);
        QVERIFY(!Limits::parse("").quality);
        const auto constraints = found.constraints("microF1");
        QCOMPARE(constraints.size(), size_t(3));
        QCOMPARE(constraints[0].metric, std::string("microF1"));
        QCOMPARE(inWords(constraints[0]), std::string("at least 99 % of the original's micro F1"));
        QCOMPARE(inWords(constraints[1]), std::string("at most 10 ms a text"));
        QCOMPARE(inWords(constraints[2]), std::string("at most 30.0 MB"));
    }

    void wrongLimits()
    {
        QVERIFY(messageOf("qualty=0.9").find("did you mean 'quality'?") != std::string::npos);
        QVERIFY(messageOf("size=30MiB").find("'MiB'") != std::string::npos);
        for (const char* bad : {"latency", "latency=", "latency=0", "latency=-3", "latency=nan",
                                "latency=5s", "quality=2", "quality=inf", "size=x"})
            QVERIFY2(messageOf(bad).find("the limit") != std::string::npos, bad);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
