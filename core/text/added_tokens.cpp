#include "core/text/added_tokens.h"

#include "core/text/characters.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace lathe::text {

namespace {

bool insideWord(std::string_view text, size_t begin, size_t end)
{
    size_t before = begin;
    size_t after = end;
    return (begin > 0 && isWordCharacter(decodeUtf8Before(text, before))) ||
           (end < text.size() && isWordCharacter(decodeUtf8(text, after)));
}

size_t withSpaceBefore(std::string_view text, size_t begin, size_t limit)
{
    for (size_t at = begin; begin > limit; begin = at)
        if (!isWhitespace(decodeUtf8Before(text, at)))
            break;
    return begin;
}

size_t withSpaceAfter(std::string_view text, size_t end)
{
    for (size_t at = end; end < text.size(); end = at)
        if (!isWhitespace(decodeUtf8(text, at)))
            break;
    return end;
}

} // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens) : m_tokens(std::move(tokens))
{
    std::erase_if(m_tokens, [](const AddedToken& token) { return token.content.empty(); });
    std::stable_sort(
        m_tokens.begin(), m_tokens.end(),
        [](const AddedToken& a, const AddedToken& b) { return a.content < b.content; });
    const auto same = [](const AddedToken& a, const AddedToken& b) {
        return a.content == b.content;
    };
    m_tokens.erase(std::unique(m_tokens.begin(), m_tokens.end(), same), m_tokens.end());
    for (const AddedToken& token : m_tokens)
        m_first[static_cast<unsigned char>(token.content[0])] = true;
}

const AddedToken* AddedTokenFinder::longestAt(std::string_view text) const
{
    const AddedToken* longest = nullptr;
    auto begin = m_tokens.begin();
    auto end = m_tokens.end();
    // The tokens that agree with the text so far lie side by side; each byte narrows them.
    for (size_t depth = 0; depth < text.size() && begin != end; ++depth) {
        const auto byte = static_cast<unsigned char>(text[depth]);
        const auto at = [depth](const AddedToken& token) {
            return token.content.size() > depth
                       ? int(static_cast<unsigned char>(token.content[depth]))
                       : -1;
        };
        begin = std::lower_bound(begin, end, byte,
                                 [&](const AddedToken& t, int b) { return at(t) < b; });
        end = std::upper_bound(begin, end, byte,
                               [&](int b, const AddedToken& t) { return b < at(t); });
        if (begin != end && begin->content.size() == depth + 1)
            longest = &*begin;
    }
    return longest;
}

std::optional<AddedTokenFinder::Match> AddedTokenFinder::next(std::string_view text, size_t& from,
                                                              size_t done) const
{
    for (; from < text.size(); ++from) {
        if (!m_first[static_cast<unsigned char>(text[from])])
            continue;
        const AddedToken* token = longestAt(text.substr(from));
        if (!token)
            continue;
        const size_t begin = from;
        const size_t end = begin + token->content.size();
        if (token->singleWord && insideWord(text, begin, end)) {
            from = end - 1;
            continue;
        }
        from = end;
        return Match{token->lstrip ? withSpaceBefore(text, begin, done) : begin,
                     token->rstrip ? withSpaceAfter(text, end) : end,
                     static_cast<int32_t>(token->id)};
    }
    return std::nullopt;
}

} // namespace lathe::text
