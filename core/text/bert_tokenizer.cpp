#include "core/text/bert_tokenizer.h"

#include "core/base/error.h"
#include "core/text/characters.h"

#include <algorithm>

namespace lathe::text {

namespace {

// What a byte means for the fast path. Spaces separate chunks; a chunk with a Slow byte (controls
// and everything beyond ASCII) goes through the normalizer.
enum ByteClass : unsigned char { kWord = 0, kPunctuation = 1, kSlow = 2, kSpace = 4 };

ByteClass classOf(unsigned byte)
{
    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
        return kSpace;
    if (byte < 32 || byte > 126)
        return kSlow;
    return isPunctuation(byte) ? kPunctuation : kWord;
}

} // namespace

// One text on its way to ids; the buffers are reused from word to word.
struct BertTokenizer::Work {
    std::vector<int32_t> ids;
    size_t limit; // of ids, without those that follow the text
    std::vector<uint64_t> hashes;
    std::string buffer;

    [[nodiscard]] bool full() const { return ids.size() >= limit; }
};

BertTokenizer::BertTokenizer(BertTokenizerParts parts)
    : m_parts(std::move(parts)), m_size(m_parts.vocabulary.size())
{
    std::vector<AddedToken> raw, normalized;
    for (AddedToken token : m_parts.added) {
        if (token.id < 0 || token.id > Vocabulary::kMaxId)
            throw badInput("added token '{}' has the id {}; wanted 0 to {}", token.content,
                           token.id, Vocabulary::kMaxId);
        const auto id = static_cast<int32_t>(token.id);
        const int32_t known = m_parts.vocabulary.find(token.content);
        if (known >= 0 && known != id)
            throw badInput("added token '{}' has the id {}, but {} in the vocabulary",
                           token.content, id, known);
        if (known < 0) {
            if (m_parts.vocabulary.contains(id))
                throw badInput("added token '{}' has the id {} of '{}'", token.content, id,
                               m_parts.vocabulary.token(id));
            const auto [place, isNew] = m_extra.emplace(id, token.content);
            if (!isNew && place->second != token.content)
                throw badInput("added tokens '{}' and '{}' have the same id {}", place->second,
                               token.content, id);
            m_size = std::max(m_size, id + 1);
        }
        if (token.normalized) {
            std::string content;
            for (const char32_t c : m_parts.normalizer.apply(token.content))
                appendUtf8(content, c);
            token.content = std::move(content);
        }
        (token.normalized ? normalized : raw).push_back(std::move(token));
    }
    m_rawTokens = AddedTokenFinder(std::move(raw));
    m_normalizedTokens = AddedTokenFinder(std::move(normalized));
    for (const auto* ids : {&m_parts.before, &m_parts.after})
        for (const int32_t id : *ids)
            if (!m_parts.vocabulary.contains(id) && !m_extra.contains(id))
                throw badInput("special token id {} is not in the vocabulary", id);
    for (unsigned byte = 0; byte < 256; ++byte)
        m_ascii[byte] = classOf(byte);
    for (unsigned c = 0; c < 128; ++c)
        m_fold[c] =
            static_cast<char>(m_parts.normalizer.lowercase && c >= 'A' && c <= 'Z' ? c + 32 : c);
}

Encoding BertTokenizer::encode(std::string_view text, int maxLength) const
{
    const size_t specials = m_parts.before.size() + m_parts.after.size();
    if (maxLength < 1 || static_cast<size_t>(maxLength) <= specials)
        throw Error(
            ErrorKind::BadInput,
            fmt::format("a maximum length of {} tokens leaves no room beside {} special tokens",
                        maxLength, specials),
            fmt::format("Choose at least {}", specials + 1));
    Work work;
    work.limit = static_cast<size_t>(maxLength) - m_parts.after.size();
    work.ids.reserve(std::min(static_cast<size_t>(maxLength), specials + text.size() / 4 + 4));
    work.ids = m_parts.before;
    if (firstInvalidUtf8(text) == std::string_view::npos)
        encodeRaw(text, work);
    else
        encodeRaw(replaceInvalidUtf8(text), work);
    work.ids.resize(std::min(work.ids.size(), work.limit));
    work.ids.insert(work.ids.end(), m_parts.after.begin(), m_parts.after.end());
    return {std::move(work.ids), {}};
}

void BertTokenizer::encodeRaw(std::string_view text, Work& work) const
{
    // Between the added tokens of `finder`, `plain` gets its turn.
    const auto split = [&work](const AddedTokenFinder& finder, std::string_view whole,
                               const auto& plain) {
        size_t done = 0;
        for (size_t from = 0; !finder.empty() && !work.full();) {
            const auto match = finder.next(whole, from, done);
            if (!match)
                break;
            if (match->begin > done)
                plain(whole.substr(done, match->begin - done));
            work.ids.push_back(match->id);
            done = match->end;
        }
        if (done < whole.size() && !work.full())
            plain(whole.substr(done));
    };
    split(m_rawTokens, text, [&](std::string_view raw) {
        if (m_normalizedTokens.empty())
            return encodeWords(raw, work);
        std::string normalized;
        for (const char32_t c : m_parts.normalizer.apply(raw))
            appendUtf8(normalized, c);
        split(m_normalizedTokens, normalized, [&](std::string_view part) {
            std::u32string characters;
            for (size_t at = 0; at < part.size();)
                characters += decodeUtf8(part, at);
            encodeUnicode(characters, work);
        });
    });
}

void BertTokenizer::encodeWords(std::string_view text, Work& work) const
{
    const auto classAt = [&](size_t i) { return m_ascii[static_cast<unsigned char>(text[i])]; };
    for (size_t at = 0; at < text.size() && !work.full();) {
        if (classAt(at) == kSpace) {
            ++at;
            continue;
        }
        const size_t begin = at;
        unsigned seen = 0;
        for (; at < text.size() && classAt(at) != kSpace; ++at)
            seen |= classAt(at);
        const std::string_view chunk = text.substr(begin, at - begin);
        if (seen & kSlow)
            encodeUnicode(m_parts.normalizer.apply(chunk), work);
        else
            encodeAscii(chunk, work);
    }
}

void BertTokenizer::encodeAscii(std::string_view chunk, Work& work) const
{
    work.buffer.resize(chunk.size());
    std::transform(chunk.begin(), chunk.end(), work.buffer.begin(),
                   [this](char c) { return m_fold[static_cast<size_t>(c)]; });
    const std::string_view text = work.buffer;
    for (size_t at = 0; at < text.size() && !work.full();) {
        const size_t begin = at++;
        if (m_ascii[static_cast<unsigned char>(text[begin])] == kWord)
            while (at < text.size() && m_ascii[static_cast<unsigned char>(text[at])] == kWord)
                ++at;
        m_parts.vocabulary.appendPieces(text.substr(begin, at - begin), at - begin, work.ids,
                                        work.hashes);
    }
}

void BertTokenizer::encodeUnicode(std::u32string_view chunk, Work& work) const
{
    std::string& word = work.buffer;
    size_t length = 0;
    word.clear();
    const auto finish = [&] {
        if (length > 0)
            m_parts.vocabulary.appendPieces(word, length, work.ids, work.hashes);
        word.clear();
        length = 0;
    };
    for (const char32_t c : chunk) {
        if (work.full())
            return;
        const bool alone = isPunctuation(c);
        if (alone || isWhitespace(c))
            finish();
        if (isWhitespace(c))
            continue;
        appendUtf8(word, c);
        ++length;
        if (alone)
            finish();
    }
    if (!work.full())
        finish();
}

std::string_view BertTokenizer::token(int32_t id) const
{
    const auto extra = m_extra.find(id);
    return extra == m_extra.end() ? m_parts.vocabulary.token(id) : std::string_view(extra->second);
}

std::string BertTokenizer::description() const
{
    const size_t count = static_cast<size_t>(m_parts.vocabulary.count()) + m_extra.size();
    std::string digits = std::to_string(count);
    for (size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, 1, ',');
    return fmt::format("WordPiece, {}, {} entries",
                       m_parts.normalizer.lowercase ? "uncased" : "cased", digits);
}

} // namespace lathe::text
