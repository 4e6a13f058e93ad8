#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/fake_quantize.h"

namespace lathe::engine {

namespace {

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& start = inputs.at("model");
    requireFloat(start, "model");
    requireHead(start, context.data);
    FakeQuantizer quantizer(start,
                            {.layers = {param<std::string>(params, "bits") == "4" ? Storage::Int4 : Storage::Int8,
                                        param<int64_t>(params, "group")},
                             .learnsSteps = param<std::string>(params, "steps") == "LSQ",
                             .stepRate = param<double>(params, "stepRate"),
                             .params = params},
                            context);
    TrainingRows rows = trainingRows(start, context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, start, rows, options, context);
    return train(start, rows, options, context, quantizer.method());
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(
        {{"bits", "Bits", ParamType::Choice, std::string("8"), {}, {}, "", {"8", "4"},
          "Of the weights: 8 with one scale per row, or 4 in groups with a scale each.", true},
         groupParam(),
         {"steps", "Steps", ParamType::Choice, std::string("straight-through"), {}, {}, "", {"straight-through", "LSQ"},
          "Whether the scales follow the largest weights or are learned with them."},
         {"stepRate", "Step rate", ParamType::Number, 10.0, 0.01, 1000.0, "factor", {},
          "With LSQ, factor on the learning rate of the scales, each measured in its first value."},
         embeddingsParam("int8"),
         keepFloatParam()},
        joined(teacherParams(0.7), trainingParams(2, 3e-5)));
}

} // namespace

// Quantization-aware training: every pass computes with weights and inputs as the runtime will round them, and
// gradients pass the rounding as if it were not there (straight-through, Bengio et al. 2013; Jacob et al. 2018,
// section 3). Inputs have one asymmetric 8-bit range per token. With LSQ each row's or group's step s is trained
// as well (Esser et al. 2020): for w / s within the codes
//   d w^ / d s = round(w / s) - w / s, beyond them the outermost code,
// scaled by 1 / sqrt(weights per step * largest code). After each epoch the weights are really rounded; that
// model is scored, and the best is kept. The output layer of the head stays float.
Stage quantizeAwareStage()
{
    return {{.id = "quantize.aware",
             .title = "QAT",
             .family = recipe::StageFamily::Quantize,
             .summary = "Trains with rounded weights and activations, so that the 8- or 4-bit model loses less.",
             .paper = "Jacob et al. 2018, Quantization and Training of Neural Networks; "
                      "Esser et al. 2020, Learned Step Size Quantization",
             .params = params(),
             .inputs = taughtPorts("The fine-tuned model to quantize", "Soft labels during the training"),
             .version = 2},
            run, sizesWithKept};
}

} // namespace lathe::engine
