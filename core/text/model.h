#pragma once

#include "core/text/json_node.h"
#include "core/text/vocabulary.h"

#include <memory>

namespace lathe::text {

// Working space that a caller keeps from word to word, so that models allocate nothing for each.
struct Scratch {
    struct Symbol { // of a word that is being merged
        int32_t id, before, after;
        bool gone;
    };
    struct Candidate { // a pair that could be merged
        uint32_t rank, place;
        int32_t id;
    };
    struct Step { // the best way to a place in the word
        double score;
        size_t from; // npos: none yet
        int32_t id;
    };
    std::vector<uint64_t> hashes;
    std::vector<int32_t> ids;
    std::vector<uint32_t> ranks;
    std::vector<Symbol> symbols;
    std::vector<Candidate> candidates;
    std::vector<Step> steps;
    std::string text;
};

// The third step of a pipeline: spells a word with entries of the vocabulary. Immutable and safe to
// use from several threads.
class Model {
public:
    explicit Model(Vocabulary vocabulary) : m_vocabulary(std::move(vocabulary)) {}
    virtual ~Model() = default;

    // Appends the ids of a non-empty word of well-formed UTF-8.
    virtual void encode(std::string_view word, std::vector<int32_t>& ids,
                        Scratch& scratch) const = 0;

    [[nodiscard]] virtual std::string name() const = 0; // "WordPiece"

    // The other entries without which `id` could not be found in a text.
    [[nodiscard]] virtual std::vector<int32_t> partsOf(int32_t) const { return {}; }
    // The entries that any text may need: the unknown token, bytes.
    [[nodiscard]] virtual std::vector<int32_t> indispensable() const = 0;

    [[nodiscard]] const Vocabulary& vocabulary() const { return m_vocabulary; }

private:
    Vocabulary m_vocabulary;
};

// The "model" of tokenizer.json. Throws Error naming the key.
[[nodiscard]] std::unique_ptr<Model> readModel(const JsonNode& node);

} // namespace lathe::text
