#pragma once

#include "core/engine/model/transformer.h"
#include "tests/engine/quantize_fixture.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/log_softmax.h>
#include <numeric>

namespace lathe::tests {

// What the tests of structured pruning share.
class PruneFixture : protected QuantizeFixture {
protected:
    void prepare()
    {
        QuantizeFixture::prepare();
        m_start.labels = m_set.labels; // as many: its head will do
    }

    static recipe::Params oneShot(const Stage& stage)
    {
        recipe::Params params = defaults(stage);
        params["epochs"] = 0.0;
        return params;
    }
    static recipe::Params budgetParams(double budget)
    {
        recipe::Params params = oneShot(pruneBudgetStage());
        params["budget"] = budget;
        params["of"] = std::string("bytes");
        return params;
    }

    static at::Tensor logits(const Checkpoint& model, const std::vector<TokenIds>& rows, const Gates* gates = nullptr)
    {
        const at::NoGradGuard noGrad;
        std::vector<int> all(rows.size());
        std::iota(all.begin(), all.end(), 0);
        return Transformer(model, false).logits(pad(rows, all), {.gates = gates});
    }
    // Cross-entropy of each row, in double.
    static at::Tensor losses(const at::Tensor& logits, const at::Tensor& labels)
    {
        return -at::log_softmax(logits.to(at::kDouble), 1).gather(1, labels.unsqueeze(1)).squeeze(1);
    }
    static bool hasItsShapes(const Checkpoint& made)
    {
        const auto shapes = weightShapes(made.architecture);
        return std::all_of(shapes.begin(), shapes.end(), [&](const auto& item) {
            return made.weights.contains(item.first + "_left") ||
                   made.weights.at(item.first).sizes().vec() == item.second;
        });
    }

    // A model that has not settled: its losses have gradients to speak of.
    Checkpoint m_start = loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass");
};

} // namespace lathe::tests
