#pragma once

#include "core/engine/model/checkpoint.h"
#include "core/runner/model_facts.h"

#include <initializer_list>

namespace lathe::engine {

// Linear layers that are packed into one product, and whether it may be of bfloat16.
struct LinearGroup {
    std::vector<std::string> layers;
    bool halves = true;
};

// Whether one token of each text asks in this layer: in the last one, where the head reads no other.
[[nodiscard]] bool asksOnce(const Architecture& architecture, size_t layer);

// The named parts of a layer ("attention.query"). Where one token asks, query and key and value are
// two groups over one input, which has one form: they compute in bfloat16 only when all three are
// stored so.
[[nodiscard]] LinearGroup linearGroup(const Checkpoint& checkpoint, size_t layer,
                                      std::initializer_list<const char*> parts);

// Token table, layers and head in the order they are computed: how each is stored, and what
// computes it on this CPU. Nothing is packed for the answer.
[[nodiscard]] std::vector<runner::KernelFacts> kernelsOf(const Checkpoint& checkpoint);

} // namespace lathe::engine
