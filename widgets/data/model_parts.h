#pragma once

#include "core/runner/engine.h"

#include <QString>

#include <optional>
#include <vector>

namespace lathe::widgets {

// A part of a model that the picture and the tree know.
struct PartId {
    enum class Kind { None, Embeddings, Layer, Attention, Ffn, Head };
    Kind kind = Kind::None;
    int layer = -1; // of Layer, Attention and Ffn
    bool operator==(const PartId&) const = default;
};

struct PartFacts {
    PartId id;
    int64_t bytes = 0;             // on disk
    QString storage;               // "int8", "fp32 + int8"
    int bits = 32;                 // of a weight, the smallest that is stored
    std::optional<double> seconds; // of one text, all threads together; absent: not measured
};

// "int4": 4, "fp32": 32, "Q6_K": 6; 0 for a name that is none of them, such as "factors".
[[nodiscard]] int bitsOf(const QString& storage);

// Embeddings, attention and FFN of every layer, head; `times` may be empty: nothing was measured.
[[nodiscard]] std::vector<PartFacts> partsOf(const runner::ModelFacts& facts,
                                             const std::vector<runner::OperatorTime>& times = {});

// "layer 3, FFN", as people read it.
[[nodiscard]] QString partTitle(const PartId& id);

} // namespace lathe::widgets
