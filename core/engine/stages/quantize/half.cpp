#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/quantize/quantize_layers.h"

#include <ATen/TensorOperators.h>

namespace lathe::engine {

namespace {

constexpr double kLargestHalf = 65504;

bool isHalved(const Tensors& weights, const std::string& name)
{
    const at::Tensor& weight = weights.at(name);
    return weight.dim() == 2 && (weight.is_floating_point() || weights.contains(name + "_gguf")) &&
           !isMatrixDetail(name) && !name.ends_with(".relative") && !name.starts_with("head.out.");
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint made = inputs.at("model");
    const auto kept = param<std::string>(params, "keepFloat");
    checkList(kept, made.architecture);
    const bool fp16 = param<std::string>(params, "format") == "fp16";
    std::vector<std::string> names;
    for (const auto& [name, weight] : made.weights)
        if (isHalved(made.weights, name) && !isListed(kept, std::string(matrixOf(name))))
            names.push_back(name);
    size_t done = 0;
    for (const std::string& name : names) {
        context.task.checkpoint();
        const at::Tensor values = storedMatrix(made.weights, name);
        if (fp16) {
            const double largest = values.numel() > 0 ? values.abs().max().item<double>() : 0;
            if (largest > kLargestHalf)
                throw Error(ErrorKind::BadInput,
                            fmt::format("{} holds {:g}, more than fp16's largest number {}", name, largest,
                                        kLargestHalf),
                            "Choose bf16, or keep this matrix in float");
        }
        made.weights.erase(name + "_gguf");
        made.weights[name] = values.to(fp16 ? at::kHalf : at::kBFloat16).contiguous();
        context.task.report(double(++done) / double(names.size()));
    }
    return made;
}

} // namespace

// Matrices stored in 16 bits, biases and normalisation in 32: fp16 with 11 significant bits up to 65504, or bf16
// with 8 bits over float32's whole range (Kalamkar et al. 2019). Half the bytes on disk. The runtime widens them to
// float32 when it opens the model and takes the same time, except bf16 on CPUs with AVX512-BF16, where the layers'
// products are of bf16 (see packed_linear.h). Matrices that are in 8 or 4 bits already stay so, as does the output layer
// of the head.
Stage quantizeHalfStage()
{
    return {{.id = "quantize.half",
             .title = "Half floats",
             .family = recipe::StageFamily::Quantize,
             .summary = "Stores matrices as fp16 or bf16: half the bytes. Computes in fp32, bf16 where the CPU multiplies it.",
             .paper = "Kalamkar et al. 2019, A Study of BFLOAT16 for Deep Learning Training",
             .params = {{"format", "Format", recipe::ParamType::Choice, std::string("fp16"), {}, {}, "",
                         {"fp16", "bf16"}, "fp16 is more exact; bf16 takes larger numbers and is faster on CPUs with AVX512-BF16.", true},
                        keepFloatParam()},
             .inputs = modelPort(),
             .takesPacked = true,
             .givesFloat = true},
            run, sizesWithKept, true};
}

} // namespace lathe::engine
