#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/model/device.h"
#include "core/engine/model/transformer.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/linear_probe.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/matmul.h>
#include <algorithm>
#include <numeric>

namespace lathe::engine {

namespace {

// What a head would read of each row after the embeddings and after every layer: [rows, H] float32 each, all of one
// forward pass.
std::vector<at::Tensor> statesByDepth(const Transformer& model, const std::vector<TokenIds>& rows, at::Device device,
                                      const Task& task)
{
    const at::NoGradGuard noGrad;
    constexpr int kBatch = 256;
    constexpr int64_t kTokens = 4096; // for which a matrix of few bits is multiplied out once
    const int layers = int(model.architecture().layers.size());
    std::vector<at::Tensor> states;
    for (int depth = 0; depth <= layers; ++depth)
        states.push_back(at::empty({int64_t(rows.size()), model.architecture().hiddenSize}, at::kFloat));
    size_t done = 0;
    for (const std::vector<int>& batch : batchesByLength(rows, kBatch, kTokens)) {
        const PaddedBatch padded = pad(rows, batch).to(device);
        at::Tensor x = model.hidden(padded, 0, {.task = task});
        for (int depth = 0;; ++depth) {
            const at::Tensor read = model.read(x, padded).to(at::kCPU, at::kFloat); // [B, H]
            for (size_t b = 0; b < batch.size(); ++b)
                states[size_t(depth)][batch[b]] = read[int64_t(b)];
            if (depth == layers)
                break;
            x = model.hidden(padded, depth + 1, {.frozen = depth, .below = x, .task = task});
        }
        done += batch.size();
        task.report(double(done) / double(rows.size()), "reading every layer");
    }
    return states;
}

// +1 where a label holds, -1 where not: [n, C].
at::Tensor signsOf(const at::Tensor& labels, const data::LabelSet& set)
{
    if (set.kind == data::TaskKind::Multilabel)
        return labels * 2 - 1;
    at::Tensor signs = at::full({labels.size(0), int64_t(set.names.size())}, -1.0f, at::kFloat);
    return signs.scatter_(1, labels.unsqueeze(1), 1.0);
}

std::vector<data::Example> someOf(const std::vector<data::Example>& split, size_t most, uint64_t seed)
{
    if (split.size() <= most)
        return split;
    std::mt19937_64 random(seed);
    std::vector<data::Example> some;
    std::vector<size_t> order(split.size());
    std::iota(order.begin(), order.end(), size_t(0));
    for (size_t i = 0; i < most; ++i) {
        std::swap(order[i], order[i + random() % (order.size() - i)]);
        some.push_back(split[order[i]]);
    }
    return some;
}

// The model with the probe as its head.
Checkpoint withProbe(Checkpoint model, const LinearProbe& probe, double scale, const StageContext& context)
{
    model = withNewHead(model, context.data, context.seed);
    model.weights["head.out.weight"] = probe.weight * scale;
    if (model.architecture.head.outBias)
        model.weights["head.out.bias"] = probe.bias * scale;
    return model;
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    const Architecture& model = inputs.at("model");
    if (const auto fewest = param<size_t>(params, "fewest"); fewest > model.layers.size())
        throw Error(ErrorKind::BadInput,
                    fmt::format("{} layers are to be kept at least but the model has {}", fewest, model.layers.size()),
                    "Keep fewer layers");
    return model;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    const Checkpoint& model = inputs.at("model");
    (void)foresee({{"model", model.architecture}}, params);
    const data::LabelSet& labels = context.data.labels;
    const bool multilabel = labels.kind == data::TaskKind::Multilabel;
    const auto most = param<size_t>(params, "validationRows");
    const std::vector<data::Example> split = someOf(context.data.validation, most, context.seed);
    const QualityOf validation(model, context.data, split, context.maxLength, context.device);
    const TrainingRows rows = calibrationRows(model, params, context);

    const Transformer transformer(model, Transformer::Trained{[](const std::string&) { return false; }}, context.device);
    std::vector<TokenIds> all = rows.ids;
    all.insert(all.end(), validation.rows().begin(), validation.rows().end());
    const std::vector<at::Tensor> states = statesByDepth(transformer, all, context.device, context.task.part(0, 0.8));

    const bool replacesHead = !model.architecture.head.dense && param<bool>(params, "head");
    const bool intercept = !replacesHead || model.architecture.head.outBias;
    const at::Tensor targets = signsOf(rows.labels, labels);
    const auto n = int64_t(rows.ids.size());
    std::vector<LinearProbe> probes;
    std::vector<double> figures;
    nlohmann::json table = nlohmann::json::array();
    const Task fitting = context.task.part(0.8, 1);
    for (size_t depth = 0; depth < states.size(); ++depth) {
        context.task.checkpoint();
        const at::Tensor& x = states[depth];
        probes.push_back(fitProbe(x.narrow(0, 0, n), targets, intercept));
        const LinearProbe& probe = probes.back();
        const double scale = probeScale(probe, rows.labels, multilabel);
        const at::Tensor answers = at::matmul(x.narrow(0, n, x.size(0) - n), probe.weight.t()) + probe.bias;
        figures.push_back(validation.of((answers * scale).contiguous()));
        table.push_back({{"depth", depth}, {"validation", figures.back()}, {"penalty", probe.penalty}});
        context.task.plot("probe", double(depth), figures.back());
        fitting.report(double(depth + 1) / double(states.size()),
                       fmt::format("after {} layers: {:.3f}", depth, figures.back()));
    }

    const auto fewest = param<size_t>(params, "fewest");
    const double best = *std::max_element(figures.begin() + std::ptrdiff_t(fewest), figures.end());
    size_t depth = fewest;
    while (figures[depth] < best - param<double>(params, "tolerance"))
        ++depth;
    std::vector<int> kept(depth);
    std::iota(kept.begin(), kept.end(), 0);
    Checkpoint made = withLayers(model, kept);
    made.sensitivity = nlohmann::json::array(); // numbers the layers that were
    if (replacesHead)
        made = withProbe(std::move(made), probes[depth], probeScale(probes[depth], rows.labels, multilabel), context);
    context.details["probe"] = std::move(table);
    context.details["depth"] = depth;
    context.task.report(1);
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    recipe::ParamSpec rows = calibrationParam(1000);
    rows.title = "Training rows";
    rows.help = "Labelled rows that the probes are fitted to.";
    return {{"tolerance", "Tolerance", ParamType::Number, 0.01, 0, 1, "fraction", {},
             "How much worse than the best probe the probe of the chosen depth may be.", true},
            rows,
            {"validationRows", "Validation rows", ParamType::Integer, int64_t(1000), 1, 1000000, "rows", {},
             "Rows of the validation split that score the probes, at most."},
            {"fewest", "Fewest layers", ParamType::Integer, int64_t(1), 1, 1000, "layers", {},
             "So many layers stay in any case."},
            {"head", "Probe as head", ParamType::Boolean, true, {}, {}, "", {},
             "Where the head is a single layer, as decoders have it, the chosen probe becomes the head."}};
}

} // namespace

// Cuts a model where a linear classifier on what its head would read is about as good as anywhere above (Alain & Bengio
// 2016): every depth is probed from one forward pass, by ridge regression whose penalty is chosen by leaving rows
// out, and scored on validation. Nothing is trained; a fine-tuning after it starts from the probe.
Stage pruneDepthStage()
{
    return {{.id = "prune.depth",
             .title = "Depth by probe",
             .family = recipe::StageFamily::Prune,
             .summary = "Tries a linear classifier after every layer and cuts the model where it is good enough; needs no head and no "
                        "training.",
             .paper = "Alain & Bengio 2016, Understanding Intermediate Layers Using Linear Classifier Probes",
             .params = params(),
             .inputs = {{"model", recipe::PortKind::Model, true, "The model to cut"}},
             .takesPacked = true},
            run, foresee, true};
}

} // namespace lathe::engine
