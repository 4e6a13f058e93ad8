#include "core/text/tokenizer.h"

#include "core/base/error.h"
#include "core/text/vocabulary_file.h"

namespace lathe::text {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFiles[] = {"tokenizer.json", "vocab.txt", "tokenizer_config.json",
                                  "special_tokens_map.json", "added_tokens.json"};

} // namespace

Encoding Tokenizer::encodeWithTokens(std::string_view text, int maxLength) const
{
    Encoding encoding = encode(text, maxLength);
    encoding.tokens.reserve(encoding.ids.size());
    for (const int32_t id : encoding.ids)
        encoding.tokens.emplace_back(token(id));
    return encoding;
}

std::unique_ptr<Tokenizer> loadTokenizer(const fs::path& modelFolder)
{
    std::error_code ignored;
    for (const char* name : {"tokenizer.json", "vocab.txt"}) {
        const fs::path file = modelFolder / name;
        if (!fs::exists(file, ignored))
            continue;
        auto parts = name == std::string_view("vocab.txt") ? readVocabularyFolder(modelFolder)
                                                           : readTokenizerJson(file);
        try {
            return std::make_unique<BertTokenizer>(std::move(parts));
        } catch (const Error& error) { // the parts do not know which file they came from
            throw error.in(file.string());
        }
    }
    for (const char* name :
         {"vocab.json", "merges.txt", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model"})
        if (fs::exists(modelFolder / name, ignored))
            throw Error(
                ErrorKind::Unsupported,
                fmt::format("{}: this kind of tokenizer is not supported; only WordPiece is",
                            (modelFolder / name).string()),
                "Use a model of the BERT or MPNet family");
    throw Error(ErrorKind::BadInput,
                fmt::format("{}: neither tokenizer.json nor vocab.txt is in the model folder",
                            modelFolder.string()),
                "Copy the tokenizer files of the model into the folder");
}

std::vector<fs::path> tokenizerFiles(const fs::path& modelFolder)
{
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const char* name : kFiles)
        if (fs::is_regular_file(modelFolder / name, ignored))
            files.push_back(modelFolder / name);
    return files;
}

} // namespace lathe::text
