#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/characters.h"
#include "core/text/pattern.h"
#include "core/text/utf8.h"

#include <QTest>

#include <random>

using namespace lathe;
using namespace lathe::text;

namespace {

constexpr const char* kExpressions[] = {
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)",
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)",
    " {2,}",
    R"(\s+)",
    R"(\s{2,}|[\n\r\t])"};

// Short strings over the characters that the expressions tell apart; all of them in versions of
// Unicode before any Oniguruma's.
std::string randomText(std::mt19937& random)
{
    static const char* kPieces[] = {
        "a",  "Z",  "\u00e9", "\u4f60", "\u017f", "1",  "\u0664", "\u00bd", " ",   " ",
        "  ", "\t", "\n",     "\r",     "\u00a0", "'",  "'s",     "'LL",    "'d",  "!",
        "_",  "'v", "re",     "\u0301", "\u3000", "'S", "\u2581", "\u20ac", "\x01"};
    std::string text;
    for (unsigned i = random() % 14; i > 0; --i)
        text += kPieces[random() % std::size(kPieces)];
    return text;
}

std::string cut(const Pattern& pattern, const std::string& text)
{
    std::string pieces;
    size_t done = 0;
    while (const auto match = pattern.next(text, done)) {
        pieces += fmt::format("{}-{} ", match->begin, match->end);
        done = match->end;
    }
    return pieces;
}

} // namespace

class TestPatterns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scannersAgreeWithOniguruma_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char* expression : kExpressions)
            QTest::newRow(expression) << expression;
    }

    void scannersAgreeWithOniguruma()
    {
        QFETCH(QString, expression);
        const auto scanner = knownPattern(expression.toStdString());
        QVERIFY(scanner);
        std::unique_ptr<Pattern> compiled;
        try {
            compiled = compiledPattern(expression.toStdString());
        } catch (const Error&) {
            QSKIP("made without Oniguruma");
        }
        std::mt19937 random(1);
        for (int i = 0; i < 20'000; ++i) {
            const std::string text = randomText(random);
            QCOMPARE(cut(*scanner, text), cut(*compiled, text));
        }
    }

    // Closed forms, for builds without Oniguruma: what the published expressions say.
    void cuts_data()
    {
        QTest::addColumn<int>("expression");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        QTest::newRow("words") << 0 << "it's a 12cat"
                               << "0-2 2-4 4-6 6-9 9-12 ";
        QTest::newRow("spaces") << 0 << "a   b \n c  "
                                << "0-1 1-3 3-5 5-7 7-9 9-11 ";
        QTest::newRow("llama") << 1 << "IT'S 12345!!\n\n x"
                               << "0-2 2-4 4-5 5-8 8-10 10-14 14-16 ";
        QTest::newRow("qwen") << 2 << "12 (a)\t\n b"
                              << "0-1 1-2 2-4 4-5 5-6 6-8 8-10 ";
        QTest::newRow("two spaces") << 3 << "a b  c   d"
                                    << "3-5 6-9 ";
    }

    void cuts()
    {
        QFETCH(int, expression);
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(QString::fromStdString(
                     cut(*knownPattern(kExpressions[expression]), text.toStdString())),
                 pieces);
    }

    void othersNeedTheLibrary()
    {
        QVERIFY(!knownPattern(R"(\w+)"));
        try {
            QCOMPARE(cut(*compiledPattern("b*"), "abbcb"),
                     std::string("1-3 4-5 ")); // nothing is no match
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Unsupported);
            QVERIFY(error.remedy().find("libonig-dev") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestPatterns)
#include "tst_patterns.moc"
