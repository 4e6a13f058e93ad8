#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/tokenizer.h"
#include "core/text/utf8.h"

#include <QTest>

using namespace lathe;
using namespace lathe::text;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "text";

std::string textOf(const nlohmann::json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    return QByteArray::fromHex(QByteArray::fromStdString(value.at("hex").get<std::string>()))
        .toStdString();
}

QString show(const std::vector<int32_t>& ids)
{
    return QString::fromStdString(nlohmann::json(ids).dump());
}

} // namespace

// Expected ids and tokens: tests/fixtures/make_tokenizer_fixtures.py, made with Hugging Face
// tokenizers.
class TestTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithHuggingFace_data()
    {
        QTest::addColumn<QString>("folder");
        const auto cases = readJson(kData / "cases.json");
        for (const auto& [folder, unused] : cases.at("folders").items())
            QTest::newRow(folder.c_str()) << QString::fromStdString(folder);
    }

    void agreesWithHuggingFace()
    {
        QFETCH(QString, folder);
        const auto tokenizer = loadTokenizer(kData / folder.toStdString());
        const auto cases = readJson(kData / "cases.json");
        int checked = 0;
        for (const auto& item : cases.at("folders").at(folder.toStdString())) {
            const std::string text = textOf(cases.at("texts").at(item.at(0).get<size_t>()));
            const Encoding encoding = tokenizer->encodeWithTokens(text, item.at(1).get<int>());
            const auto expected = item.at(2).get<std::vector<int32_t>>();
            QVERIFY2(encoding.ids == expected,
                     qPrintable(QString("%1\n at most %2\n found    %3\n expected %4")
                                    .arg(QString::fromStdString(text))
                                    .arg(item.at(1).get<int>())
                                    .arg(show(encoding.ids), show(expected))));
            if (item.size() > 3)
                QCOMPARE(encoding.tokens, item.at(3).get<std::vector<std::string>>());
            ++checked;
        }
        QVERIFY(checked > 100);
    }

    void describesItself()
    {
        const auto bert = loadTokenizer(kData / "bert_uncased");
        QCOMPARE(bert->padId(), 0);
        QVERIFY(bert->description().starts_with("WordPiece, uncased, "));
        QCOMPARE(std::string(bert->token(2)), std::string("[CLS]"));
        QVERIFY(bert->token(-1).empty() && bert->token(1'000'000).empty());
        const auto mpnet = loadTokenizer(kData / "mpnet");
        QCOMPARE(mpnet->padId(), 1);
        QCOMPARE(loadTokenizer(kData / "vocab_mpnet")->padId(), 1);
        const auto added = loadTokenizer(kData / "added_tokens");
        QCOMPARE(added->vocabularySize(),
                 bert->vocabularySize() + 9); // of ten, "is" was there
        QCOMPARE(std::string(added->token(added->vocabularySize() - 1)), std::string("Étoile"));
    }

    void truncationKeepsSpecials()
    {
        const auto tokenizer = loadTokenizer(kData / "bert_uncased");
        const auto ids = tokenizer->encode("the cat sat the cat", 4).ids;
        QCOMPARE(ids.size(), size_t(4));
        QCOMPARE(ids.front(), 2);
        QCOMPARE(ids.back(), 3);
        for (const int tooShort : {2, 1, 0, -5, std::numeric_limits<int>::min()})
            QVERIFY_EXCEPTION_THROWN((void)tokenizer->encode("the", tooShort), Error);
    }

    void longTextsTakeLinearTime()
    {
        const auto tokenizer = loadTokenizer(kData / "bert_uncased");
        std::string marks = "a";
        for (int i = 0; i < 300'000; ++i)
            marks += i % 2 ? "\u0301" : "\u0323"; // reordered by the normal form
        QCOMPARE(tokenizer->encode(marks, 16).ids.size(), size_t(3));
        QCOMPARE(tokenizer->encode(std::string(3'000'000, 'x'), 16).ids.size(), size_t(3));
        QCOMPARE(tokenizer->encode(std::string(3'000'000, '.'), 16).ids.size(), size_t(16));
        QCOMPARE(tokenizer->encode(std::string(3'000'000, '\xff'), 16).ids.size(), size_t(2));
    }

    void utf8()
    {
        QCOMPARE(firstInvalidUtf8("plain ascii, longer than a word"), std::string::npos);
        QCOMPARE(firstInvalidUtf8("h\u00e9llo \U0001f44d"), std::string::npos);
        QCOMPARE(firstInvalidUtf8("12345678ab\xff"), size_t(10));
        QCOMPARE(firstInvalidUtf8("ab\xc3"), size_t(2));
        QCOMPARE(firstInvalidUtf8("\xed\xa0\x80"), size_t(0)); // a surrogate
        QCOMPARE(firstInvalidUtf8("\xc0\xaf"), size_t(0));     // overlong
        // Table 3-8 of the Unicode standard, chapter 3.9.
        QCOMPARE(replaceInvalidUtf8("\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64"),
                 std::string("a\ufffd\ufffd\ufffdb\ufffdc\ufffd\ufffdd"));
    }
};

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
