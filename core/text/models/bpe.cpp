#include "core/text/models/bpe.h"

#include "core/text/byte_alphabet.h"
#include "core/text/models/all.h"
#include "core/text/models/merge_word.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace lathe::text::models {

Bpe::Bpe(Vocabulary known, Merges merges, BpeSettings settings)
    : Model(std::move(known)), m_merges(std::move(merges)), m_settings(std::move(settings)),
      m_unknownId(m_settings.unknown.empty() ? -1 : vocabulary().find(m_settings.unknown)),
      m_bytes(byteTokens(vocabulary())),
      m_plain(m_settings.continuing.empty() && m_settings.ending.empty()),
      m_whole(static_cast<size_t>(vocabulary().size()))
{
    std::string text;
    for (char32_t c = 0; c < m_characters.size(); ++c) {
        text.clear();
        appendUtf8(text, c);
        m_characters[c] = vocabulary().find(text);
    }
}

void Bpe::encode(std::string_view word, std::vector<int32_t>& ids, Scratch& scratch) const
{
    const int32_t entry =
        (m_plain || m_settings.ignoresMerges) && word.size() <= vocabulary().longest()
            ? vocabulary().find(word)
            : -1;
    if (entry >= 0) {
        if (m_settings.ignoresMerges ||
            m_whole[size_t(entry)].load(std::memory_order_relaxed) == kWhole) {
            ids.push_back(entry);
            return;
        }
    }
    spell(word, scratch);
    mergeWord(m_merges, scratch);
    if (entry >= 0)
        m_whole[size_t(entry)].store(scratch.ids.size() == 1 && scratch.ids[0] == entry ? kWhole
                                                                                        : kInParts,
                                     std::memory_order_relaxed);
    ids.insert(ids.end(), scratch.ids.begin(), scratch.ids.end());
}

int32_t Bpe::symbol(std::string_view character, bool first, bool last, std::string& buffer) const
{
    if (m_plain || (first && !last && m_settings.continuing.empty())) {
        size_t at = 0;
        const char32_t c = decodeUtf8(character, at);
        return c < m_characters.size() ? m_characters[c] : vocabulary().find(character);
    }
    buffer.clear();
    if (!first)
        buffer += m_settings.continuing;
    buffer += character;
    if (last)
        buffer += m_settings.ending;
    return vocabulary().find(buffer);
}

void Bpe::spell(std::string_view word, Scratch& scratch) const
{
    auto& ids = scratch.ids;
    ids.clear();
    bool unknown = false; // one that is not in ids yet: the next may fuse with it
    const auto flush = [&] {
        if (unknown)
            ids.push_back(m_unknownId);
        unknown = false;
    };
    for (size_t at = 0; at < word.size();) {
        const size_t begin = at;
        (void)decodeUtf8(word, at);
        const std::string_view character = word.substr(begin, at - begin);
        const bool first = begin == 0, last = at == word.size();
        const int32_t id = symbol(character, first, last, scratch.text);
        if (id >= 0) {
            flush();
            ids.push_back(id);
            continue;
        }
        if (m_settings.byteFallback) {
            const std::string whole = fmt::format("{}{}{}", first ? "" : m_settings.continuing,
                                                  character, last ? m_settings.ending : "");
            const auto known = [&](char byte) {
                return m_bytes[static_cast<unsigned char>(byte)] >= 0;
            };
            if (std::all_of(whole.begin(), whole.end(), known)) {
                for (const char byte : whole)
                    ids.push_back(m_bytes[static_cast<unsigned char>(byte)]);
                continue; // an unknown one stays behind these, as in Hugging Face tokenizers
            }
        }
        if (m_settings.unknown.empty())
            continue;
        if (m_unknownId < 0)
            throw badInput("the text has a character that the tokenizer cannot spell, and its "
                           "unknown token '{}' is not in the "
                           "vocabulary",
                           m_settings.unknown);
        if (!m_settings.fusesUnknown)
            flush();
        unknown = true;
    }
    flush();
}

std::vector<int32_t> Bpe::partsOf(int32_t id) const
{
    std::vector<int32_t> parts;
    if (!m_plain) { // by which of the merges depends on the place in the word
        for (const Merges::Merge& merge : m_merges.all())
            if (merge.made == id)
                parts.insert(parts.end(), {merge.left, merge.right});
        return parts;
    }
    Scratch scratch;
    spell(vocabulary().token(id), scratch);
    parts = scratch.ids;
    mergeWord(m_merges, scratch, &parts);
    return parts;
}

std::vector<int32_t> Bpe::indispensable() const
{
    std::vector<int32_t> ids;
    if (m_unknownId >= 0)
        ids.push_back(m_unknownId);
    if (m_settings.byteFallback)
        std::copy_if(m_bytes.begin(), m_bytes.end(), std::back_inserter(ids),
                     [](int32_t id) { return id >= 0; });
    std::vector<int32_t> alphabet;
    for (unsigned byte = 0; byte < 256; ++byte)
        if (const int32_t id = vocabulary().find(byteCharacter(static_cast<unsigned char>(byte)));
            id >= 0)
            alphabet.push_back(id);
    if (alphabet.size() == 256) // spells bytes
        ids.insert(ids.end(), alphabet.begin(), alphabet.end());
    return ids;
}

namespace {

// "left right" or ["left", "right"]
std::pair<std::string_view, std::string_view> readPair(const nlohmann::json& item,
                                                       const JsonNode& list, size_t index)
{
    if (item.is_string()) {
        const std::string_view text = item.get_ref<const std::string&>();
        const size_t space = text.find(' ');
        if (space != std::string_view::npos && text.find(' ', space + 1) == std::string_view::npos)
            return {text.substr(0, space), text.substr(space + 1)};
    } else if (item.is_array() && item.size() == 2 && item[0].is_string() && item[1].is_string()) {
        return {item[0].get_ref<const std::string&>(), item[1].get_ref<const std::string&>()};
    }
    throw badInput("{}[{}]: wanted two tokens", list.place(), index);
}

Merges readMerges(const JsonNode& node, const Vocabulary& vocabulary, std::string_view continuing)
{
    const JsonNode list = node.at("merges");
    std::vector<Merges::Merge> merges;
    merges.reserve(list.array().size());
    std::string made;
    for (size_t i = 0; i < list.array().size(); ++i) {
        const auto [left, right] = readPair(list.value()[i], list, i);
        made = left;
        made += right.substr(std::min(continuing.size(), right.size()));
        const auto id = [&](std::string_view token) {
            const int32_t found = vocabulary.find(token);
            if (found < 0)
                throw badInput("{}[{}]: '{}' is not in the vocabulary", list.place(), i, token);
            return found;
        };
        merges.push_back({id(left), id(right), id(made)});
    }
    return Merges(std::move(merges));
}

} // namespace

Made readBpe(const JsonNode& node)
{
    Vocabulary vocabulary = readVocabulary(node);
    BpeSettings settings;
    settings.unknown = node.text("unk_token", "");
    settings.continuing = node.text("continuing_subword_prefix", "");
    settings.ending = node.text("end_of_word_suffix", "");
    settings.fusesUnknown = node.flag("fuse_unk", false);
    settings.byteFallback = node.flag("byte_fallback", false);
    settings.ignoresMerges = node.flag("ignore_merges", false);
    Merges merges = readMerges(node, vocabulary, settings.continuing);
    return std::make_unique<Bpe>(std::move(vocabulary), std::move(merges), std::move(settings));
}

} // namespace lathe::text::models
