#pragma once

#include "core/runner/model_facts.h"

namespace lathe::runner {

// Products that are alike but for the layer they are in.
struct KernelGroup {
    KernelFacts facts;  // part without its layer: "ffn.up"
    std::string layers; // from 0: "0,1,2"; empty outside the layers
};

// In the order in which each is first met.
[[nodiscard]] std::vector<KernelGroup> groupedKernels(const std::vector<KernelFacts>& kernels);

} // namespace lathe::runner
