#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace lathe::engine {

// One value describes every supported model; the transformer and the packed runtime know no families.
//
//   family                 norms     positions               beside that
//   bert                   after     table                   token types, tanh pooler
//   distilbert             after     table                   relu head
//   roberta, xlm-roberta   after     table, skips padding    tanh head
//   mpnet                  after     table, skips padding    relative bias, tanh head
//   electra                after     table                   narrow embeddings, gelu head
//   albert                 after     table                   narrow embeddings, layers that share their tensors
//   deberta-v2             after     disentangled            first token through dense and gelu
//   modernbert             before    rotary, two of them     windows, gated FFN, no biases, head with a norm
//   llama, smollm          before    rotary                  grouped heads, RMS norm, gated FFN
//   mistral, phi3          before    rotary                  the same with windows; part of a head turned (phi3)
//   qwen2, qwen3           before    rotary                  biases of query, key and value (2); query and key norm (3)
//   smollm3                before    rotary, not all layers  as llama
//   gemma2                 around    rotary                  scaled embeddings, norms times 1 + weight, score cap, windows
//   gemma3_text            around    rotary, two of them     as gemma2 with query and key norm, without the cap
//   gpt2                   before    table                   causal, biases everywhere
//   gpt_neox               before    rotary, of a part       attention and FFN side by side
//   opt                    before    table                   causal, relu; its 350m: norms after, narrow embeddings

enum class Activation { Gelu, GeluTanh, Relu, Silu, Tanh, None };

// Every norm of a model is of one kind and over one row: of the hidden size, of the embeddings' size, or of one head.
struct Norm {
    bool rms = false;     // x / rms(x); otherwise layer normalisation, (x - mean) / deviation
    bool plusOne = false; // the row is multiplied by 1 + weight
    bool bias = true;     // a bias is added at the end; never with rms
    double epsilon = 1e-12;
    bool operator==(const Norm&) const = default;
};

// Where a layer's norms stand, f being attention or FFN:
//   After    norm(x + f(x))
//   Before   x + f(norm(x))
//   Around   x + after_norm(f(norm(x)))
//   Parallel x + attention(attention.norm(x)) + ffn(ffn.norm(x)): both read what enters the layer
enum class NormPlace { After, Before, Around, Parallel };

// The row that enters the first layer: scale * token + position + type 0, then a norm. Where size is not the
// hidden size, "embeddings.project" widens the row: the token's, before anything is added to it and without
// a bias (projectsTokens), or the finished one, with a bias.
struct Embeddings {
    int size = 0;       // columns of the token table; 0: the hidden size
    bool projectsTokens = false;
    double scale = 1;
    int tokenTypes = 0; // rows of the token type table; 0 for none. Only type 0 is ever used
    bool norm = true;
    bool operator==(const Embeddings&) const = default;
};

// Turns query and key by their position: of each head the first 2 n dimensions, i with i + n, by
// position * frequency[i], times magnitude. Scaled variants (linear, llama3, yarn) differ in these numbers only.
struct Rotary {
    std::vector<double> frequencies; // [n]
    double magnitude = 1;
    // Instead of those in a text of more than longFrom tokens (longrope); empty: never.
    std::vector<double> longFrequencies; // [n]
    int longFrom = 0;
    bool operator==(const Rotary&) const = default;
};

// DeBERTa's attention: keys and queries also meet the projections of a table of distances. A distance up to
// buckets / 2 is a row of its own, further ones share rows logarithmically up to maxDistance.
struct Disentangled {
    int span = 0;        // the table has 2 span rows, "embeddings.relative"; 0: no such attention
    int buckets = 0;     // 0: every distance up to span has its own row
    int maxDistance = 0;
    bool norm = false;   // "embeddings.relative_norm" over the table
    bool contentToPosition = false, positionToContent = false;
    bool ownProjections = false; // attention.position_{key,query}; otherwise key and query themselves
    bool operator==(const Disentangled&) const = default;
};

// How a model knows where a token stands; several may be there at once.
struct Positions {
    int table = 0;             // rows of a table of learned positions, "embeddings.position"; 0: none
    int offset = 0;            // row of a text's first token
    bool skipsPadding = false; // the padding token takes no position but stands at the row of its own id, in a text too
    int relativeBuckets = 0;   // T5's bias of every head and bucket of distances, "attention.relative"; 0: none
    std::vector<Rotary> rotary; // which of them is a layer's own choice
    Disentangled disentangled;
    int longest = 0;           // tokens of the longest text, where there is no table
    bool operator==(const Positions&) const = default;
};

struct Attention {
    bool causal = false; // a token sees itself and those before it
    bool bias = true;       // of query, key and value
    bool outputBias = true;
    bool queryKeyNorm = false; // each head's query and key are normed before they are turned: attention.{query,key}_norm
    double softcap = 0;        // scores become softcap * tanh(score / softcap); 0: as they are
    bool operator==(const Attention&) const = default;
};

// down(activation(up(x))), or gated: down(activation(gate(x)) * up(x)).
struct Ffn {
    Activation activation = Activation::Gelu;
    bool gated = false;
    bool bias = true;
    bool operator==(const Ffn&) const = default;
};

enum class Pooling { First, Last, Mean }; // Last: the last token of a text that is not the padding token

// out(norm(activation(dense(pooled)))); without dense, out(pooled).
struct Head {
    Pooling pooling = Pooling::First;
    bool dense = true;
    bool denseBias = true;
    int denseSize = 0; // rows of dense; 0: the hidden size
    Activation activation = Activation::Tanh;
    bool norm = false;
    bool outBias = true;
    bool operator==(const Head&) const = default;
};

// Sizes of one layer, and what else differs from layer to layer. Sizes differ once structure was pruned; a layer may
// have no heads or no FFN neurons left, the block then adds only its output bias.
struct LayerShape {
    int heads = 0;
    int headSize = 0;
    int ffn = 0;
    int group = 1;   // neighbouring query heads that share one key and value head; divides heads
    int window = 0;  // a token sees those less than so many tokens away (before it; both ways without causal); 0: all
    int rotary = -1; // index into Positions::rotary; -1: this layer turns nothing
    double scale = 0; // of the scores; 0: 1 / sqrt(headSize)
    bool attentionNorm = true; // false where attention reads the row as it is (first layer of modernbert)

    [[nodiscard]] int attention() const { return heads * headSize; }        // width of query and output's input
    [[nodiscard]] int kvHeads() const { return heads / group; }
    [[nodiscard]] int keyValue() const { return kvHeads() * headSize; }     // width of key, of value
    [[nodiscard]] double scoreScale() const { return scale > 0 ? scale : 1 / std::sqrt(double(headSize)); }
    bool operator==(const LayerShape&) const = default;
};

struct Architecture {
    std::string family; // id of the family whose names and config.json the model is saved with
    int hiddenSize = 0;
    int vocabularySize = 0;
    int padding = -1; // id of the padding token, where positions or pooling ask for it; -1: never asked for
    Embeddings embeddings;
    Positions positions;
    Norm norm;
    NormPlace normPlace = NormPlace::After;
    bool finalNorm = false; // "final_norm" over what leaves the last layer
    Attention attention;
    Ffn ffn;
    std::vector<LayerShape> layers;
    // Layers 0..n-1, n..2n-1, ... (n = layers / layerGroups) hold the same tensors (albert); 0: each its own.
    int layerGroups = 0;
    Head head;
    int classes = 0; // outputs of the head; 0: no head
    double dropout = 0.1; // as published, for training: of rows,
    double attentionDropout = 0.1;
    double headDropout = 0.1; // of what head.out reads

    [[nodiscard]] int embeddingSize() const { return embeddings.size > 0 ? embeddings.size : hiddenSize; }
    // The width of what head.out reads.
    [[nodiscard]] int headSize() const { return head.dense && head.denseSize > 0 ? head.denseSize : hiddenSize; }
    [[nodiscard]] int maxTokens() const
    {
        return positions.table > 0 ? positions.table - positions.offset : positions.longest;
    }
    bool operator==(const Architecture&) const = default;
};

} // namespace lathe::engine
