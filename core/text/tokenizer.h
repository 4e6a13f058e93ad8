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

// Which end of a text goes when it is too long.
enum class Cut { End, Start };

// Turns text into the ids that a model was trained on. Immutable and safe to use from several
// threads. Gives the same ids as Hugging Face tokenizers does for the same files.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    // At most maxLength ids, special tokens included; the text is cut, never the specials. Throws
    // Error when maxLength leaves no room for a single token, or when the tokenizer has neither a
    // spelling nor an unknown token for a character. Invalid UTF-8 reads as U+FFFD.
    [[nodiscard]] virtual Encoding encode(std::string_view text, int maxLength, Cut cut) const = 0;
    [[nodiscard]] Encoding encode(std::string_view text, int maxLength) const
    {
        return encode(text, maxLength, Cut::End);
    }
    [[nodiscard]] Encoding encodeWithTokens(std::string_view text, int maxLength) const;

    [[nodiscard]] virtual int vocabularySize() const = 0; // highest id + 1, added tokens included
    [[nodiscard]] virtual std::string_view token(int32_t id) const = 0;
    [[nodiscard]] virtual int32_t padId() const = 0;
    [[nodiscard]] virtual std::string
    description() const = 0; // "WordPiece, uncased, 30,522 entries"

    // The entries that a smaller vocabulary has to keep whatever the texts are: added and special
    // tokens, the unknown one, the letters that all else is spelt with. Ascending.
    [[nodiscard]] virtual std::vector<int32_t> indispensable() const = 0;
    // The given entries and those that they are made of, ascending. With these alone (and the
    // indispensable) a text that is spelt with the given entries still is.
    [[nodiscard]] virtual std::vector<int32_t> withParts(const std::vector<int32_t>& ids) const = 0;
};

// Reads the tokenizer of a model folder: tokenizer.json when there is one, otherwise vocab.txt,
// vocab.json with merges.txt, or a SentencePiece model, with what tokenizer_config.json,
// special_tokens_map.json and config.json say of them; otherwise the metadata of the GGUF file, which
// may also be given instead of a folder. Throws Error naming the file and key when it
// is missing, broken or of a kind that is not supported.
[[nodiscard]] std::unique_ptr<Tokenizer> loadTokenizer(const std::filesystem::path& modelFolder);

// The files among those above that exist in the folder, to be copied beside a derived model.
[[nodiscard]] std::vector<std::filesystem::path>
tokenizerFiles(const std::filesystem::path& modelFolder);

} // namespace lathe::text
