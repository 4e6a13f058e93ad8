#include "core/text/tokenizer_folder.h"

#include "core/base/gguf_file.h"
#include "core/text/gguf_tokenizer.h"
#include "core/text/tokenizer.h"

namespace lathe::text {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

using Kind = TokenizerSource::Kind;

struct Known {
    const char* name;
    Kind kind;
};

constexpr Known kVocabularies[] = {
    {"tokenizer.json", Kind::Json},        {"vocab.txt", Kind::VocabularyText},
    {"vocab.json", Kind::Merges},          {"tokenizer.model", Kind::SentencePiece},
    {"spiece.model", Kind::SentencePiece}, {"sentencepiece.bpe.model", Kind::SentencePiece},
    {"spm.model", Kind::SentencePiece},
};

constexpr const char* kFurther[] = {"merges.txt", "tokenizer_config.json",
                                    "special_tokens_map.json", "added_tokens.json"};

json describeGgufFile(const fs::path& file)
{
    const json metadata = readGgufMetadata(file);
    try {
        return describeGguf(readGgufTokenizer(metadata));
    } catch (const Error& error) { // names the key, not the file
        throw error.in(file.string());
    }
}

bool isThere(const fs::path& file)
{
    std::error_code ignored;
    return fs::exists(file, ignored);
}

} // namespace

std::optional<TokenizerSource> tokenizerIn(const fs::path& folder)
{
    for (const Known& known : kVocabularies)
        if (isThere(folder / known.name) &&
            (known.kind != Kind::Merges || isThere(folder / "merges.txt")))
            return TokenizerSource{known.kind, folder / known.name};
    if (const fs::path gguf = ggufFileOf(folder); !gguf.empty())
        return TokenizerSource{Kind::Gguf, gguf};
    return std::nullopt;
}

TokenizerSource findTokenizer(const fs::path& folder)
{
    if (const auto found = tokenizerIn(folder))
        return *found;
    if (!isThere(folder))
        throw Error(ErrorKind::BadInput, fmt::format("{}: no such folder", folder.string()),
                    "Check the path");
    throw Error(ErrorKind::BadInput,
                fmt::format("{}: none of tokenizer.json, vocab.txt, vocab.json with merges.txt, "
                            "*.model of SentencePiece and *.gguf is in the model folder",
                            folder.string()),
                "Copy the tokenizer files of the model into the folder");
}

nlohmann::json describeTokenizer(const TokenizerSource& source)
{
    if (source.kind == Kind::Json)
        return readJsonFile(source.file);
    if (source.kind == Kind::Gguf)
        return describeGgufFile(source.file);
    const FolderSettings settings(source.file.parent_path());
    switch (source.kind) {
    case Kind::VocabularyText:
        return describeVocabularyFile(settings);
    case Kind::Merges:
        return describeMergesFile(settings);
    default:
        return describeSentencePiece(settings, source.file);
    }
}

std::vector<fs::path> tokenizerFiles(const fs::path& modelFolder)
{
    std::vector<fs::path> files;
    std::error_code ignored;
    const auto add = [&](const char* name) {
        if (fs::is_regular_file(modelFolder / name, ignored))
            files.push_back(modelFolder / name);
    };
    for (const Known& known : kVocabularies)
        add(known.name);
    for (const char* name : kFurther)
        add(name);
    return files;
}

} // namespace lathe::text
