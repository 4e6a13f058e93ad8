#pragma once

#include "core/engine/model/transformer.h"

namespace lathe::engine {

// What the embeddings and first layers make of texts while training leaves them as they are:
// computed when a text is first asked for, without dropout, and kept in main memory, 4 bytes x
// tokens x hidden size a text, as long as `memoryBytes` last; other texts are computed anew each
// time.
class FrozenPrefix {
public:
    // The model and the ids must outlive this.
    FrozenPrefix(const Transformer& model, const std::vector<TokenIds>& ids, int layers,
                 uint64_t memoryBytes);

    // Hidden states [B, T, H] float32 on the model's device of the rows, zero where padded; T is 1
    // after the last layer. Carry no gradient.
    [[nodiscard]] at::Tensor of(const std::vector<int>& rows, at::Device device, const Task& task);

    // Computes all texts that will be kept now, in large batches: where weights are stored in few bits and
    // multiplied out for each product, that is done least often.
    void fill(at::Device device, const Task& task);

private:
    void compute(const std::vector<int>& rows, at::Device device, const Task& task,
                 std::vector<at::Tensor>& states);

    const Transformer& m_model;
    const std::vector<TokenIds>& m_ids;
    int m_layers;
    uint64_t m_left;                // bytes
    std::vector<at::Tensor> m_kept; // [tokens, H] of each row, undefined where not kept
};

} // namespace lathe::engine
