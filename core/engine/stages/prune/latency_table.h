#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// What one block costs in each size it may have: milliseconds of the packed model, or bytes.
struct CostTable {
    std::vector<double> heads;    // [h], h = 0..heads of the widest layer
    std::vector<double> ffn;      // [k] for k * ffnStep neurons
    int ffnStep = 1;
};

// How a model is going to be used.
struct Workload {
    int batch = 32;
    int tokens = 32;    // of each text
    bool int8 = true;   // integer products, as after quantization
};

// Measured on this CPU: the same layer several times over in one packed model, sizes in turning order,
// the least of several rounds, without what a model costs that has no such layers (Kurtic et al. 2023,
// ZipLM, section 3.2). Costs never fall with size.
[[nodiscard]] CostTable latencyTable(const Checkpoint& model, const Workload& workload, const Task& task);

// Bytes of the weights at 1 byte each when int8, else 4.
[[nodiscard]] CostTable sizeTable(const Checkpoint& model, bool int8);

} // namespace lathe::engine
