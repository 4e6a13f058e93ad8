#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/smaller_vocabulary.h"
#include "core/text/tokenizer.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace lathe;
using namespace lathe::text;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "text_kinds";
constexpr int kUncut = 1 << 30;

// The entries that the texts use, with what they need.
std::vector<int32_t> keptFor(const Tokenizer& tokenizer, const std::vector<std::string>& texts)
{
    std::set<int32_t> used;
    for (const std::string& text : texts) {
        const auto ids = tokenizer.encode(text, kUncut).ids;
        used.insert(ids.begin(), ids.end());
    }
    const auto always = tokenizer.indispensable();
    used.insert(always.begin(), always.end());
    return tokenizer.withParts({used.begin(), used.end()});
}

} // namespace

class TestSmallerVocabulary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameIdsRenumbered_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* folder :
             {"gpt2", "llama3", "llama2", "gpt_neox", "bpe_continuing", "albert", "xlm_roberta",
              "deberta_v3", "t5", "unigram_bytes", "word_level", "electra", "files_roberta",
              "spm_llama", "spm_xlm_roberta"})
            QTest::newRow(folder) << folder;
    }

    // Cut to what some texts use, a tokenizer gives the same entries for these, under their new
    // numbers.
    void sameIdsRenumbered()
    {
        QFETCH(QString, folder);
        const fs::path from = kData / folder.toStdString();
        auto texts = readJson(kData / "cases.json").at("texts").get<std::vector<std::string>>();
        texts.resize(4);
        const auto whole = loadTokenizer(from);
        const auto kept = keptFor(*whole, texts);
        QVERIFY(kept.size() < size_t(whole->vocabularySize()));
        const QTemporaryDir dir;
        const fs::path to = dir.path().toStdString();
        writeSmallerTokenizer(from, kept, to);
        const auto smaller = loadTokenizer(to);
        QCOMPARE(size_t(smaller->vocabularySize()), kept.size());
        for (const std::string& text : texts) {
            std::vector<int32_t> expected;
            for (const int32_t id : whole->encode(text, kUncut).ids)
                expected.push_back(
                    int32_t(std::lower_bound(kept.begin(), kept.end(), id) - kept.begin()));
            QCOMPARE(smaller->encode(text, kUncut).ids, expected);
        }
        QCOMPARE(smaller->token(smaller->padId()), whole->token(whole->padId()));
    }

    void wordsComeApartWithoutTheirParts()
    {
        const auto whole = loadTokenizer(kData / "gpt2");
        const auto ids = whole->encode(" the", kUncut).ids;
        QCOMPARE(ids.size(), size_t(1));
        const auto parts = whole->withParts(ids);
        QVERIFY(parts.size() >= 4); // its letters, and itself
        QVERIFY(std::find(parts.begin(), parts.end(), ids[0]) != parts.end());
    }

    void specialTokensStay()
    {
        const QTemporaryDir dir;
        QVERIFY_EXCEPTION_THROWN(
            writeSmallerTokenizer(kData / "xlm_roberta", {0, 1, 2, 7, 8}, dir.path().toStdString()),
            Error);
    }
};

QTEST_GUILESS_MAIN(TestSmallerVocabulary)
#include "tst_smaller_vocabulary.moc"
