#pragma once

#include "core/engine/stages/quantize/quantize_layers.h"
#include "core/engine/stages/training/trainer.h"

#include <set>

namespace lathe::engine {

// values in blocks [N, G, g] rounded to step [N, G] times whole numbers low..high, differentiable: towards the
// values by the straight-through estimator (1 within the range, 0 beyond), towards the step by LSQ's, scaled by
// 1 / sqrt(g * high) (Esser et al. 2020, equations 3 and 5, section 2.2).
[[nodiscard]] at::Tensor learnedRounding(const at::Tensor& blocks, const at::Tensor& step, double low, double high);

// Trains a float model as if it were quantized: its matrices and the inputs of its integer layers are rounded
// in every pass, and what an epoch leaves is really rounded. Lives as long as the training that uses its method.
class FakeQuantizer {
public:
    struct Options {
        Rounding layers;            // of the linear layers; scales are not searched for
        bool learnsSteps = false;   // LSQ for the linear layers; otherwise ranges follow the weights
        double stepRate = 1;        // factor on the learning rate of the steps
        recipe::Params params;      // "embeddings", "group" and "keepFloat" for what is rounded
    };
    FakeQuantizer(const Checkpoint& start, Options options, const StageContext& context);
    FakeQuantizer(const FakeQuantizer&) = delete;
    FakeQuantizer& operator=(const FakeQuantizer&) = delete;

    [[nodiscard]] Method method();

private:
    // How a matrix is rounded, and its steps where they are learned: step = base * factor.
    struct Plan {
        Rounding how;
        bool integer = false;    // whether the runtime multiplies it with integers
        at::Tensor base, factor; // [N, G]
        [[nodiscard]] at::Tensor step() const;
    };

    void planTable(const Tensors& weights, const std::string& table, const Rounding& how);
    [[nodiscard]] at::Tensor weight(const std::string& name, const at::Tensor& own) const;
    [[nodiscard]] at::Tensor input(const std::string& layer, const at::Tensor& x);
    [[nodiscard]] Checkpoint finish(Checkpoint made) const;

    Options m_options;
    const StageContext& m_context;
    std::map<std::string, Plan> m_plans;
    std::set<std::string> m_integerInputs; // layers
    at::Tensor m_lastInput, m_lastRounded; // query, key and value read the same tensor
};

} // namespace lathe::engine
