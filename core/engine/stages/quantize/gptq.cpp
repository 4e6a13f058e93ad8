#include "core/engine/stages/calibration.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/gptq_rounding.h"
#include "core/engine/stages/quantize/quantize_layers.h"
#include "core/engine/stages/training/training_params.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/matmul.h>

namespace lathe::engine {

namespace {

// Rounds the matrices of one layer; hessian [K, K] is of the layer's input.
class LayerRounding {
public:
    LayerRounding(const recipe::Params& params, const Task& task)
        : m_bits4(param<std::string>(params, "bits") == "4"), m_group(param<int64_t>(params, "group")),
          m_search(param<bool>(params, "search")), m_order(param<bool>(params, "activationOrder")),
          m_damping(param<double>(params, "damping")), m_task(task)
    {
    }

    [[nodiscard]] SecondOrder of(const at::Tensor& hessian) const { return secondOrder(hessian, m_damping, m_order); }

    void put(Tensors& weights, const std::string& name, const SecondOrder& inputs) const
    {
        const at::Tensor values = storedMatrix(weights, name);
        if (m_bits4 && fitsGroups(values.size(1), m_group)) {
            const Int4Groups made = gptqGroups(values, inputs, groupWidth(values.size(1), m_group), m_search, m_task);
            putInt4(weights, name, made.codes.cpu(), made.scale.cpu());
        } else {
            const Int8Rows made = gptqRows(values, inputs, m_task);
            putInt8(weights, name, made.codes.cpu(), made.scale.cpu());
        }
    }

    // The left factor's input is what the rounded right one makes of the layer's.
    void putFactorsOf(Tensors& weights, const std::string& matrix, const at::Tensor& hessian,
                      const SecondOrder& inputs) const
    {
        put(weights, matrix + "_right", inputs);
        const at::Tensor right = storedMatrix(weights, matrix + "_right").to(hessian.device()); // [R, K]
        put(weights, matrix + "_left", of(at::matmul(at::matmul(right, hessian), right.t())));
    }

private:
    bool m_bits4;
    int64_t m_group;
    bool m_search, m_order;
    double m_damping;
    const Task& m_task;
};

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = inputs.at("model");
    requireFloat(made, "model");
    requireHead(made, context.data);
    const auto groups = layerGroups(made.architecture, params);
    const Task looking = context.task.part(0, 0.5), rounding = context.task.part(0.5, 1);
    const ByLayer hessians =
        inputHessians(made, calibrationRows(made, params, context), context.with(looking));
    const LayerRounding method(params, context.task);
    size_t done = 0;
    for (const std::vector<std::string>& layers : groups) {
        const at::Tensor hessian = inputOf(hessians, layers.front()).to(context.device);
        const SecondOrder own = method.of(hessian);
        for (const std::string& layer : layers) {
            const std::string matrix = layer + ".weight";
            if (storageOf(made.weights, matrix) == Storage::Factors)
                method.putFactorsOf(made.weights, matrix, hessian, own);
            else
                method.put(made.weights, matrix, own);
        }
        rounding.report(double(++done) / double(groups.size() + 1), layers.front());
    }
    roundTables(made.weights, params, context);
    rounding.report(1);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return {{"bits", "Bits", ParamType::Choice, std::string("4"), {}, {}, "", {"4", "8"},
             "4 in groups with a scale each, or 8 with one scale per row.", true},
            groupParam(),
            searchParam(),
            {"damping", "Damping", ParamType::Number, 0.01, 1e-6, 1.0, "fraction", {},
             "Of the Hessian's mean diagonal, added to it: more trusts the calibration rows less."},
            {"activationOrder", "Activation order", ParamType::Boolean, true, {}, {}, "", {},
             "Round the columns with the largest inputs first, while others can still make up for them."},
            calibrationParam(512),
            embeddingsParam("int8"),
            keepFloatParam()};
}

} // namespace

// Rounds a layer's columns one after the other; each one's error is spread over those still to come so that
// the layer's output on calibration texts changes least (Frantar et al. 2023, algorithm 1). With the Hessian
// H = X^T X / tokens + damping and U the upper Cholesky factor of its inverse, for column i:
//   e = (w_i - q(w_i)) / U_ii,  w_j <- w_j - e U_ij for j > i
// All Hessians come from the float model, in one pass. The output layer of the head stays float.
Stage quantizeGptqStage()
{
    return {{.id = "quantize.gptq",
             .title = "GPTQ",
             .family = recipe::StageFamily::Quantize,
             .summary = "Rounds weights column by column, later ones making up for the error; computes like Int8.",
             .paper = "Frantar et al. 2023, GPTQ: Accurate Post-Training Quantization for Generative Transformers",
             .params = params(),
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
