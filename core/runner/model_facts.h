#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lathe::runner {

// Shape of one transformer layer; layers differ once structure was pruned.
struct LayerFacts {
    int heads = 0;
    int headSize = 0;
    int ffn = 0;
    int64_t attentionBytes = 0; // on disk, attention block with its norm
    int64_t ffnBytes = 0;
};

// A table or a product of one or more linear layers, as this CPU computes it.
struct KernelFacts {
    std::string part;    // "embeddings.token", "layers.0.attention.query + key + value"
    std::string storage; // "int4"
    std::string compute; // "int8 x int8"
    std::string kernel;  // "Lathe int8 (avx512_vnni)"; "lookup" of a table
    int64_t rows = 0, columns = 0; // of the matrix: outputs, inputs
};

// What can be said of a model folder without running it.
struct ModelFacts {
    std::string family; // "bert", "mpnet"
    std::string name;   // folder name, or what config.json calls it
    int hiddenSize = 0;
    int vocabularySize = 0;
    int maxPositions = 0; // longest input in tokens
    int64_t parameters = 0;
    int64_t weightBytes = 0; // on disk, all weight files
    int64_t embeddingBytes = 0;
    int64_t headBytes = 0; // pooler and classifier
    std::vector<LayerFacts> layers;
    std::string storage; // "fp32", "fp16", "int8", "int8 + fp32"
    std::string compute; // "fp32", "int8 x int8": what the runtime will do on this CPU
    std::vector<KernelFacts> kernels; // the same product by product; none in older records
    std::optional<data::LabelSet> labels; // absent: no classification head yet
};

} // namespace lathe::runner
