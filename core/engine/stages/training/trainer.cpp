#include "core/engine/stages/training/trainer.h"

#include "core/analysis/quality.h"
#include "core/base/error.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/runtime/classifier.h"
#include "core/engine/stages/training/adamw.h"
#include "core/engine/stages/training/token_subset.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <cmath>
#include <set>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";

AdamW makeOptimizer(const Transformer& model, const TrainingOptions& options)
{
    std::map<std::pair<bool, bool>, ParameterGroup> groups; // by (head, decays)
    std::set<const void*> seen;                             // layers may share a tensor
    for (const auto& [name, leaf] : model.weights()) {
        if (!seen.insert(leaf.unsafeGetTensorImpl()).second)
            continue;
        const bool head = name.starts_with("head."), decays = leaf.dim() > 1;
        ParameterGroup& group = groups[{head, decays}];
        group.rate = head ? options.headRate : 1;
        group.weightDecay = decays ? options.weightDecay : 0;
        group.leaves.push_back(leaf);
    }
    std::vector<ParameterGroup> list;
    for (auto& [key, group] : groups)
        list.push_back(std::move(group));
    return AdamW(std::move(list));
}

// Linear warm-up, then linear decay to zero.
double rateAt(int64_t step, int64_t steps, double warmup)
{
    const double rising = std::floor(double(steps) * warmup);
    if (double(step) < rising)
        return double(step + 1) / rising;
    return std::max(0.0, double(steps - step) / std::max(1.0, double(steps) - rising));
}

at::Tensor rowsOf(const at::Tensor& all, const std::vector<int>& batch)
{
    at::Tensor index = at::empty({int64_t(batch.size())}, at::kLong);
    std::copy(batch.begin(), batch.end(), index.mutable_data_ptr<int64_t>());
    return all.index_select(0, index);
}

// The trained weights as a checkpoint that no later step writes to.
Checkpoint snapshot(const Checkpoint& start, const Transformer& model, const TokenSubset& subset, double decay)
{
    const at::NoGradGuard noGrad;
    Checkpoint made = start;
    std::map<const void*, at::Tensor> copies;
    made.weights.clear();
    for (const auto& [name, leaf] : model.weights()) {
        at::Tensor& copy = copies[leaf.unsafeGetTensorImpl()];
        if (!copy.defined())
            copy = name == kTokens ? subset.putBack(start.weights.at(kTokens).to(at::kFloat), leaf.detach(), decay)
                                   : leaf.detach().clone();
        made.weights[name] = copy;
    }
    return made;
}

} // namespace

TrainingRows trainingRows(const Checkpoint& checkpoint, const StageContext& context)
{
    const auto tokenizer = text::loadTokenizer(checkpoint.origin);
    checkFits(checkpoint.architecture, *tokenizer, context.maxLength);
    TrainingRows rows;
    std::vector<const std::string*> texts;
    for (const data::Example& example : context.data.train)
        texts.push_back(&example.text);
    rows.ids = tokenize(*tokenizer, texts, context.maxLength);
    rows.labels = labelTensor(context.data.train, context.data.labels);
    return rows;
}

at::Tensor teacherLogits(const Checkpoint& teacher, const StageContext& context)
{
    if (teacher.labels != context.data.labels)
        throw Error(ErrorKind::BadInput, "the teacher's labels are not those of the data",
                    "Fine-tune the teacher on this data first");
    const PackedModel packed(teacher);
    return predict(packed, trainingRows(teacher, context).ids, Task(context.task.stopToken()));
}

Checkpoint train(const Checkpoint& start, const TrainingRows& given, const TrainingOptions& options,
                 StageContext& context)
{
    std::vector<TokenIds> ids = given.ids;
    const TokenSubset subset(ids, start.architecture.vocabularySize);
    Transformer model(start, true);
    {
        const at::NoGradGuard noGrad;
        at::Tensor leaf = subset.take(model.weights().at(kTokens));
        leaf.set_requires_grad(true);
        model.weights()[kTokens] = leaf;
    }
    AdamW optimizer = makeOptimizer(model, options);
    Dropout dropout(context.seed);
    std::mt19937_64 random(context.seed);
    const QualityOf validation(start, context.data, context.data.validation, context.maxLength);

    const auto perEpoch = int64_t((ids.size() + size_t(options.batchSize) - 1) / size_t(options.batchSize));
    const int64_t steps = std::max<int64_t>(1, std::llround(options.epochs * double(perEpoch)));
    const double epochs = double(steps) / double(perEpoch);
    int64_t step = 0;
    double decay = 1, meanLoss = 0;
    int worse = 0;
    std::optional<Checkpoint> best;
    double bestFigure = -1;
    nlohmann::json curve = nlohmann::json::array();

    for (int epoch = 1; step < steps; ++epoch) {
        double sum = 0;
        int64_t count = 0;
        for (const std::vector<int>& batch : bucketedBatches(ids, options.batchSize, random)) {
            if (step == steps)
                break;
            context.task.checkpoint();
            Targets targets{context.data.labels.kind, rowsOf(given.labels, batch), {}, options.alpha,
                            options.temperature};
            if (given.teacher.defined())
                targets.teacher = rowsOf(given.teacher, batch);
            const at::Tensor value =
                loss(model.logits(pad(ids, batch), options.dropout ? &dropout : nullptr, {}, context.task), targets);
            value.backward();
            const double rate = options.learningRate * rateAt(step, steps, options.warmup);
            optimizer.step(rate, options.clip);
            decay *= 1 - rate * options.weightDecay;
            const auto number = value.item<double>();
            if (!std::isfinite(number))
                throw Error(ErrorKind::BadInput, fmt::format("the loss is not finite in step {}", step + 1),
                            "Lower the learning rate");
            sum += number, ++count, ++step;
            meanLoss = sum / double(count);
            if (step % 5 == 0 || step == steps)
                context.task.plot("loss", double(step) / double(perEpoch), number);
            context.task.report(double(step) / double(steps) * 0.98,
                                fmt::format("epoch {} of {:.0f}, loss {:.3f}", epoch, std::ceil(epochs), meanLoss));
        }
        Checkpoint candidate = snapshot(start, model, subset, decay);
        const double figure = validation.of(candidate, context.task);
        context.task.plot("validation", double(step) / double(perEpoch), figure);
        curve.push_back({{"epoch", double(step) / double(perEpoch)}, {"loss", meanLoss}, {"validation", figure}});
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

std::vector<recipe::ParamSpec> trainingParams(double epochs, double learningRate)
{
    using recipe::ParamType;
    return {
        {"epochs", "Epochs", ParamType::Number, epochs, 0.1, 100, "epochs", {},
         "Passes over the training split; a fraction stops within one."},
        {"learningRate", "Learning rate", ParamType::Number, learningRate, 1e-8, 0.1, "", {},
         "Highest rate of AdamW, reached after the warm-up; it then falls to zero."},
        {"headRate", "Head rate", ParamType::Number, 1.0, 0.01, 1000.0, "factor", {},
         "Factor on the learning rate of the classification head; a new head learns faster with 10."},
        {"batchSize", "Batch size", ParamType::Integer, int64_t(32), 1, 1024, "rows", {},
         "Rows per step, grouped by length."},
        {"warmup", "Warm-up", ParamType::Number, 0.1, 0, 0.9, "fraction", {},
         "Part of the steps in which the rate rises from zero."},
        {"weightDecay", "Weight decay", ParamType::Number, 0.01, 0, 1, "", {}, "Of matrices, decoupled."},
        {"clip", "Gradient clip", ParamType::Number, 1.0, 0, 1000, "norm", {},
         "Largest norm of all gradients together; 0 for none."},
        {"dropout", "Dropout", ParamType::Boolean, true, {}, {}, "", {},
         "At the rates that config.json publishes."},
        {"patience", "Patience", ParamType::Integer, int64_t(0), 0, 100, "epochs", {},
         "Stop after so many epochs without a better validation figure; 0 for never."},
    };
}

TrainingOptions trainingOptions(const recipe::Params& params)
{
    TrainingOptions options;
    options.epochs = param<double>(params, "epochs");
    options.learningRate = param<double>(params, "learningRate");
    options.headRate = param<double>(params, "headRate");
    options.batchSize = param<int>(params, "batchSize");
    options.warmup = param<double>(params, "warmup");
    options.weightDecay = param<double>(params, "weightDecay");
    options.clip = param<double>(params, "clip");
    options.dropout = param<bool>(params, "dropout");
    options.patience = param<int>(params, "patience");
    return options;
}

} // namespace lathe::engine
