#include "core/engine/measure/logits_of.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/analyze/changes.h"
#include "core/engine/stages/calibration.h"
#include "core/engine/stages/new_head.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace lathe::engine {

namespace {

int64_t bytesOf(const Checkpoint& model)
{
    std::set<const void*> seen; // a tensor that layers share counts once
    int64_t bytes = 0;
    for (const auto& [name, weight] : model.weights)
        if (seen.insert(weight.unsafeGetTensorImpl()).second)
            bytes += int64_t(weight.nbytes());
    return bytes;
}

// How far the answers of changed models are from those of the model itself.
class Yardstick {
public:
    Yardstick(const Checkpoint& model, const recipe::Params& params, const StageContext& context)
        : m_rows(calibrationRows(model, params, context)), m_device(context.device), m_silent(context.task.silent()),
          m_bytes(bytesOf(model))
    {
        m_answers.kind = context.data.labels.kind;
        m_answers.labels = at::empty({0});
        m_answers.alpha = 1;
        m_answers.teacher = logits(model);
        if (!param<bool>(params, "quality"))
            return;
        m_quality.emplace(model, context.data, context.data.validation, context.maxLength, context.device);
        m_figure = m_quality->of(model, m_silent);
    }

    [[nodiscard]] const TrainingRows& rows() const { return m_rows; }

    [[nodiscard]] nlohmann::json of(const Change& change, const Checkpoint& changed) const
    {
        nlohmann::json row{{"layer", change.layer ? nlohmann::json(*change.layer) : nlohmann::json()},
                           {"part", change.part},
                           {"method", change.method},
                           {"kl", std::max(0.0, loss(logits(changed), m_answers).item<double>())},
                           {"bytesSaved", m_bytes - bytesOf(changed)}};
        if (m_quality)
            row["quality"] = m_quality->of(changed, m_silent) - m_figure;
        return row;
    }

private:
    // In double: the divergence of nearly equal answers is the small difference of two large figures.
    [[nodiscard]] at::Tensor logits(const Checkpoint& model) const
    {
        return logitsOf(model, m_rows.ids, m_device, m_silent).to(at::kDouble);
    }

    TrainingRows m_rows;
    at::Device m_device;
    Task m_silent;
    int64_t m_bytes;
    Targets m_answers;
    std::optional<QualityOf> m_quality;
    double m_figure = 0;
};

Checkpoint run(const StageInputs& inputs, const recipe::Params& params, StageContext& context)
{
    const Checkpoint& model = inputs.at("model");
    requireFloat(model, "model");
    requireHead(model, context.data);
    ChangeOptions options{param<bool>(params, "int8"),    param<bool>(params, "int4"),
                          param<bool>(params, "heads"),   param<bool>(params, "ffn"),
                          param<bool>(params, "lowRank"), param<bool>(params, "dropLayer"),
                          param<double>(params, "share")};
    const Yardstick yardstick(model, params, context);
    const Task estimating = context.task.part(0, 0.1), measuring = context.task.part(0.1, 1);
    Importance importance;
    if (options.heads || options.ffn)
        importance = taylorImportance(model, yardstick.rows(), context.with(estimating));
    importance.heads.resize(model.architecture.layers.size());
    importance.ffn.resize(model.architecture.layers.size());

    const at::NoGradGuard noGrad;
    nlohmann::json table = nlohmann::json::array();
    const std::vector<Change> changes = changesOf(model, options, importance, context);
    for (const Change& change : changes) {
        context.task.checkpoint();
        table.push_back(yardstick.of(change, change.apply(model)));
        measuring.report(double(table.size()) / double(changes.size()),
                         change.layer ? fmt::format("{}, {} of layer {}", change.method, change.part, *change.layer + 1)
                                      : fmt::format("{}, {}", change.method, change.part));
    }
    Checkpoint same = model;
    same.sensitivity = table;
    context.details["sensitivity"] = std::move(table);
    context.task.report(1);
    return same;
}

std::vector<recipe::ParamSpec> params()
{
    using recipe::ParamType;
    const auto method = [](const char* key, const char* title, const char* help) {
        return recipe::ParamSpec{key, title, ParamType::Boolean, true, {}, {}, "", {}, help};
    };
    return {
        method("int8", "Int8", "Round attention, FFN, embeddings and head to 8 bits, one after the other."),
        method("int4", "Int4", "Round attention, FFN, embeddings and head to 4 bits in groups of 64."),
        method("heads", "Heads", "Remove the attention heads that the loss misses least, layer by layer."),
        method("ffn", "FFN neurons", "Remove the FFN neurons that the loss misses least, layer by layer."),
        method("lowRank", "Low rank", "Replace output projection, FFN matrices and token table by two factors each."),
        method("dropLayer", "Drop layers", "Remove one whole layer after the other."),
        {"share", "Share", ParamType::Number, 0.5, 0.05, 0.95, "fraction", {},
         "Part of a layer's heads or neurons, or of a matrix's weights, that goes where some of it is removed.", true},
        calibrationParam(256),
        {"quality", "Quality too", ParamType::Boolean, false, {}, {}, "", {},
         "Also measure the validation figure after each change; takes longer the larger the validation split is."},
    };
}

} // namespace

// Changes one part of the model at a time, in one way at a time, and writes down how far the answers move: for
// multiclass mean KL(p || p') over calibration rows, for multilabel mean binary KL over rows and labels, p being
// what the unchanged model says (as Cai et al. 2020 measure it for rounding). Each changed model runs as a user
// would run it. The model itself goes on as it came, the table with it (Checkpoint::sensitivity) for stages that
// choose by it. It and context.details["sensitivity"] are a list of
//   {layer from 0, null for embeddings and head; part; method; kl; bytesSaved; quality, the change of the validation
//    figure, where asked for}
Stage sensitivityStage()
{
    return {{.id = "analyze.sensitivity",
             .title = "Sensitivity",
             .family = recipe::StageFamily::Analyze,
             .summary = "Measures for every layer and part what each way of shrinking it would do; changes nothing.",
             .paper = "Cai et al. 2020, ZeroQ: A Novel Zero Shot Quantization Framework; "
                      "Li et al. 2017, Pruning Filters for Efficient ConvNets",
             .params = params(),
             .inputs = {{"model", recipe::PortKind::Model, true, "The model to look at; it goes on unchanged"}},
             .version = 3},
            run};
}

} // namespace lathe::engine
