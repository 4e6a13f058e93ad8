#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/smaller_vocabulary.h"
#include "core/text/tokenizer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lathe;
using namespace lathe::text;
namespace fs = std::filesystem;

namespace {

nlohmann::json smallTokenizer()
{
    return nlohmann::json::parse(
        R"({"added_tokens": [{"id": 0, "content": "[PAD]", "special": true}],
        "normalizer": {"type": "BertNormalizer", "lowercase": true},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100,
                  "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "cat": 4, "##s": 5}}})");
}

} // namespace

class TestTokenizerFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = m_dir->path().toStdString();
    }

    void smallOneWorks()
    {
        writeFile(m_folder / "tokenizer.json", smallTokenizer().dump());
        QCOMPARE(loadTokenizer(m_folder)->encode("Cats cat dog", 16).ids,
                 (std::vector<int32_t>{2, 4, 5, 4, 1, 3}));
        writeFile(m_folder / "vocab.txt", "unused");
        QCOMPARE(tokenizerFiles(m_folder),
                 (std::vector<fs::path>{m_folder / "tokenizer.json", m_folder / "vocab.txt"}));
    }

    void smallerVocabularyKeepsIdsTogether()
    {
        nlohmann::json json = smallTokenizer();
        json["added_tokens"] =
            nlohmann::json::parse(R"([{"id": 2, "content": "[CLS]", "special": true}])");
        writeFile(m_folder / "tokenizer.json", json.dump());
        writeFile(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\ncat\n##s\n");
        const fs::path to = m_folder / "small";
        fs::create_directory(to);
        writeSmallerTokenizer(m_folder, {0, 1, 2, 3, 5}, to);
        const auto small = loadTokenizer(to);
        QCOMPARE(small->vocabularySize(), 5);
        QCOMPARE(small->token(4), std::string_view("##s"));
        QCOMPARE(small->encode("cat", 16).ids, (std::vector<int32_t>{2, 1, 3}));
        QCOMPARE(readFile(to / "vocab.txt"), std::string("[PAD]\n[UNK]\n[CLS]\n[SEP]\n##s\n"));

        writeSmallerTokenizer(m_folder, {0, 1, 2, 3, 4}, to);
        QCOMPARE(loadTokenizer(to)->encode("Cat", 16).ids, (std::vector<int32_t>{2, 4, 3}));
        QVERIFY_EXCEPTION_THROWN(writeSmallerTokenizer(m_folder, {0, 1, 3, 4}, to),
                                 Error); // [CLS] must stay
        const auto needed = loadTokenizer(m_folder)->indispensable();
        QCOMPARE(needed, (std::vector<int32_t>{0, 1, 2, 3}));
    }

    // Each row changes one place of a sound tokenizer.json; the message must name what is wrong.
    void brokenJson_data()
    {
        QTest::addColumn<QString>("patch");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* patch, ErrorKind kind, const char* says) {
            QTest::newRow(patch) << QString(patch) << int(kind) << QString(says);
        };
        const auto bad = ErrorKind::BadInput;
        const auto unsupported = ErrorKind::Unsupported;
        row(R"({"model": null})", bad, "model");
        row(R"({"model": 7})", bad, "model: wanted an object, found 7");
        row(R"({"model": {"type": "Trie"}})", unsupported, "model.type: 'Trie' is not supported");
        row(R"({"model": {"type": "BPE"}})", bad, "model.merges is missing");
        row(R"({"model": {"type": ["WordPiece"]}})", bad,
            "model.type: wanted a string, found array");
        row(R"({"model": {"type": "Unigram"}})", bad, "model.vocab: wanted an array, found object");
        row(R"({"model": {"vocab": null}})", bad, "model.vocab is missing");
        row(R"({"model": {"vocab": ["a", "b"]}})", bad,
            "model.vocab: wanted an object, found array");
        row(R"({"model": {"vocab": {"cat": 1}}})", bad, "have the same id 1");
        row(R"({"model": {"vocab": {"cat": -1}}})", bad, "'cat' has the id -1");
        row(R"({"model": {"vocab": {"cat": 99999999999}}})", bad, "'cat' has the id 99999999999");
        row(R"({"model": {"vocab": {"cat": 18446744073709551615}}})", bad,
            "'cat': wanted an integer");
        row(R"({"model": {"vocab": {"cat": "4"}}})", bad,
            "model.vocab 'cat': wanted an integer, found string");
        row(R"({"model": {"vocab": {"cat": 4.5}}})", bad, "wanted an integer, found 4.5");
        row(R"({"model": {"unk_token": "[NONE]"}})", bad,
            "the unknown token '[NONE]' is not in the vocabulary");
        row(R"({"model": {"max_input_chars_per_word": 1000000000000}})", bad,
            "max_input_chars_per_word");
        row(R"({"model": {"max_input_chars_per_word": -1}})", bad, "max_input_chars_per_word");
        row(R"({"normalizer": {"type": "NFKX"}})", unsupported, "normalizer.type: 'NFKX'");
        row(R"({"normalizer": {"lowercase": "yes"}})", bad,
            "normalizer.lowercase: wanted true or false, found string");
        row(R"({"normalizer": []})", bad, "normalizer: wanted an object");
        row(R"({"pre_tokenizer": {"type": "UnicodeScripts"}})", unsupported,
            "pre_tokenizer.type: 'UnicodeScripts'");
        row(R"({"post_processor": {"type": "Other"}})", unsupported,
            "post_processor.type: 'Other'");
        row(R"({"post_processor": {"cls": ["[CLS]"]}})", bad,
            "post_processor.cls: wanted a token and its id");
        row(R"({"post_processor": {"cls": ["[CLS]", 77]}})", bad, "special token id 77");
        row(R"({"post_processor": {"cls": ["[CLS]", -2]}})", bad, "post_processor.cls[1]");
        row(R"({"post_processor": {"type": "TemplateProcessing"}})", bad,
            "post_processor.single is missing");
        row(R"({"post_processor": {"type": "TemplateProcessing", "single": []}})", bad,
            "Sequence A");
        row(R"({"post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[X]"}}],
                "special_tokens": {}}})",
            bad, "special_tokens.[X] is missing");
        row(R"({"added_tokens": {}})", bad, "added_tokens: wanted an array");
        row(R"({"added_tokens": [{"id": 1, "content": "cat"}]})", bad,
            "added token 'cat' has the id 1, but 4");
        row(R"({"added_tokens": [{"id": 4, "content": "dog"}]})", bad,
            "added token 'dog' has the id 4 of 'cat'");
        row(R"({"added_tokens": [{"id": 9, "content": "a"}, {"id": 9, "content": "b"}]})", bad,
            "the same id 9");
        row(R"({"added_tokens": [{"id": 2147483648, "content": "a"}]})", bad, "added_tokens[0].id");
        row(R"({"added_tokens": [{"content": "a"}]})", bad, "added_tokens[0].id is missing");
    }

    void brokenJson()
    {
        QFETCH(QString, patch);
        QFETCH(int, kind);
        QFETCH(QString, says);
        nlohmann::json json = smallTokenizer();
        json.merge_patch(nlohmann::json::parse(patch.toStdString()));
        writeFile(m_folder / "tokenizer.json", json.dump());
        try {
            (void)loadTokenizer(m_folder);
            QFAIL("a broken tokenizer.json was read");
        } catch (const Error& error) {
            QCOMPARE(int(error.kind()), kind);
            const QString message = QString::fromStdString(error.full());
            QVERIFY2(message.contains(says) && message.contains("tokenizer.json"),
                     qPrintable(message));
        }
    }

    void numberBeyondAnyDouble()
    {
        writeFile(m_folder / "tokenizer.json", "{\"model\": 1e999}");
        QVERIFY_EXCEPTION_THROWN((void)loadTokenizer(m_folder), Error);
    }

    void idsMayHaveGaps()
    {
        nlohmann::json json = smallTokenizer();
        json["model"]["vocab"]["dog"] = 3'999'999;
        writeFile(m_folder / "tokenizer.json", json.dump());
        const auto tokenizer = loadTokenizer(m_folder);
        QCOMPARE(tokenizer->vocabularySize(), 4'000'000);
        QCOMPARE(tokenizer->encode("dog", 8).ids.at(1), 3'999'999);
        QVERIFY(tokenizer->token(1000).empty());
    }

    void vocabularyFile()
    {
        // The line of "cat" that counts is the last one, as in transformers; line ends may vary.
        writeFile(m_folder / "vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\n[SEP]\ncat\n\n##s\ncat");
        const auto tokenizer = loadTokenizer(m_folder);
        QCOMPARE(tokenizer->encode("CATS [MASK]", 16).ids,
                 (std::vector<int32_t>{2, 7, 6, 1, 1, 1, 3}));
        QCOMPARE(tokenizer->vocabularySize(), 8);
    }

    // Without a tokenizer_config.json the model's own type tells, that of a cut model too; a
    // smaller vocabulary, whose folder has no model yet, brings it along.
    void familyOfAVocabularyFile()
    {
        writeFile(m_folder / "vocab.txt", "<s>\n<pad>\n</s>\n[UNK]\n<mask>\ncat\ndog\n");
        for (const char* type : {"mpnet", "lathe-mpnet"}) {
            writeFile(m_folder / "config.json", fmt::format(R"({{"model_type": "{}"}})", type));
            QCOMPARE(loadTokenizer(m_folder)->encode("cat dog", 16).ids,
                     (std::vector<int32_t>{0, 5, 6, 2}));
        }
        const fs::path to = m_folder / "small";
        fs::create_directory(to);
        writeSmallerTokenizer(m_folder, {0, 1, 2, 3, 4, 6}, to);
        QCOMPARE(loadTokenizer(to)->encode("cat dog", 16).ids, (std::vector<int32_t>{0, 3, 5, 2}));
    }

    void addedTokensBesideAVocabularyFile()
    {
        writeFile(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\ncat\n");
        writeFile(m_folder / "added_tokens.json", R"({"[DATE]": 5})");
        QCOMPARE(loadTokenizer(m_folder)->encode("cat [DATE]", 16).ids,
                 (std::vector<int32_t>{2, 4, 5, 3}));
        writeFile(m_folder / "tokenizer_config.json",
                  R"({"added_tokens_decoder": {"6": {"content": "<d>", "special": true}}})");
        QCOMPARE(loadTokenizer(m_folder)->encode("cat<d>", 16).ids,
                 (std::vector<int32_t>{2, 4, 6, 3}));
    }

    void brokenVocabularyFolder_data()
    {
        QTest::addColumn<QByteArray>("vocab");
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("says");
        const QByteArray good = "[PAD]\n[UNK]\n[CLS]\n[SEP]\ncat\n";
        QTest::newRow("empty") << QByteArray() << QByteArray()
                               << "vocab.txt: the vocabulary is empty";
        QTest::newRow("utf-8") << good + "\xff\n"
                               << QByteArray() << "vocab.txt, line 6: not valid UTF-8";
        QTest::newRow("no unknown")
            << QByteArray("[CLS]\n[SEP]\n") << QByteArray() << "'[UNK]' is not in the vocabulary";
        QTest::newRow("no cls") << QByteArray("[UNK]\n[SEP]\n") << QByteArray()
                                << "the cls_token '[CLS]' is missing";
        QTest::newRow("class") << good << QByteArray(R"({"tokenizer_class": "GPT2Tokenizer"})")
                               << "tokenizer_class: 'GPT2Tokenizer'";
        QTest::newRow("class type") << good << QByteArray(R"({"tokenizer_class": 3})")
                                    << "tokenizer_class: wanted a string";
        QTest::newRow("mpnet") << good << QByteArray(R"({"tokenizer_class": "MPNetTokenizer"})")
                               << "the cls_token '<s>' is missing";
        QTest::newRow("case") << good << QByteArray(R"({"do_lower_case": 1})")
                              << "do_lower_case: wanted true or false, found 1";
        QTest::newRow("json") << good << QByteArray("{\n")
                              << "tokenizer_config.json, line 2: not valid JSON";
        QTest::newRow("no object")
            << good << QByteArray("[]") << "tokenizer_config.json: wanted an object";
        QTest::newRow("decoder") << good
                                 << QByteArray(
                                        R"({"added_tokens_decoder": {"x": {"content": "a"}}})")
                                 << "'x' is not an id";
        QTest::newRow("decoder range")
            << good << QByteArray(R"({"added_tokens_decoder": {"-4": {"content": "a"}}})")
            << "'a' has the id -4";
        QTest::newRow("sep far off")
            << QByteArray("[UNK]\n[CLS]\n")
            << QByteArray(R"({"added_tokens_decoder": {"99999999999": {"content": "[SEP]"}}})")
            << "[SEP]";
    }

    void brokenVocabularyFolder()
    {
        QFETCH(QByteArray, vocab);
        QFETCH(QByteArray, config);
        QFETCH(QString, says);
        writeFile(m_folder / "vocab.txt", vocab.toStdString());
        if (!config.isEmpty())
            writeFile(m_folder / "tokenizer_config.json", config.toStdString());
        try {
            (void)loadTokenizer(m_folder);
            QFAIL("a broken folder was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromStdString(error.full()).contains(says), error.full().c_str());
        }
    }

    void absentOrForeignTokenizer()
    {
        QVERIFY_EXCEPTION_THROWN((void)loadTokenizer(m_folder), Error);
        QVERIFY_EXCEPTION_THROWN((void)loadTokenizer(m_folder / "absent"), Error);
        writeFile(m_folder / "spiece.model", "x");
        try {
            (void)loadTokenizer(m_folder);
            QFAIL("nothing to load");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("spiece.model: not a SentencePiece model"));
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
};

QTEST_GUILESS_MAIN(TestTokenizerFiles)
#include "tst_tokenizer_files.moc"
