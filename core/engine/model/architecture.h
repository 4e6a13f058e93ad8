#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lathe::engine {

enum class Activation { Gelu, GeluTanh, Relu };

// Sizes of one layer. They differ from layer to layer once structure was pruned; a layer may have no
// heads or no FFN neurons left, the block then adds only its output bias.
struct LayerShape {
    int heads = 0;
    int headSize = 0;
    int ffn = 0;
    [[nodiscard]] int attention() const { return heads * headSize; } // width of q, k, v
    bool operator==(const LayerShape&) const = default;
};

// What the one transformer needs to know to be any supported model: an encoder with post-layer
// normalisation, learned absolute positions, optionally a relative attention bias, and the head
// out(tanh(dense(h[0]))) over the first token.
struct Architecture {
    std::string family; // id of the family whose names and config.json the model is saved with
    int hiddenSize = 0;
    int vocabularySize = 0;
    int positions = 0;       // rows of the position table
    int positionOffset = 0;  // position id of the first token; 0, or one more than the padding token's id
    int tokenTypes = 0;      // rows of the token type table; 0 for none. Only type 0 is ever used
    double normEpsilon = 1e-12;
    Activation activation = Activation::Gelu;
    int relativeBuckets = 0; // 0: no relative attention bias
    double dropout = 0.1;    // as published, for training
    double attentionDropout = 0.1;
    std::vector<LayerShape> layers;
    int classes = 0;         // outputs of the head; 0: no head

    [[nodiscard]] int maxTokens() const { return positions - positionOffset; }
    // The token that is not counted as a position but stands at the position of its own id, in a text
    // too (MPNet: 1); -1 where every token counts.
    [[nodiscard]] int paddingId() const { return positionOffset - 1; }
    bool operator==(const Architecture&) const = default;
};

} // namespace lathe::engine
