#include "core/text/used_vocabulary.h"

#include <algorithm>

namespace lathe::text {

namespace {

// One ASCII character, alone or inside a word: with these every ASCII text can still be spelt.
bool isAsciiCharacter(std::string_view token)
{
    for (const std::string_view front :
         {"##", "\u2581"}) // WordPiece inside a word, SentencePiece's space
        if (token.starts_with(front) && token.size() > front.size())
            token.remove_prefix(front.size());
    return token.size() == 1;
}

constexpr int32_t kFront = 256; // decoders pad with a token from the end, which moves

} // namespace

int32_t unknownId(const Tokenizer& tokenizer)
{
    for (int32_t id = 0; id < tokenizer.vocabularySize(); ++id)
        if (const auto token = tokenizer.token(id); token == "[UNK]" || token == "<unk>")
            return id;
    return -1;
}

std::vector<bool> essentialEntries(const Tokenizer& tokenizer)
{
    std::vector<bool> keeps(size_t(tokenizer.vocabularySize()), false);
    for (const int32_t id : tokenizer.indispensable())
        keeps[size_t(id)] = true;
    for (int32_t id = 0; id < tokenizer.vocabularySize(); ++id)
        if (isAsciiCharacter(tokenizer.token(id)))
            keeps[size_t(id)] = true;
    return keeps;
}

std::vector<int32_t> keptVocabulary(const Tokenizer& tokenizer, const std::vector<bool>& used)
{
    std::vector<bool> keeps = essentialEntries(tokenizer);
    keeps.resize(std::max(keeps.size(), used.size()), false);
    for (size_t id = 0; id < used.size(); ++id)
        keeps[id] = keeps[id] || used[id];
    // Ids at the front belong to specials that config.json may name: they keep their number.
    for (int32_t id = 0; id <= tokenizer.padId() && tokenizer.padId() < kFront; ++id)
        keeps[size_t(id)] = true;
    std::vector<int32_t> kept;
    for (size_t id = 0; id < keeps.size(); ++id)
        if (keeps[id])
            kept.push_back(int32_t(id));
    return tokenizer.withParts(kept);
}

} // namespace lathe::text
