#pragma once

#include "core/base/task.h"
#include "core/engine/model/architecture.h"
#include "core/engine/runtime/profile.h"

#include <ATen/core/Tensor.h>
#include <span>
#include <string>
#include <vector>

namespace lathe::engine {

// From token ids to logits: all that asking and timing a model needs of it.
class LogitModel {
public:
    using Texts = std::span<const std::vector<int32_t>* const>;

    virtual ~LogitModel() = default;

    // Token ids of each text, special tokens included, every text at least one and at most
    // architecture().maxTokens() long, into [texts, C] floats. Throws Error for what the model cannot answer.
    virtual void logits(Texts texts, float* out, const Task& task = {}, Profile* profile = nullptr) const = 0;
    // The same as a tensor [texts, C] float32.
    [[nodiscard]] at::Tensor logits(Texts texts, const Task& task = {}, Profile* profile = nullptr) const;

    // Of a model whose layers are not known: classes, vocabulary, padding and positions only.
    [[nodiscard]] virtual const Architecture& architecture() const = 0;
    // Multiplications that one text of so many tokens takes; 0 where that is not known.
    [[nodiscard]] virtual double macs(int64_t tokens) const = 0;
    // What computes: "Lathe int8 (avx512_vnni)", several with a plus.
    [[nodiscard]] virtual std::string kernels() const = 0;
};

} // namespace lathe::engine
