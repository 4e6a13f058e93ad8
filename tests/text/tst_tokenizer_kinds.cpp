#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/gguf_tokenizer.h"
#include "core/text/sentencepiece_model.h"
#include "core/text/to_gguf.h"
#include "core/text/tokenizer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace lathe;
using namespace lathe::text;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "text_kinds";
constexpr int kUncut = 1 << 30;

const nlohmann::json& cases()
{
    static const nlohmann::json all = readJson(kData / "cases.json");
    return all;
}

std::string idsOf(const Tokenizer& tokenizer, const std::string& text, int maxLength = kUncut)
{
    return fmt::format("{}", fmt::join(tokenizer.encode(text, maxLength).ids, " "));
}

// Every text of cases.json gives the ids that Hugging Face tokenizers gave for the folder.
void compare(const Tokenizer& tokenizer, const std::string& folder)
{
    const auto& expected = cases().at("folders").at(folder);
    const auto& texts = cases().at("texts");
    QCOMPARE(texts.size(), expected.size());
    QVERIFY(texts.size() > 80);
    for (size_t i = 0; i < texts.size(); ++i) {
        const std::string found = idsOf(tokenizer, texts[i].get<std::string>());
        QVERIFY2(found == expected[i].get<std::string>(),
                 fmt::format("{}\n found    {}\n expected {}", texts[i].dump(-1, ' ', true), found,
                             expected[i].get<std::string>())
                     .c_str());
    }
}

// The metadata that a GGUF file of the same tokenizer has.
GgufTokenizer ggufOf(const std::string& folder, const std::string& pre)
{
    const nlohmann::json json = readJson(kData / folder / "tokenizer.json");
    GgufTokenizer gguf;
    gguf.model = "gpt2";
    gguf.pre = pre;
    std::map<int64_t, std::string> tokens;
    std::map<int64_t, int32_t> types;
    for (const auto& [token, id] : json.at("model").at("vocab").items())
        tokens[id.get<int64_t>()] = token;
    for (const auto& token : json.at("added_tokens")) {
        tokens[token.at("id").get<int64_t>()] = token.at("content").get<std::string>();
        types[token.at("id").get<int64_t>()] = token.at("special").get<bool>() ? 3 : 4;
    }
    for (const auto& [id, token] : tokens) {
        gguf.tokens.push_back(token);
        gguf.tokenTypes.push_back(types.contains(id) ? types[id] : 1);
        if (token == "<|begin_of_text|>")
            gguf.bosId = id;
    }
    for (const auto& merge : json.at("model").value("merges", nlohmann::json::array()))
        gguf.merges.push_back(merge.at(0).get<std::string>() + " " +
                              merge.at(1).get<std::string>());
    return gguf;
}

GgufTokenizer ggufOfSentencePiece(const std::string& folder, const std::string& file)
{
    const SentencePieceModel model = readSentencePiece(readFile(kData / folder / file));
    GgufTokenizer gguf;
    gguf.precompiledCharsmap = model.charsmap;
    for (const auto& piece : model.pieces) {
        const auto id = int64_t(gguf.tokens.size());
        if (piece.text == "<unk>")
            gguf.unknownId = id;
        else if (piece.text == "<s>")
            gguf.bosId = id;
        else if (piece.text == "</s>")
            gguf.eosId = id;
        gguf.tokens.push_back(piece.text);
        gguf.scores.push_back(piece.score);
        gguf.tokenTypes.push_back(int32_t(piece.type));
    }
    return gguf;
}

} // namespace

// Expected ids: tests/fixtures/make_tokenizer_kinds.py, made with Hugging Face tokenizers and
// transformers.
class TestTokenizerKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithHuggingFace_data()
    {
        QTest::addColumn<QString>("folder");
        for (const auto& [folder, unused] : cases().at("folders").items())
            QTest::newRow(folder.c_str()) << QString::fromStdString(folder);
    }

    void agreesWithHuggingFace()
    {
        QFETCH(QString, folder);
        std::unique_ptr<Tokenizer> tokenizer;
        try {
            tokenizer = loadTokenizer(kData / folder.toStdString());
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::Unsupported &&
                error.full().find("libonig-dev") != std::string::npos)
                QSKIP("made without Oniguruma");
            throw;
        }
        compare(*tokenizer, folder.toStdString());
    }

    // A text is cut, the specials stay; either end may go.
    void truncation_data() { agreesWithHuggingFace_data(); }
    void truncation()
    {
        QFETCH(QString, folder);
        if (folder == "o200k" || folder == "clip")
            QSKIP("may need Oniguruma");
        const auto tokenizer = loadTokenizer(kData / folder.toStdString());
        const auto around = tokenizer->encode("", kUncut).ids.size();
        for (const auto& text : cases().at("texts")) {
            const auto whole = tokenizer->encode(text.get<std::string>(), kUncut).ids;
            const size_t length = around + 5;
            const auto end = tokenizer->encode(text.get<std::string>(), int(length)).ids;
            const auto start =
                tokenizer->encode(text.get<std::string>(), int(length), Cut::Start).ids;
            QCOMPARE(end.size(), std::min(length, whole.size()));
            QCOMPARE(start.size(), end.size());
            if (whole.size() <= length) {
                QCOMPARE(end, whole);
                QCOMPARE(start, whole);
                continue;
            }
            // Five of the text's own stay beside the specials; behind the text there is at most one
            // of these.
            QVERIFY(std::equal(end.begin(), end.end() - 1, whole.begin()));
            QVERIFY(std::equal(start.rbegin(), start.rbegin() + 5, whole.rbegin()));
        }
    }

    void ggufAgreesToo_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("pre");
        QTest::newRow("gpt2") << "gpt2"
                              << "gpt-2";
        QTest::newRow("llama3") << "llama3"
                                << "llama-bpe";
        QTest::newRow("qwen2") << "qwen2"
                               << "qwen2";
        QTest::newRow("smollm") << "smollm"
                                << "smollm";
    }
    void ggufAgreesToo()
    {
        QFETCH(QString, folder);
        QFETCH(QString, pre);
        compare(*makeTokenizer(ggufOf(folder.toStdString(), pre.toStdString()), "model.gguf"),
                folder.toStdString());
    }

    void ggufOfScores()
    {
        GgufTokenizer gguf = ggufOfSentencePiece("spm_llama", "tokenizer.model");
        gguf.model = "llama";
        compare(*makeTokenizer(gguf, "model.gguf"), "spm_llama");
    }

    // BERT's: words begin with a mark where continuations began with "##".
    void ggufOfWordPieces()
    {
        GgufTokenizer gguf = ggufOf("electra", "");
        gguf.model = "bert";
        for (size_t id = 0; id < gguf.tokens.size(); ++id) {
            std::string& token = gguf.tokens[id];
            if (token.starts_with("##"))
                token.erase(0, 2);
            else if (gguf.tokenTypes[id] == 1)
                token.insert(0, "\u2581");
            if (token == "[CLS]")
                gguf.clsId = int64_t(id);
            else if (token == "[SEP]")
                gguf.sepId = int64_t(id);
            else if (token == "[UNK]")
                gguf.unknownId = int64_t(id);
        }
        compare(*makeTokenizer(gguf, "model.gguf"), "electra");
    }

    // What is said to llama.cpp says the same to Lathe.
    void writtenAsGguf_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* folder : {"gpt2", "llama3", "qwen2", "smollm", "llama2", "phi3", "gemma"})
            QTest::newRow(folder) << folder;
    }
    void writtenAsGguf()
    {
        QFETCH(QString, folder);
        const fs::path place = kData / folder.toStdString();
        const int tokens = loadTokenizer(place)->vocabularySize();
        const ForGguf made = toGguf(findTokenizer(place), tokens + 2, -1);
        QCOMPARE(made.tokenizer.tokens.size(), size_t(tokens + 2));
        QCOMPARE(made.tokenizer.tokenTypes.back(), 5); // unused
        compare(*makeTokenizer(made.tokenizer, "gguf"), folder.toStdString());
    }

    // GGUF files of GPT-NeoX's tokenizer say nothing of composing characters.
    void composedInGgufIsSaid()
    {
        const fs::path place = kData / "gpt_neox";
        const ForGguf made = toGguf(findTokenizer(place), loadTokenizer(place)->vocabularySize(), -1);
        QCOMPARE(made.notes.size(), size_t(1));
        QVERIFY(made.notes.front().find("NFC") != std::string::npos);
    }

    void notAsGguf_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("why");
        QTest::newRow("bert") << "electra" << "WordPiece";
        QTest::newRow("unigram") << "albert" << "Unigram";
        QTest::newRow("words") << "opt" << "";
        QTest::newRow("affixes") << "clip" << "end_of_word_suffix";
    }
    void notAsGguf()
    {
        QFETCH(QString, folder);
        QFETCH(QString, why);
        try {
            (void)toGguf(findTokenizer(kData / folder.toStdString()), 1 << 20, -1);
            QFAIL("it was described");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Unsupported);
            QVERIFY2(QString(error.what()).contains(why), error.what());
        }
    }

    void ggufThatDoesNotFitTogether_data()
    {
        QTest::addColumn<QString>("says");
        for (const char* says :
             {"tokenizer.ggml.pre: 'none'", "tokenizer.ggml.model: 'rwkv'",
              "tokenizer.ggml.tokens: 0 tokens", "token_type: 1 entries", "special token id 99999",
              "token 3 is not valid UTF-8", "merges[0]"})
            QTest::newRow(says) << says;
    }
    void ggufThatDoesNotFitTogether()
    {
        QFETCH(QString, says);
        GgufTokenizer gguf = ggufOf("gpt2", says.contains("pre") ? "none" : "gpt-2");
        if (says.contains("rwkv"))
            gguf.model = "rwkv";
        else if (says.contains("0 tokens"))
            gguf.tokens.clear();
        else if (says.contains("token_type"))
            gguf.tokenTypes.resize(1);
        else if (says.contains("99999"))
            gguf.eosId = 99999;
        else if (says.contains("UTF-8"))
            gguf.tokens[3] = "\xff";
        else if (says.contains("merges"))
            gguf.merges[0] = "only";
        try {
            (void)makeTokenizer(gguf, "model.gguf");
            QFAIL("was read");
        } catch (const Error& error) {
            const QString message = QString::fromStdString(error.full());
            QVERIFY2(message.contains(says) && message.startsWith("model.gguf: "),
                     qPrintable(message));
        }
    }

    void describesItself()
    {
        QCOMPARE(loadTokenizer(kData / "gpt2")->description(), std::string("BPE, 420 entries"));
        QVERIFY(loadTokenizer(kData / "albert")->description().starts_with("Unigram, uncased, "));
        QCOMPARE(loadTokenizer(kData / "roberta")->padId(), 1);
    }

    // A line of a megabyte must not take quadratic time, whatever it is made of.
    void longLines_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* folder :
             {"gpt2", "llama2", "gemma", "mistral", "xlm_roberta", "unigram_bytes", "albert",
              "word_level", "qwen2", "spm_llama", "electra"})
            QTest::newRow(folder) << folder;
    }
    void longLines()
    {
        QFETCH(QString, folder);
        const auto tokenizer = loadTokenizer(kData / folder.toStdString());
        for (const char* unit :
             {"a", " ", "the quick fox ", "\u0301\u0323", "\u4f60", "1", "\n", "!?"}) {
            std::string text;
            while (text.size() < 1'000'000)
                text += unit;
            QElapsedTimer timer;
            timer.start();
            const size_t count = tokenizer->encode(text, kUncut).ids.size();
            QVERIFY(count <= 2 * text.size() + 2);
            QVERIFY2(timer.elapsed() < 20'000, unit); // a second, but for sanitizers
        }
    }
};

QTEST_GUILESS_MAIN(TestTokenizerKinds)
#include "tst_tokenizer_kinds.moc"
