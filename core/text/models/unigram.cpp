#include "core/text/models/all.h"
#include "core/text/models/byte_trie.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cmath>

namespace lathe::text::models {

namespace {

constexpr double kUnknownPenalty = 10; // below the least probable entry
constexpr size_t kNowhere = ~size_t(0);

std::vector<std::pair<std::string_view, int32_t>> keysOf(const Vocabulary& vocabulary)
{
    std::vector<std::pair<std::string_view, int32_t>> keys;
    keys.reserve(static_cast<size_t>(vocabulary.count()));
    for (int32_t id = 0; id < vocabulary.size(); ++id)
        if (const auto text = vocabulary.token(id); !text.empty() && vocabulary.find(text) == id)
            keys.emplace_back(text, id);
    std::sort(keys.begin(), keys.end());
    return keys;
}

// The most probable way to spell a word (Kudo 2018, section 3.2), found left to right.
class Unigram final : public Model {
public:
    Unigram(Vocabulary known, std::vector<double> scores, int32_t unknown, bool byteFallback)
        : Model(std::move(known)), m_scores(std::move(scores)), m_unknown(unknown),
          m_byteFallback(byteFallback), m_bytes(byteTokens(vocabulary())),
          m_trie(keysOf(vocabulary())),
          m_least(static_cast<int32_t>(std::min_element(m_scores.begin(), m_scores.end()) -
                                       m_scores.begin()))
    {
        m_hasBytes = std::find(m_bytes.begin(), m_bytes.end(), -1) == m_bytes.end();
    }

    void encode(std::string_view word, std::vector<int32_t>& ids, Scratch& scratch) const override
    {
        auto& steps = scratch.steps;
        steps.assign(word.size() + 1, {0, kNowhere, 0});
        const auto offer = [&](size_t from, size_t to, double score, int32_t id) {
            if (steps[to].from == kNowhere || score > steps[to].score)
                steps[to] = {score, from, id};
        };
        const double unknownScore = m_scores[size_t(m_least)] - kUnknownPenalty;
        for (size_t from = 0; from < word.size();) {
            size_t next = from;
            (void)decodeUtf8(word, next);
            const double before = steps[from].score;
            bool single = false;
            ByteTrie::Place place;
            for (size_t to = from; to < word.size() && m_trie.step(place, word[to]);) {
                ++to;
                if (const int32_t id = m_trie.value(place); id >= 0) {
                    offer(from, to, m_scores[size_t(id)] + before, id);
                    single = single || to == next;
                }
            }
            if (!single) {
                if (m_unknown < 0)
                    throw badInput("the text has a character that the tokenizer cannot spell, and "
                                   "it has no unknown token");
                offer(from, next, unknownScore + before, m_unknown);
            }
            from = next;
        }
        readBack(word, ids, scratch);
    }

    [[nodiscard]] std::string name() const override { return "Unigram"; }

    [[nodiscard]] std::vector<int32_t> indispensable() const override
    {
        std::vector<int32_t> ids{m_least}; // an unknown character costs that much and more
        if (m_unknown >= 0)
            ids.push_back(m_unknown);
        if (m_byteFallback)
            std::copy_if(m_bytes.begin(), m_bytes.end(), std::back_inserter(ids),
                         [](int32_t id) { return id >= 0; });
        return ids;
    }

private:
    // From the end to the start, the order turned at last. Unknown characters side by side are one.
    void readBack(std::string_view word, std::vector<int32_t>& ids, const Scratch& scratch) const
    {
        const auto mark = static_cast<std::ptrdiff_t>(ids.size());
        for (size_t end = word.size(); end > 0;) {
            const Scratch::Step* step = &scratch.steps[end];
            if (step->id != m_unknown) {
                ids.push_back(step->id);
                end = step->from;
                continue;
            }
            size_t begin = step->from;
            for (; begin > 0 && scratch.steps[begin].id == m_unknown; begin = step->from)
                step = &scratch.steps[begin];
            appendUnknown(word.substr(begin, end - begin), ids);
            end = begin;
        }
        std::reverse(ids.begin() + mark, ids.end());
    }

    void appendUnknown(std::string_view text, std::vector<int32_t>& ids) const
    {
        const int32_t together = vocabulary().find(text);
        const auto known = [&](char byte) {
            return m_bytes[static_cast<unsigned char>(byte)] >= 0;
        };
        if (together >= 0)
            ids.push_back(together);
        else if (m_byteFallback && (m_hasBytes || std::all_of(text.begin(), text.end(), known)))
            std::for_each(text.rbegin(), text.rend(), [&](char byte) {
                ids.push_back(m_bytes[static_cast<unsigned char>(byte)]);
            });
        else
            ids.push_back(m_unknown);
    }

    std::vector<double> m_scores; // by id, log probabilities
    int32_t m_unknown;            // -1: there is none
    bool m_byteFallback, m_hasBytes = false;
    std::vector<int32_t> m_bytes;
    ByteTrie m_trie;
    int32_t m_least;
};

} // namespace

Made readUnigram(const JsonNode& node)
{
    const JsonNode vocab = node.at("vocab"); // [["text", score], ...]
    Vocabulary::Entries entries;
    std::vector<double> scores;
    for (size_t i = 0; i < vocab.array().size(); ++i) {
        const auto& item = vocab.value()[i];
        if (!item.is_array() || item.size() != 2 || !item[0].is_string() || !item[1].is_number() ||
            !std::isfinite(item[1].get<double>()))
            throw badInput("{}[{}]: wanted a token and its score", vocab.place(), i);
        entries.emplace_back(item[0].get<std::string>(), int64_t(i));
        scores.push_back(item[1].get<double>());
    }
    int32_t unknown = -1;
    if (node.has("unk_id")) {
        const JsonNode id = node.at("unk_id");
        if (id.integer() < 0 || id.integer() >= int64_t(entries.size()))
            throw badInput("{}: wanted 0 to {}, found {}", id.place(), int64_t(entries.size()) - 1,
                           id.integer());
        unknown = static_cast<int32_t>(id.integer());
    }
    try {
        Vocabulary vocabulary(entries, Vocabulary::Repeated::LastCounts);
        return std::make_unique<Unigram>(std::move(vocabulary), std::move(scores), unknown,
                                         node.flag("byte_fallback", false));
    } catch (const Error& error) { // does not know which vocabulary it is
        throw error.in(vocab.place());
    }
}

} // namespace lathe::text::models
