#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/mask.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros_like.h>
#include <algorithm>
#include <cmath>
#include <memory>

namespace lathe::engine {

namespace {

// The scores and masks of a training run.
struct Movement {
    std::map<std::string, at::Tensor> scores, masks; // by weight name
    Pattern pattern;
    double share = -1; // that the masks were chosen for

    // Sorting costs more than a step: the share moves in hundredths.
    void choose(double wanted, double last)
    {
        if (wanted == share || (std::abs(wanted - share) < 0.01 && wanted != last))
            return;
        share = wanted;
        const at::NoGradGuard noGrad;
        for (auto& [name, score] : scores)
            masks[name] = chosenByRow(score, share, share > 0 ? pattern : Pattern{}).logical_not().to(at::kFloat);
    }
};

// (w * mask) forward; the score's gradient is that of the mask, dL/dw' * w, past the choice (straight through).
at::Tensor masked(const at::Tensor& weight, const at::Tensor& score, const at::Tensor& mask)
{
    return weight * (mask + (score - score.detach()));
}

void requireTime(const recipe::Params& params)
{
    if (param<double>(params, "dense") + param<double>(params, "cooldown") > 0.95)
        throw Error(ErrorKind::BadInput, "dense and cooldown together leave no part of the training to remove weights in",
                    "Let them add up to at most 0.95");
}

Architecture foresee(const Sizes& inputs, const recipe::Params& params)
{
    requireTime(params);
    return inputs.at("model");
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    Checkpoint model = inputs.at("model");
    requireFloat(model, "model");
    requireMatrices(model);
    requireTime(params);
    if (model.labels != context.data.labels) {
        model = withNewHead(model, context.data, context.seed);
        context.details["newHead"] = true;
    }
    TrainingRows rows = trainingRows(model, context);
    TrainingOptions options = trainingOptions(params);
    askTeachers(inputs, model, rows, options, context);

    const auto sparsity = param<double>(params, "sparsity");
    const double from = param<double>(params, "dense"), to = 1 - param<double>(params, "cooldown");
    const auto state = std::make_shared<Movement>();
    state->pattern = patternOf(params);
    Method method;
    ParameterGroup scores;
    scores.rate = param<double>(params, "scoreRate") / options.learningRate;
    for (const std::string& layer : thinnedLayers(model.architecture)) {
        const std::string name = layer + ".weight";
        at::Tensor score = at::zeros_like(floatMatrix(model.weights, name)).to(context.device);
        score.set_requires_grad(true);
        state->scores[name] = score;
        scores.leaves.push_back(score);
    }
    method.leaves.push_back(std::move(scores));
    state->choose(0, 0);
    method.hooks.weight = [state](const std::string& name, const at::Tensor& weight) {
        const auto score = state->scores.find(name);
        return score == state->scores.end() ? weight : masked(weight, score->second, state->masks.at(name));
    };
    method.beforeStep = [=](double done) {
        const double t = std::clamp((done - from) / std::max(1e-9, to - from), 0.0, 1.0);
        state->choose(sparsity * (1 - std::pow(1 - t, 3)), sparsity);
    };
    method.finish = [state](Checkpoint made) {
        const at::NoGradGuard noGrad;
        for (const auto& [name, mask] : state->masks)
            made.weights[name] = made.weights.at(name) * mask.cpu();
        return made;
    };
    method.settled = to;
    Checkpoint made = train(model, rows, options, context, method);
    context.details["zeros"] = zeroShare(made);
    context.details["simulated"] = "zeros are stored and computed like any other weight: no bytes and no time are saved";
    return made;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return joined(joined({{"sparsity", "Sparsity", ParamType::Number, 0.8, 0.0, 0.99, "fraction", {},
                           "Share of the encoder's weights that becomes zero; a pattern has its own.", true},
                          {"pattern", "Pattern", ParamType::Choice, std::string("anywhere"), {}, {}, "",
                           {"anywhere", "2:4", "4:8"}, "Where zeros may lie; N:M keeps N of M neighbours."},
                          {"scoreRate", "Score rate", ParamType::Number, 1e-2, 1e-6, 10.0, "", {},
                           "Learning rate of the scores."},
                          {"dense", "Dense at first", ParamType::Number, 0.1, 0.0, 0.9, "fraction", {},
                           "Part of the training before the first weight goes."},
                          {"cooldown", "Cool-down", ParamType::Number, 0.4, 0.0, 0.9, "fraction", {},
                           "Part of the training after the last weight went."}},
                         teacherParams(0.7)),
                  trainingParams(6, 5e-5));
}

} // namespace

// Weights that training moves towards zero go: each has a score that sums -w dL/dw, the lowest scores of a
// row are masked, and the share rises on a cubic curve while the model is trained (Sanh et al. 2020,
// section 4). Takes the place of the fine-tuning: a model that is trained already hardly moves, its scores are noise,
// and what goes is anyone's guess.
Stage pruneMovementStage()
{
    return {{.id = "prune.movement",
             .title = "Movement mask",
             .family = recipe::StageFamily::Prune,
             .summary = "Fine-tunes a pre-trained model while weights that move towards zero are masked. Saves nothing on a CPU by itself.",
             .paper = "Sanh et al. 2020, Movement Pruning: Adaptive Sparsity by Fine-Tuning",
             .params = params(),
             .inputs = taughtPorts("The pre-trained model to fine-tune", "Soft labels beside those of the data"),
             .version = 3},
            run, foresee};
}

} // namespace lathe::engine
