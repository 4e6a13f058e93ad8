#include "core/text/pipeline.h"

#include "core/base/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <set>

namespace lathe::text {

// One text on its way to ids; the buffers are reused from word to word.
struct Pipeline::Work {
    std::vector<int32_t> ids;
    size_t limit; // of ids: more are not wanted
    Scratch scratch;

    [[nodiscard]] bool full() const { return ids.size() >= limit; }
};

Pipeline::Pipeline(PipelineParts parts)
    : m_parts(std::move(parts)), m_size(m_parts.model->vocabulary().size())
{
    std::vector<AddedToken> raw, normalized;
    for (const AddedToken& token : m_parts.added)
        addToken(token, raw, normalized);
    m_rawTokens = AddedTokenFinder(std::move(raw));
    m_normalizedTokens = AddedTokenFinder(std::move(normalized));
    for (const auto* ids : {&m_parts.postProcessor.before, &m_parts.postProcessor.after})
        for (const int32_t id : *ids)
            if (!m_parts.model->vocabulary().contains(id) && !m_extra.contains(id))
                throw badInput("special token id {} is not in the vocabulary", id);
}

void Pipeline::addToken(AddedToken token, std::vector<AddedToken>& raw,
                        std::vector<AddedToken>& normalized)
{
    const Vocabulary& vocabulary = m_parts.model->vocabulary();
    if (token.id < 0 || token.id > Vocabulary::kMaxId)
        throw badInput("added token '{}' has the id {}; wanted 0 to {}", token.content, token.id,
                       Vocabulary::kMaxId);
    const auto id = static_cast<int32_t>(token.id);
    const int32_t known = vocabulary.find(token.content);
    if (known >= 0 && known != id)
        throw badInput("added token '{}' has the id {}, but {} in the vocabulary", token.content,
                       id, known);
    if (known < 0) {
        if (vocabulary.contains(id))
            throw badInput("added token '{}' has the id {} of '{}'", token.content, id,
                           vocabulary.token(id));
        const auto [place, isNew] = m_extra.emplace(id, token.content);
        if (!isNew && place->second != token.content)
            throw badInput("added tokens '{}' and '{}' have the same id {}", place->second,
                           token.content, id);
        m_size = std::max(m_size, id + 1);
    }
    if (token.normalized && m_parts.normalizer) {
        Stretch content{token.content, 1};
        m_parts.normalizer->apply(content);
        token.content = std::move(content.text);
    }
    (token.normalized ? normalized : raw).push_back(std::move(token));
}

Encoding Pipeline::encode(std::string_view text, int maxLength, Cut cut) const
{
    const auto& [before, after] = m_parts.postProcessor;
    const size_t specials = before.size() + after.size();
    if (maxLength < 1 || static_cast<size_t>(maxLength) <= specials)
        throw Error(
            ErrorKind::BadInput,
            fmt::format("a maximum length of {} tokens leaves no room beside {} special tokens",
                        maxLength, specials),
            fmt::format("Choose at least {}", specials + 1));
    const size_t room = static_cast<size_t>(maxLength) - specials;
    Work work;
    work.limit = cut == Cut::End ? before.size() + room : ~size_t(0);
    work.ids.reserve(std::min(static_cast<size_t>(maxLength), specials + text.size() / 4 + 4));
    work.ids = before;
    if (firstInvalidUtf8(text) == std::string_view::npos)
        encodeText(text, work);
    else
        encodeText(replaceInvalidUtf8(text), work);
    if (const size_t found = work.ids.size() - before.size(); found > room) {
        const auto first = work.ids.begin() + static_cast<std::ptrdiff_t>(before.size());
        const auto extra = static_cast<std::ptrdiff_t>(found - room);
        if (cut == Cut::End)
            work.ids.erase(work.ids.end() - extra, work.ids.end());
        else
            work.ids.erase(first, first + extra);
    }
    work.ids.insert(work.ids.end(), after.begin(), after.end());
    return {std::move(work.ids), {}};
}

namespace {

// Between the added tokens of `finder`, `plain` gets its turn; it also hears where that begins.
template <class Work, class Plain>
void splitAtTokens(const AddedTokenFinder& finder, std::string_view whole, Work& work,
                   const Plain& plain)
{
    size_t done = 0;
    for (size_t from = 0; !finder.empty() && !work.full();) {
        const auto match = finder.next(whole, from, done);
        if (!match)
            break;
        if (match->begin > done)
            plain(whole.substr(done, match->begin - done), done);
        work.ids.push_back(match->id);
        done = match->end;
    }
    if (done < whole.size() && !work.full())
        plain(whole.substr(done), done);
}

} // namespace

void Pipeline::encodeText(std::string_view text, Work& work) const
{
    splitAtTokens(m_rawTokens, text, work, [&](std::string_view raw, size_t begin) {
        const size_t start = begin == 0 ? 1 : 0;
        if (m_parts.normalizer || !m_normalizedTokens.empty())
            encodeStretch({std::string(raw), start}, work);
        else
            encodeWords(raw, start, work);
    });
}

void Pipeline::encodeStretch(Stretch stretch, Work& work) const
{
    if (m_parts.normalizer)
        m_parts.normalizer->apply(stretch);
    splitAtTokens(m_normalizedTokens, stretch.text, work, [&](std::string_view part, size_t begin) {
        encodeWords(part, startBehind(stretch.start, begin), work);
    });
}

void Pipeline::encodeWords(std::string_view text, size_t start, Work& work) const
{
    const auto encodeWord = [&](std::string_view word, size_t) {
        m_parts.model->encode(word, work.ids, work.scratch);
        return !work.full();
    };
    if (m_parts.preTokenizer)
        m_parts.preTokenizer->split(text, start, encodeWord);
    else
        encodeWord(text, start);
}

std::string_view Pipeline::token(int32_t id) const
{
    const auto extra = m_extra.find(id);
    return extra == m_extra.end() ? m_parts.model->vocabulary().token(id)
                                  : std::string_view(extra->second);
}

std::string Pipeline::description() const
{
    const size_t count = static_cast<size_t>(m_parts.model->vocabulary().count()) + m_extra.size();
    std::string digits = std::to_string(count);
    for (size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, 1, ',');
    return fmt::format("{}, {}{}{} entries", m_parts.model->name(), m_parts.note,
                       m_parts.note.empty() ? "" : ", ", digits);
}

std::vector<int32_t> Pipeline::indispensable() const
{
    std::set<int32_t> ids{m_parts.padId};
    const auto add = [&ids](const std::vector<int32_t>& more) {
        ids.insert(more.begin(), more.end());
    };
    add(m_parts.model->indispensable());
    add(m_parts.postProcessor.before);
    add(m_parts.postProcessor.after);
    for (const AddedToken& token : m_parts.added)
        ids.insert(static_cast<int32_t>(token.id));
    for (const char* name :
         {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<s>", "</s>", "<pad>", "<unk>", "<mask>"})
        if (const int32_t id = m_parts.model->vocabulary().find(name); id >= 0)
            ids.insert(id);
    std::erase_if(ids, [this](int32_t id) { return id >= m_size; });
    return {ids.begin(), ids.end()};
}

std::vector<int32_t> Pipeline::withParts(const std::vector<int32_t>& ids) const
{
    std::set<int32_t> all(ids.begin(), ids.end());
    std::vector<int32_t> open(ids);
    while (!open.empty()) {
        const int32_t id = open.back();
        open.pop_back();
        for (const int32_t part : m_parts.model->partsOf(id))
            if (all.insert(part).second)
                open.push_back(part);
    }
    return {all.begin(), all.end()};
}

} // namespace lathe::text
