#include "core/engine/stages/training/trainer.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/model/device.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/training/frozen_prefix.h"
#include "core/engine/stages/training/token_subset.h"

#include <algorithm>
#include <ATen/core/grad_mode.h>
#include <ATen/TensorOperators.h>
#include <cmath>
#include <set>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";
constexpr size_t kTokensAtOnce =
    4096; // on a CPU: no product then keeps a stop waiting, and memory stays small

// A batch in parts of that many tokens at most, padding counted; their gradients add up.
std::vector<std::vector<int>> partsOf(const std::vector<int>& batch,
                                      const std::vector<TokenIds>& ids, at::Device device)
{
    if (device.is_cuda())
        return {batch};
    std::vector<std::vector<int>> parts;
    size_t longest = 0;
    for (const int row : batch) {
        longest = std::max(longest, ids[size_t(row)].size());
        if (parts.empty() || (parts.back().size() + 1) * longest > kTokensAtOnce) {
            parts.emplace_back();
            longest = ids[size_t(row)].size();
        }
        parts.back().push_back(row);
    }
    return parts;
}

AdamW makeOptimizer(const Transformer& model, const TrainingOptions& options,
                    std::vector<ParameterGroup> list)
{
    std::map<std::pair<bool, bool>, ParameterGroup> groups; // by (head, decays)
    std::set<const void*> seen;                             // layers may share a tensor
    for (const auto& [name, leaf] : model.weights()) {
        if (!leaf.requires_grad() || !seen.insert(leaf.unsafeGetTensorImpl()).second)
            continue;
        const bool head = name.starts_with("head."), decays = leaf.dim() > 1;
        ParameterGroup& group = groups[{head, decays}];
        group.rate = head ? options.headRate : 1;
        group.weightDecay = decays ? options.weightDecay : 0;
        group.leaves.push_back(leaf);
    }
    for (auto& [key, group] : groups)
        list.push_back(std::move(group));
    return AdamW(std::move(list));
}

// Linear warm-up, then linear decay to zero where asked for.
double rateAt(int64_t step, int64_t steps, const TrainingOptions& options)
{
    const double rising = std::floor(double(steps) * options.warmup);
    if (double(step) < rising)
        return double(step + 1) / rising;
    if (!options.decays)
        return 1;
    return std::max(0.0, double(steps - step) / std::max(1.0, double(steps) - rising));
}

// Takes the embeddings and the first layers out of training, with tensors that layers above share.
void freeze(Transformer& model, int layers)
{
    for (auto& [name, leaf] : model.weights()) {
        int layer = 0;
        const bool inLayer = std::sscanf(name.c_str(), "layers.%d.", &layer) == 1;
        if (inLayer ? layer < layers : name.starts_with("embeddings."))
            leaf.set_requires_grad(false);
    }
}

// The trained weights as a checkpoint that no later step writes to.
Checkpoint snapshot(const Checkpoint& start, const Transformer& model, const std::string& table,
                    const std::optional<TokenSubset>& subset, double decay)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = start;
    std::map<const void*, at::Tensor> copies;
    made.weights.clear();
    for (const auto& [name, leaf] : model.weights()) {
        at::Tensor& copy = copies[leaf.unsafeGetTensorImpl()];
        if (!copy.defined())
            copy = name == table && subset
                       ? subset->putBack(floatMatrix(start.weights, table),
                                         leaf.detach().cpu(), decay)
                       : leaf.detach().to(at::kCPU, at::kFloat, false, leaf.requires_grad());
        made.weights[name] = copy;
    }
    return made;
}

} // namespace

Checkpoint train(const Checkpoint& start, const TrainingRows& given, const TrainingOptions& options,
                 StageContext& context, const Method& method)
{
    const std::string table =
        start.weights.contains(kTokens) ? kTokens : std::string(kTokens) + "_left";
    std::vector<TokenIds> ids = given.ids;
    checkFrozen(start.architecture, options);
    Transformer model(start, true, context.device);
    std::optional<TokenSubset> subset;
    std::optional<FrozenPrefix> prefix;
    if (const int frozen = options.frozenLayers; frozen > 0) {
        freeze(model, frozen);
        if (!method.hooks.weight && !method.hooks.input && !method.loss)
            prefix.emplace(model, ids, frozen, availableMemoryBytes() / 2);
    } else {
        const at::NoGradGuard noGrad;
        subset.emplace(ids, start.architecture.vocabularySize);
        at::Tensor leaf = subset->take(model.weights().at(table));
        leaf.set_requires_grad(true);
        model.weights()[table] = leaf;
        model.setPadding(subset->positionOf(start.architecture.padding));
    }
    AdamW optimizer = makeOptimizer(model, options, method.leaves);
    seedDevice(context.device, context.seed);
    Dropout dropout(context.seed);
    std::mt19937_64 random(context.seed);
    const QualityOf validation(start, context.data, context.data.validation, context.maxLength,
                               context.device);

    const auto perEpoch =
        int64_t((ids.size() + size_t(options.batchSize) - 1) / size_t(options.batchSize));
    const int64_t steps = std::max<int64_t>(1, std::llround(options.epochs * double(perEpoch)));
    const double epochs = double(steps) / double(perEpoch);
    int64_t step = 0;
    double decay = 1, meanLoss = 0;
    int worse = 0;
    std::optional<Checkpoint> best;
    double bestFigure = -1;
    nlohmann::json curve = nlohmann::json::array();

    const auto lossOf = [&](const std::vector<int>& rows) {
        Targets targets = targetsOf(given, rows, context);
        targets.alpha = options.alpha;
        targets.temperature = options.temperature;
        Trace trace;
        const Autocast autocast(context.device);
        const Pass pass{.dropout = options.dropout ? &dropout : nullptr,
                        .hooks = &method.hooks,
                        .trace = method.loss ? &trace : nullptr,
                        .frozen = options.frozenLayers,
                        .below =
                            prefix ? prefix->of(rows, context.device, context.task) : at::Tensor(),
                        .task = context.task};
        const at::Tensor value =
            loss(model.logits(pad(ids, rows).to(context.device), pass).to(at::kFloat), targets);
        return method.loss ? value * method.logitsWeight + method.loss(rows, trace) : value;
    };

    for (int epoch = 1; step < steps; ++epoch) {
        double sum = 0;
        int64_t count = 0;
        for (const std::vector<int>& batch : bucketedBatches(ids, options.batchSize, random)) {
            if (step == steps)
                break;
            context.task.checkpoint();
            if (method.beforeStep)
                method.beforeStep(double(step) / double(steps));
            double number = 0;
            for (const std::vector<int>& part : partsOf(batch, ids, context.device)) {
                at::Tensor value = lossOf(part) * (double(part.size()) / double(batch.size()));
                value.backward();
                number += value.item<double>();
            }
            const double rate = options.learningRate * rateAt(step, steps, options);
            optimizer.step(rate, options.clip);
            decay *= 1 - rate * options.weightDecay;
            if (!std::isfinite(number))
                throw Error(ErrorKind::BadInput,
                            fmt::format("the loss is not finite in step {}", step + 1),
                            step == 0 ? "The model's weights may hold values that are not finite: "
                                        "fetch or export it again"
                                      : "Lower the learning rate");
            sum += number, ++count, ++step;
            meanLoss = sum / double(count);
            if (step % 5 == 0 || step == steps)
                context.task.plot("loss", double(step) / double(perEpoch), number);
            context.task.report(
                double(step) / double(steps) * 0.98,
                fmt::format("epoch {} of {:.0f}, loss {:.3f}", epoch, std::ceil(epochs), meanLoss));
        }
        const double done = double(step) / double(steps);
        if (method.beforeStep)
            method.beforeStep(done);
        Checkpoint candidate = snapshot(start, model, table, subset, decay);
        if (method.finish)
            candidate = method.finish(std::move(candidate));
        const double figure = validation.of(candidate, context.task);
        context.task.plot("validation", double(step) / double(perEpoch), figure);
        curve.push_back({{"epoch", double(step) / double(perEpoch)},
                         {"loss", meanLoss},
                         {"validation", figure}});
        if (done < method.settled)
            continue;
        if (figure > bestFigure) {
            bestFigure = figure;
            best = std::move(candidate);
            worse = 0;
        } else if (++worse == options.patience) {
            break;
        }
    }
    context.details["curve"] = curve;
    context.details["validation"] = bestFigure;
    context.task.report(1);
    return std::move(*best);
}

} // namespace lathe::engine
