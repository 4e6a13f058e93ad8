#include "core/engine/stages/rounds.h"

#include "core/base/error.h"
#include "core/engine/stages/new_head.h"

#include <algorithm>
#include <cmath>

namespace lathe::engine {

std::vector<Round> schedule(double strength, int rounds, const std::string& curve)
{
    std::vector<Round> list;
    double gone = 0;
    for (int i = 1; i <= rounds; ++i) {
        const double t = double(i) / rounds;
        const double now = i == rounds        ? strength
                           : curve == "cubic" ? strength * (1 - std::pow(1 - t, 3))
                                              : strength * t;
        list.push_back({now, gone < 1 ? (now - gone) / (1 - gone) : 0});
        gone = now;
    }
    return list;
}

double recoveryShare(size_t round, size_t rounds)
{
    return rounds == 1 ? 1 : round + 1 == rounds ? 0.5 : 0.5 / double(rounds - 1);
}

std::vector<recipe::ParamSpec> scheduleParams()
{
    using recipe::ParamType;
    return {
        {"rounds",
         "Rounds",
         ParamType::Integer,
         int64_t(1),
         1,
         100,
         "rounds",
         {},
         "1 removes everything at once; more remove it step by step, with a part of the recovery "
         "after each."},
        {"curve",
         "Curve",
         ParamType::Choice,
         std::string("linear"),
         {},
         {},
         "",
         {"linear", "cubic"},
         "How the strength grows over the rounds; cubic takes most away in the first ones."},
    };
}

Checkpoint removeInRounds(const StageInputs& inputs, const recipe::Params& params, double strength,
                          const Removal& removal, StageContext& context)
{
    Checkpoint model = inputs.at("model");
    requireFloat(model, "model");
    TrainingOptions options = trainingOptions(params);
    if (removal.asksModel || options.epochs > 0)
        requireHead(model, context.data);
    const std::vector<Round> rounds =
        schedule(strength, param<int>(params, "rounds"), param<std::string>(params, "curve"));
    const bool recovers = options.epochs > 0;
    const double epochs = options.epochs;
    TrainingRows rows; // with what the teachers say, which no round changes
    if (recovers) {
        rows = trainingRows(model, context);
        askTeachers(inputs, model, rows, options, context);
    }
    double gone = 0; // epochs
    nlohmann::json curve = nlohmann::json::array();
    for (size_t i = 0; i < rounds.size(); ++i) {
        const double from = double(i) / double(rounds.size()),
                     to = double(i + 1) / double(rounds.size());
        const double middle = from + (to - from) * (recovers ? 0.15 : 1);
        const Task cutting = context.task.part(from, middle),
                   training = context.task.part(middle, to);
        StageContext cutContext = context.with(cutting), trainContext = context.with(training);
        model = removal.cut(model, rounds[i], cutContext);
        cutting.report(1);
        if (!recovers)
            continue;
        TrainingOptions own = options;
        own.epochs = epochs * recoveryShare(i, rounds.size());
        own.decays = i + 1 == rounds.size();
        model =
            train(model, rows, own, trainContext, removal.hold ? removal.hold(model) : Method{});
        for (nlohmann::json point : context.details["curve"]) {
            point["epoch"] = point["epoch"].get<double>() + gone;
            point["strength"] = rounds[i].strength;
            curve.push_back(point);
        }
        gone += own.epochs;
    }
    if (recovers)
        context.details["curve"] = curve;
    return model;
}

std::vector<recipe::PortSpec> recoveryPorts()
{
    using recipe::PortKind;
    return {{"model", PortKind::Model, true, "The fine-tuned model to shrink"},
            {"teacher", PortKind::Teacher, false, "Soft labels during recovery"},
            {"teacher2", PortKind::Teacher, false, "Another teacher; their logits are averaged"},
            {"teacher3", PortKind::Teacher, false, "Another teacher"}};
}

} // namespace lathe::engine
