#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/foreign_files.h"
#include "core/text/tokenizer_json.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <random>

using namespace lathe;
using namespace lathe::text;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const fs::path kData = fs::path(LATHE_TEST_DATA) / "text_kinds";
constexpr int kMutants = 150; // of each tokenizer

using Random = std::mt19937; // the same everywhere for the same seed

// All values of a description, but of long lists only a few.
void collect(json& node, std::vector<json*>& all, Random& random)
{
    all.push_back(&node);
    if (!node.is_structured())
        return;
    const size_t every = std::max<size_t>(1, node.size() / 8);
    size_t skip = random() % every;
    for (json& child : node)
        if (skip-- == 0) {
            collect(child, all, random);
            skip = every - 1;
        }
}

json nested(const char* list, int depth)
{
    json node = {{"type", "Sequence"}, {list, json::array()}};
    for (int i = 0; i < depth; ++i)
        node = {{"type", "Sequence"}, {list, json::array({node})}};
    return node;
}

void mutate(json& root, Random& random)
{
    const json values[] = {nullptr,
                           true,
                           -1,
                           0,
                           7,
                           3999999,
                           4000001,
                           std::numeric_limits<int64_t>::min(),
                           std::numeric_limits<uint64_t>::max(),
                           1e308,
                           "",
                           "a",
                           "\u2581",
                           "[",
                           "(?<a>",
                           "<unk>",
                           std::string(5000, 'x'),
                           json::array(),
                           json::object(),
                           {"a", "b"},
                           {{"a", 1}},
                           nested("normalizers", 30)};
    for (unsigned i = 0; i <= random() % 3; ++i) {
        std::vector<json*> all;
        collect(root, all, random);
        json& chosen = *all[1 + random() % (all.size() - 1)];
        if (random() % 4 != 0)
            chosen = values[random() % std::size(values)];
        else if (chosen.is_structured() && !chosen.empty())
            chosen.erase(std::next(chosen.begin(), std::ptrdiff_t(random() % chosen.size())));
        else if (json other = *all[random() % all.size()]; other.size() < 100)
            chosen = other;
    }
}

// Works, or is refused with an Error; anything else ends the test.
void tryOut(const json& description)
{
    try {
        const auto tokenizer = makeTokenizer(JsonNode(description, "tokenizer.json:"));
        for (const char* text :
             {"", "the quick, brown fox 123", " \u2026\u4f60 e\u0301\xff [MASK]<s>"})
            for (const int32_t id : tokenizer->encode(text, 64).ids)
                QVERIFY(id >= 0 && id < tokenizer->vocabularySize());
        (void)tokenizer->withParts(tokenizer->indispensable());
        QVERIFY(!tokenizer->description().empty());
    } catch (const Error& error) {
        QVERIFY(!std::string_view(error.what()).empty());
    }
}

} // namespace

class TestTokenizerHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mutatedDescriptions_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char* folder :
             {"roberta", "gpt_neox", "llama3", "clip", "bpe_continuing", "llama2", "mistral",
              "albert", "t5", "deberta_v3", "unigram_bytes", "electra", "word_level", "contiguous"})
            QTest::newRow(folder) << folder;
    }

    void mutatedDescriptions()
    {
        QFETCH(QString, folder);
        const json sound = readJson(kData / folder.toStdString() / "tokenizer.json");
        Random random(unsigned(folder.size()));
        for (int i = 0; i < kMutants; ++i) {
            json mutant = sound;
            mutate(mutant, random);
            tryOut(mutant);
        }
    }

    void mutatedSentencePiece_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("file");
        QTest::newRow("llama") << "spm_llama"
                               << "tokenizer.model";
        QTest::newRow("t5") << "spm_t5"
                            << "spiece.model";
    }

    void mutatedSentencePiece()
    {
        QFETCH(QString, folder);
        QFETCH(QString, file);
        const std::string sound = readFile(kData / folder.toStdString() / file.toStdString());
        const QTemporaryDir dir;
        const fs::path to = dir.path().toStdString();
        fs::copy(kData / folder.toStdString() / "tokenizer_config.json",
                 to / "tokenizer_config.json");
        const FolderSettings settings(to);
        Random random(5);
        for (int i = 0; i < kMutants; ++i) {
            std::string bytes = sound;
            if (random() % 4 == 0)
                bytes.resize(random() % bytes.size());
            for (unsigned k = 0; k < random() % 8 && !bytes.empty(); ++k)
                bytes[random() % bytes.size()] = char(random());
            std::ofstream(to / "broken.model", std::ios::binary) << bytes;
            try {
                tryOut(describeSentencePiece(settings, to / "broken.model"));
            } catch (const Error& error) {
                QVERIFY2(QString(error.what()).contains("broken.model") ||
                             QString(error.what()).contains("added token"),
                         error.what());
            }
        }
    }

    void says_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("patch");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* folder, const char* patch, const char* says) {
            QTest::newRow(says) << folder << patch << says;
        };
        row("roberta", R"({"model": {"merges": ["a"]}})", "model.merges[0]: wanted two tokens");
        row("roberta", R"({"model": {"merges": ["a nope"]}})",
            "model.merges[0]: 'nope' is not in the vocabulary");
        row("albert", R"({"model": {"unk_id": 99999}})", "model.unk_id: wanted 0 to ");
        row("albert", R"({"model": {"vocab": [["a", "b"]]}})",
            "model.vocab[0]: wanted a token and its score");
        row("albert", R"({"model": {"vocab": [], "unk_id": null}})", "the vocabulary is empty");
        row("t5", R"({"normalizer": {"precompiled_charsmap": "%"}})",
            "normalizer.precompiled_charsmap: not base64");
        row("t5", R"({"normalizer": {"precompiled_charsmap": "AAAAgA=="}})",
            "the trie of 2147483648 bytes");
        row("mistral", R"({"pre_tokenizer": {"replacement": "ab"}})",
            "pre_tokenizer.replacement: wanted one character");
        row("mistral", R"({"pre_tokenizer": {"prepend_scheme": "last"}})",
            "pre_tokenizer.prepend_scheme: 'last'");
        row("gemma", R"({"pre_tokenizer": {"behavior": "Gone"}})",
            "pre_tokenizer.behavior: 'Gone'");
        row("gemma", "{\"pre_tokenizer\": {\"pattern\": {\"String\": null, \"Regex\": \"[\"}}}",
            "pre_tokenizer.pattern.Regex");
        row("word_level", R"({"model": {"unk_token": "none"}})",
            "the unknown token 'none' is not in the vocabulary");
    }

    void says()
    {
        QFETCH(QString, folder);
        QFETCH(QString, patch);
        QFETCH(QString, says);
        json description = readJson(kData / folder.toStdString() / "tokenizer.json");
        description.merge_patch(json::parse(patch.toStdString()));
        try {
            (void)makeTokenizer(JsonNode(description, "tokenizer.json:"));
            QFAIL("was read");
        } catch (const Error& error) {
            QVERIFY2(QString::fromStdString(error.full()).contains(says), error.full().c_str());
            QVERIFY(QString(error.what()).startsWith("tokenizer.json: "));
        }
    }

    void sequencesWithinEachOther()
    {
        json description = readJson(kData / "gpt2" / "tokenizer.json");
        description["pre_tokenizer"] = nested("pretokenizers", 100);
        QVERIFY_EXCEPTION_THROWN((void)makeTokenizer(JsonNode(description, "tokenizer.json:")),
                                 Error);
    }
};

QTEST_GUILESS_MAIN(TestTokenizerHostile)
#include "tst_tokenizer_hostile.moc"
