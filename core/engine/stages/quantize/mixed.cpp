#include "core/engine/measure/logits_of.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/analyze/sensitivity_table.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/quantize/mixed_plan.h"
#include "core/engine/stages/quantize/quantize_layers.h"
#include "core/engine/stages/training/losses.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

namespace lathe::engine {

namespace {

constexpr std::array<const char*, 3> kForms{"float", "int8", "int4"};

// A model of whose parts each can be had in three forms.
class MixedModel {
public:
    MixedModel(const Checkpoint& model, const recipe::Params& params, const StageContext& context) : m_model(model)
    {
        const auto kept = param<std::string>(params, "keepFloat");
        if (param<bool>(params, "embeddings"))
            for (const char* table : {"embeddings.token", "embeddings.position"})
                if (hasMatrix(model.weights, table) && !isListed(kept, table))
                    add("embeddings", table);
        for (const std::vector<std::string>& layers : layerGroups(model.architecture, params))
            for (const std::string& layer : layers)
                add(layer.substr(0, layer.rfind('.')), layer + ".weight");
        for (const int form : {0, 1, 2}) {
            Tensors rounded = model.weights;
            const Rounding how{form == 2 ? Storage::Int4 : Storage::Int8, param<int64_t>(params, "group"),
                               param<bool>(params, "search")};
            for (MixedPart& part : m_parts)
                for (const std::string& matrix : part.matrices) {
                    context.task.checkpoint();
                    if (form > 0)
                        roundMatrix(rounded, matrix, matrix == "embeddings.position" ? Rounding{} : how, context);
                    for (const std::string& name : namesOfMatrix(matrix))
                        if (const auto found = rounded.find(name); found != rounded.end())
                            part.bytes[size_t(form)] += double(found->second.nbytes());
                }
            m_weights[size_t(form)] = std::move(rounded);
        }
    }

    [[nodiscard]] std::vector<MixedPart>& parts() { return m_parts; }

    // The model with each part in the form given for it.
    [[nodiscard]] Checkpoint with(const std::vector<int>& forms) const
    {
        Checkpoint made = m_model;
        for (size_t i = 0; i < m_parts.size(); ++i)
            for (const std::string& matrix : m_parts[i].matrices) {
                eraseMatrix(made.weights, matrix);
                const Tensors& from = m_weights[size_t(forms[i])];
                for (const std::string& name : namesOfMatrix(matrix))
                    if (const auto found = from.find(name); found != from.end())
                        made.weights[name] = found->second;
            }
        return made;
    }

private:
    void add(const std::string& part, const std::string& matrix)
    {
        if (m_parts.empty() || m_parts.back().name != part)
            m_parts.push_back({part, {}, {}, {}});
        m_parts.back().matrices.push_back(matrix);
    }

    const Checkpoint& m_model;
    std::vector<MixedPart> m_parts;
    std::array<Tensors, 3> m_weights;
};

// The divergence of the answers on the rows from the float model's, for every part in either small form.
void measure(MixedModel& model, const TrainingRows& rows, const StageContext& context)
{
    const Task silent(context.task.stopToken());
    std::vector<int> forms(model.parts().size(), 0);
    Targets targets;
    targets.kind = context.data.labels.kind;
    targets.labels = at::empty({0});
    targets.alpha = 1;
    targets.teacher = logitsOf(model.with(forms), rows.ids, at::kCPU, silent);
    for (size_t i = 0; i < forms.size(); ++i) {
        for (const int form : {1, 2}) {
            forms[i] = form;
            const at::Tensor logits = logitsOf(model.with(forms), rows.ids, at::kCPU, silent);
            model.parts()[i].divergence[size_t(form)] = loss(logits, targets).item<double>();
        }
        forms[i] = 0;
        context.task.report(double(i + 1) / double(forms.size()), model.parts()[i].name);
    }
}

// Whether analyze.sensitivity rounds parts in the way that is asked for here.
bool asMeasured(const recipe::Params& params)
{
    return param<int64_t>(params, "group") == Rounding{}.group && param<bool>(params, "search") &&
           param<std::string>(params, "keepFloat").empty();
}

// The same from a table that the model brings along, if it has every part.
bool takeMeasured(std::vector<MixedPart>& parts, const Checkpoint& model)
{
    std::vector<MixedPart> filled = parts;
    for (MixedPart& part : filled) {
        std::optional<int> layer;
        std::string_view name = part.name;
        if (name.starts_with("layers.")) {
            layer = std::atoi(part.name.c_str() + std::string_view("layers.").size());
            name = name.substr(name.rfind('.') + 1);
        }
        for (const int form : {1, 2}) {
            const std::optional<double> kl = measuredDivergence(model, layer, name, kForms[size_t(form)]);
            if (!kl)
                return false;
            part.divergence[size_t(form)] = *kl;
        }
    }
    parts = std::move(filled);
    return true;
}

nlohmann::json tableOf(const std::vector<MixedPart>& parts, const std::vector<int>& forms)
{
    nlohmann::json table = nlohmann::json::array();
    for (size_t i = 0; i < parts.size(); ++i) {
        nlohmann::json row{{"part", parts[i].name}, {"choice", kForms[size_t(forms[i])]}};
        for (size_t form = 0; form < 3; ++form) {
            row["bytes"][kForms[form]] = int64_t(parts[i].bytes[form]);
            row["divergence"][kForms[form]] = parts[i].divergence[form];
        }
        table.push_back(row);
    }
    return table;
}

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const at::NoGradGuard noGrad;
    const Checkpoint& start = inputs.at("model");
    requireFloat(start, "model");
    requireHead(start, context.data);
    const Task measuring = context.task.part(0, 0.8), choosing = context.task.part(0.8, 1);
    MixedModel model(start, params, context);
    const bool known = asMeasured(params) && takeMeasured(model.parts(), start);
    if (!known)
        measure(model, calibrationRows(start, params, context), context.with(measuring));

    const std::vector<MixedMove> moves = greedyMoves(model.parts());
    const QualityOf validation(start, context.data, context.data.validation, context.maxLength);
    const double whole = validation.of(start, choosing), budget = param<double>(params, "budget");
    const auto pointsLost = [&](size_t count) {
        return 100 * (whole - validation.of(model.with(formsAfter(moves, count, model.parts().size())), choosing));
    };
    // As many moves as the budget bears; more of them are taken to cost more.
    size_t fits = 0, tooMany = moves.size() + 1;
    double lost = 0;
    for (size_t count = moves.size(); tooMany - fits > 1; count = (fits + tooMany) / 2) {
        if (const double own = pointsLost(count); own <= budget)
            fits = count, lost = own;
        else
            tooMany = count;
        choosing.report(1 - double(tooMany - fits) / double(moves.size() + 1), "choosing what the budget bears");
    }
    const std::vector<int> forms = formsAfter(moves, fits, model.parts().size());
    context.details["parts"] = tableOf(model.parts(), forms);
    context.details["pointsLost"] = lost;
    context.details["measuredBy"] = known ? "analyze.sensitivity" : "quantize.mixed";
    context.task.report(1);
    return model.with(forms);
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    return {{"budget", "Budget", ParamType::Number, 1.0, 0.0, 100.0, "points", {},
             "Validation quality (accuracy or micro-F1) that may be lost.", true},
            groupParam(),
            searchParam(),
            {"embeddings", "Embeddings too", ParamType::Boolean, true, {}, {}, "", {},
             "Whether the embedding tables are a part to choose for; in small models they are half of the bytes."},
            calibrationParam(256),
            keepFloatParam()};
}

} // namespace

// Gives each part of the model the storage it can bear: float, int8 or int4 groups. A part's sensitivity is the
// Kullback-Leibler divergence of the model's answers on calibration texts when only that part is rounded (as the
// perturbation in Dong et al. 2019, measured instead of estimated by the Hessian); a table that analyze.sensitivity
// left with the model is used instead of measuring again where it rounds alike: groups of 64, scales searched,
// nothing kept in float. From all float, the moves with
// the most bytes saved per divergence are taken one after the other; how many is found by halving, each time
// measuring the real packed model on validation, so that the loss stays within the budget. Parts are the
// attention and the FFN of each layer, the embedding tables and the head's dense layer.
Stage quantizeMixedStage()
{
    return {{.id = "quantize.mixed",
             .title = "Mixed precision",
             .family = recipe::StageFamily::Quantize,
             .summary = "Chooses float, int8 or int4 for each part by measured sensitivity, within a quality budget.",
             .paper = "Dong et al. 2019, HAWQ: Hessian AWare Quantization of Neural Networks with Mixed-Precision",
             .params = params(),
             .inputs = modelPort()},
            run, sizesWithKept};
}

} // namespace lathe::engine
