#include "core/engine/stages/new_head.h"
#include "core/engine/stages/training/adapters.h"

namespace lathe::engine {

namespace {

AdapterOptions adapterOptions(const recipe::Params& params)
{
    return {param<int>(params, "adapterRank"), param<double>(params, "adapterAlpha"), param<double>(params, "adapterDropout"),
            param<std::string>(params, "adapted") == "all linear",
            param<std::string>(params, "merged") == "bfloat16" ? at::kBFloat16 : at::kFloat};
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    const TrainingOptions options = trainingOptions(params);
    checkFrozen(inputs.at("model"), options);
    checkAdapters(inputs.at("model"), adapterOptions(params), options.frozenLayers);
    return inputs.at("model");
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint start = inputs.at("model");
    if (start.labels != context.data.labels) {
        start = withNewHead(start, context.data, context.seed);
        context.details["newHead"] = true;
    }
    const TrainingOptions own = trainingOptions(params);
    checkFrozen(start.architecture, own);
    const Adapters adapters(start, adapterOptions(params), own.frozenLayers, context.seed, context.device);
    TrainingRows rows = trainingRows(start, context);
    TrainingOptions options = own;
    askTeachers(inputs, start, rows, options, context);

    Method method;
    method.hooks = adapters.hooks();
    method.leavesFrozen = true;
    method.trains = [](const std::string& name) { return name.starts_with("head."); };
    method.leaves.push_back({adapters.leaves(), 1, options.weightDecay});
    method.merge = [&](Checkpoint best, const std::vector<at::Tensor>& leaves) {
        return adapters.merged(std::move(best), leaves);
    };
    int64_t values = 0;
    for (const at::Tensor& leaf : adapters.leaves())
        values += leaf.numel();
    context.details["adapters"] = {{"layers", adapters.layers().size()}, {"parameters", values}};
    return train(start, rows, options, context, method);
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(joined({{"adapterRank", "Rank", ParamType::Integer, int64_t(8), 1, 1024, "", {},
                           "Inner size of each adapter: what is added to a matrix has this rank.", true},
                          {"adapterAlpha", "Scale (alpha)", ParamType::Number, 16.0, 0.01, 10000, "", {},
                           "What an adapter adds is multiplied by alpha / rank."},
                          {"adapterDropout", "Adapter dropout", ParamType::Number, 0.05, 0, 0.9, "fraction", {},
                           "Part of an adapter's inputs that is zeroed in training."},
                          {"adapted", "Adapted layers", ParamType::Choice, std::string("all linear"), {}, {}, "",
                           {"all linear", "attention"},
                           "Which matrices have adapters: every one in the layers, or query, key, value and output only."},
                          {"merged", "Merged as", ParamType::Choice, std::string("float32"), {}, {}, "",
                           {"float32", "bfloat16"},
                           "What a matrix is stored as once its adapter is added; bfloat16 takes half of the bytes."}},
                         teacherParams(0.7)),
                  trainingParams(3, 3e-4));
}

} // namespace

// Every matrix keeps its weights, as they are stored; beside it two small factors are trained, whose product is added to
// it at the end (Hu et al. 2021, section 4.1). Matrices of 4 or 8 bits and GGUF blocks are multiplied out one at a time for
// each product (Dettmers et al. 2023), so a large model takes little more memory than its file. The head is trained in full.
Stage loraStage()
{
    return {{.id = "finetune.lora",
             .title = "Fine-tune (LoRA)",
             .family = recipe::StageFamily::Train,
             .summary = "Trains small adapters beside the matrices and the head, then merges them; large models fit into "
                        "little memory.",
             .paper = "Hu et al. 2021, LoRA: Low-Rank Adaptation of Large Language Models; "
                      "Dettmers et al. 2023, QLoRA: Efficient Finetuning of Quantized LLMs",
             .params = params(),
             .inputs = taughtPorts("The model to train", "Soft labels beside those of the data"),
             .takesPacked = true},
            run, foresee, true};
}

} // namespace lathe::engine
