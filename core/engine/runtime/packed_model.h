#pragma once

#include "core/base/task.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/runtime/logit_model.h"
#include "core/engine/runtime/packed_embeddings.h"
#include "core/engine/runtime/packed_head.h"
#include "core/engine/runtime/packed_layer.h"
#include "core/runner/model_facts.h"

#include <span>

namespace lathe::engine {

// The form of a checkpoint that users get and every measurement runs: weights packed once, no autograd,
// no padding (texts lie one after another), and in the last layer only the token of each text that the head
// reads is followed to the end.
class PackedModel final : public LogitModel {
public:
    // Throws Error when the checkpoint has no head. Weights that nobody else holds are let go as soon as they are
    // packed, so that opening a folder takes little more memory than the packed weights.
    explicit PackedModel(Checkpoint checkpoint);

    // Throws Error for ids outside the vocabulary or lengths out of range. The task is asked several times in each layer
    // whether to stop. A batch whose texts can be shared out evenly is: each thread takes its texts through the whole
    // model alone. Memory is taken of each thread's Workspace: when all threads have seen so large a
    // batch before, nothing is allocated (but by oneDNN, on CPUs with AMX).
    void logits(Texts texts, float* out, const Task& task = {}, Profile* profile = nullptr) const override;
    using LogitModel::logits;

    [[nodiscard]] const Architecture& architecture() const override { return m_architecture; }
    // The head's included.
    [[nodiscard]] double macs(int64_t tokens) const override;
    [[nodiscard]] std::string kernels() const override; // of the layers' products
    // The same for each product by itself.
    [[nodiscard]] const std::vector<runner::KernelFacts>& kernelFacts() const { return m_kernels; }

private:
    struct Pass;   // what one forward pass works with
    struct Stream; // rows on their way through the layers

    // The texts of one share, on this thread or with loops spread over all.
    void forward(Texts texts, float* out, const Task& task, Profile* profile) const;
    void enter(Pass& pass, const Stream& x) const;
    void attend(Pass& pass, const PackedLayer& layer, const Stream& x, const Stream& asking) const;
    void feedForward(Pass& pass, const PackedLayer& layer, const Stream& x) const;
    // Finishes a block: adds the product to the rows that it was made of and norms what the next one reads.
    void addTo(const Stream& x, const PackedLinear& linear, const Rows& in, const PackedNorm& inner, const PackedNorm& norm,
               const InputCodes* next) const;
    [[nodiscard]] Rows pooled(Pass& pass, const Stream& x) const;
    [[nodiscard]] bool asksOnce(const PackedLayer& layer) const;
    // What reads the rows that leave a layer, or enter the first: its norm, and the codes that it wants.
    [[nodiscard]] const PackedNorm& normAfter(const PackedLayer& layer) const;
    [[nodiscard]] const InputCodes* inputAfter(const PackedLayer& layer) const;

    Architecture m_architecture;
    PackedEmbeddings m_embeddings;
    std::vector<PackedLayer> m_layers;
    PackedNorm m_finalNorm;
    at::Tensor m_distanceRows; // [2 * maxTokens() - 1] int32 (kernels::DistanceArgs), or undefined
    PackedHead m_head;
    std::vector<runner::KernelFacts> m_kernels;
};

} // namespace lathe::engine
