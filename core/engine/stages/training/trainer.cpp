#include "core/engine/stages/training/trainer.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/model/device.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/training/frozen_prefix.h"
#include "core/engine/stages/training/model_logits.h"
#include "core/engine/stages/training/trained_weights.h"
#include "core/engine/stages/training/training_memory.h"

#include <algorithm>
#include <ATen/core/grad_mode.h>
#include <ATen/TensorOperators.h>
#include <cmath>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";

// A batch in parts of that many tokens at most, padding counted; their gradients add up.
std::vector<std::vector<int>> partsOf(const std::vector<int>& batch, const std::vector<TokenIds>& ids,
                                      size_t tokens, at::Device device)
{
    if (device.is_cuda())
        return {batch};
    std::vector<std::vector<int>> parts;
    size_t longest = 0;
    for (const int row : batch) {
        longest = std::max(longest, ids[size_t(row)].size());
        if (parts.empty() || (parts.back().size() + 1) * longest > tokens) {
            parts.emplace_back();
            longest = ids[size_t(row)].size();
        }
        parts.back().push_back(row);
    }
    return parts;
}

std::vector<at::Tensor> copiesOf(const std::vector<ParameterGroup>& groups)
{
    std::vector<at::Tensor> copies;
    for (const ParameterGroup& group : groups)
        for (const at::Tensor& leaf : group.leaves)
            copies.push_back(leaf.detach().to(at::kCPU, at::kFloat, false, true));
    return copies;
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

// The part of the work that computing the frozen layers once is: a step costs forward and twice that backward.
double frozenShare(const Architecture& model, const TrainingOptions& options)
{
    const double below = options.frozenLayers, above = double(model.layers.size()) - below + 0.1;
    return below / (below + 3 * options.epochs * above);
}

} // namespace

Checkpoint train(const Checkpoint& start, const TrainingRows& given, const TrainingOptions& options,
                 StageContext& context, const Method& method)
{
    const std::string table =
        start.weights.contains(kTokens) ? kTokens : std::string(kTokens) + "_left";
    std::vector<TokenIds> ids = given.ids;
    checkFrozen(start.architecture, options);
    const int frozen = options.frozenLayers;
    const auto isTrained = [&](const std::string& name) {
        return isAbove(name, frozen) && (!method.trains || method.trains(name));
    };
    Transformer model(start, Transformer::Trained{[&](const std::string& name) {
                          return name != table && isTrained(name);
                      }},
                      context.device);
    const QualityOf validation(start, context.data, context.data.validation, context.maxLength,
                               context.device);
    std::optional<TokenSubset> subset;
    std::optional<FrozenPrefix> prefix, validationPrefix;
    const bool hooked = method.hooks.weight || method.hooks.input || method.hooks.output;
    if (frozen > 0 && !method.loss && (!hooked || method.leavesFrozen)) {
        const uint64_t room = availableMemoryBytes() / 2;
        prefix.emplace(model, ids, frozen, room);
        validationPrefix.emplace(model, validation.rows(), frozen, room / 4);
    }
    if (isTrained(table)) {
        const at::NoGradGuard noGrad;
        subset.emplace(ids, start.architecture.vocabularySize);
        at::Tensor leaf = floatRows(start.weights, table, subset->used()).to(context.device);
        leaf.set_requires_grad(true);
        model.weights()[table] = leaf;
        model.setPadding(subset->positionOf(start.architecture.padding));
    }
    AdamW optimizer = makeOptimizer(model, options, method.leaves);
    seedDevice(context.device, context.seed);
    Dropout dropout(context.seed);
    std::mt19937_64 random(context.seed);

    const auto perEpoch =
        int64_t((ids.size() + size_t(options.batchSize) - 1) / size_t(options.batchSize));
    const int64_t steps = std::max<int64_t>(1, std::llround(options.epochs * double(perEpoch)));
    const double epochs = double(steps) / double(perEpoch);
    int64_t step = 0;
    double decay = 1, meanLoss = 0;
    int worse = 0;
    std::optional<Checkpoint> best;
    std::vector<at::Tensor> bestLeaves; // the method's
    double bestFigure = -1;
    nlohmann::json curve = nlohmann::json::array();

    const size_t tokensAtOnce = tokensInMemory(start.architecture, options, availableMemoryBytes() / 3);

    const auto lossOf = [&](const std::vector<int>& rows) {
        Targets targets = targetsOf(given, rows, context);
        targets.alpha = options.alpha;
        targets.temperature = options.temperature;
        Trace trace;
        const Autocast autocast(context.device);
        const Pass pass{.dropout = options.dropout ? &dropout : nullptr,
                        .hooks = &method.hooks,
                        .trace = method.loss ? &trace : nullptr,
                        .frozen = frozen,
                        .below =
                            prefix ? prefix->of(rows, context.device, context.task) : at::Tensor(),
                        .task = context.task};
        const at::Tensor value =
            loss(model.logits(pad(ids, rows).to(context.device), pass).to(at::kFloat), targets);
        return method.loss ? value * method.logitsWeight + method.loss(rows, trace) : value;
    };

    const auto figureOf = [&](const Checkpoint& candidate) {
        if (method.finish || (!prefix && !method.trains))
            return validation.of(candidate, context.task);
        return validation.of(modelLogits(model, validation.rows(), method.hooks, frozen,
                                         validationPrefix ? &*validationPrefix : nullptr,
                                         context.device, context.task));
    };

    Task training = context.task;
    if (prefix && options.epochs >= 1) {
        const double share = frozenShare(start.architecture, options);
        prefix->fill(context.device, context.task.part(0, share));
        training = context.task.part(share, 1);
    }
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
            for (const std::vector<int>& part : partsOf(batch, ids, tokensAtOnce, context.device)) {
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
            training.report(
                double(step) / double(steps) * 0.98,
                fmt::format("epoch {} of {:.0f}, loss {:.3f}", epoch, std::ceil(epochs), meanLoss));
        }
        const double done = double(step) / double(steps);
        if (method.beforeStep)
            method.beforeStep(done);
        Checkpoint candidate = snapshot(start, model, table, subset, decay);
        if (method.finish)
            candidate = method.finish(std::move(candidate));
        const double figure = figureOf(candidate);
        context.task.plot("validation", double(step) / double(perEpoch), figure);
        curve.push_back({{"epoch", double(step) / double(perEpoch)},
                         {"loss", meanLoss},
                         {"validation", figure}});
        if (done < method.settled)
            continue;
        if (figure > bestFigure) {
            bestFigure = figure;
            best = std::move(candidate);
            bestLeaves = copiesOf(method.leaves);
            worse = 0;
        } else if (++worse == options.patience) {
            break;
        }
    }
    context.details["curve"] = curve;
    context.details["validation"] = bestFigure;
    if (method.merge)
        best = method.merge(std::move(*best), bestLeaves);
    context.task.report(1);
    return std::move(*best);
}

} // namespace lathe::engine
