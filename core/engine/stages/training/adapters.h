#pragma once

#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

struct AdapterOptions {
    int rank = 8;
    double alpha = 16;  // what an adapter adds is multiplied by alpha / rank
    double dropout = 0; // of what the adapters read
    bool ffn = true;    // adapters of FFN matrices too, not only of attention's
    at::ScalarType merged = at::kFloat; // what a matrix becomes when its adapter is added to it
};

// The two factors of what is added to a matrix [N, K], each a leaf.
struct Adapter {
    at::Tensor down; // [rank, K]
    at::Tensor up;   // [N, rank]
};

// Low-rank adapters (Hu et al. 2021) of a model's linear layers: product + alpha / rank * x down' up'. Layers that
// share a matrix share its adapter.
class Adapters {
public:
    // `down` is drawn evenly from +- 1 / sqrt(K), as PEFT does, `up` is zero, so that nothing changes at first. Throws Error
    // when no layer lies above the frozen ones, or a matrix has fewer rows or columns than the rank.
    Adapters(const Checkpoint& model, const AdapterOptions& options, int frozenLayers, uint64_t seed, at::Device device);

    // The layers that have one, in order: "layers.3.attention.query".
    [[nodiscard]] std::vector<std::string> layers() const;
    [[nodiscard]] Adapter& of(const std::string& layer) const;

    // Adds to the products. Dropout works only while gradients are recorded.
    [[nodiscard]] Hooks hooks() const;
    // Every leaf once, down before up.
    [[nodiscard]] std::vector<at::Tensor> leaves() const;
    // The model with the given values of leaves() added to its matrices, which become floats; no others change.
    [[nodiscard]] Checkpoint merged(Checkpoint model, const std::vector<at::Tensor>& values) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

// The layers that would have adapters in a model of these sizes, and what of the rank cannot be.
[[nodiscard]] std::vector<std::string> adaptedLayers(const Architecture& model, bool ffn, int frozenLayers);
void checkAdapters(const Architecture& model, const AdapterOptions& options, int frozenLayers);

} // namespace lathe::engine
