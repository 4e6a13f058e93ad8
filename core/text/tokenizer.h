#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

// One tokenized text, special tokens included.
struct Encoding {
    std::vector<int32_t> ids;
    std::vector<std::string>
        tokens; // as written in the vocabulary; filled by encodeWithTokens only
};

// Turns text into the ids that a model was trained on. Immutable and safe to use from several
// threads. Gives the same ids as Hugging Face tokenizers does for the same files.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    // At most maxLength ids, special tokens included; the text's end is cut, never the specials.
    // Throws Error when maxLength leaves no room for a single token. Invalid UTF-8 reads as U+FFFD.
    [[nodiscard]] virtual Encoding encode(std::string_view text, int maxLength) const = 0;
    [[nodiscard]] Encoding encodeWithTokens(std::string_view text, int maxLength) const;

    [[nodiscard]] virtual int vocabularySize() const = 0; // highest id + 1, added tokens included
    [[nodiscard]] virtual std::string_view token(int32_t id) const = 0;
    [[nodiscard]] virtual int32_t padId() const = 0;
    [[nodiscard]] virtual std::string
    description() const = 0; // "WordPiece, uncased, 30,522 entries"
};

// Reads the tokenizer of a model folder: tokenizer.json when there is one, otherwise vocab.txt with
// tokenizer_config.json. Throws Error naming the file and key when it is missing, broken or of a
// kind that is not supported.
[[nodiscard]] std::unique_ptr<Tokenizer> loadTokenizer(const std::filesystem::path& modelFolder);

// The files among those above that exist in the folder, to be copied beside a derived model.
[[nodiscard]] std::vector<std::filesystem::path>
tokenizerFiles(const std::filesystem::path& modelFolder);

} // namespace lathe::text
