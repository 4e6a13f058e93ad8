#include "core/engine/torch_engine.h"

#include "core/analysis/thresholds.h"
#include "core/base/error.h"
#include "core/base/system_info.h"
#include "core/engine/export/export_model.h"
#include "core/engine/measure/bench.h"
#include "core/engine/measure/facts.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/measure/speed.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/device.h"
#include "core/engine/model/matrix.h"
#include "core/engine/runtime/kernels/isa.h"
#include "core/engine/runtime/open_models.h"
#include "core/engine/runtime/torch_script_model.h"
#include "core/engine/stages/stage.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <algorithm>
#include <numeric>
#include <torch/version.h>

namespace lathe::engine {

struct TorchEngine::State {
    recipe::StageCatalog catalog;
    at::Device device;
    OpenModels open; // closed before anything else uses memory or measures it
};

namespace {

recipe::StageCatalog makeCatalog()
{
    std::vector<recipe::StageInfo> infos;
    for (const Stage& stage : allStages())
        infos.push_back(stage.info);
    return recipe::StageCatalog(std::move(infos));
}

// Of 4 at most, as a weight is where it is computed with.
double bytesPerWeight(const Checkpoint& model)
{
    double bytes = 0, values = 0;
    for (const auto& [name, weight] : model.weights)
        bytes += double(weight.nbytes());
    for (const auto& [name, shape] : weightShapes(model.architecture))
        values += std::accumulate(shape.begin(), shape.end(), 1.0, std::multiplies<>());
    return std::min(4.0, bytes / values);
}

// The one stage that a program can go through: it needs to know no layer.
constexpr std::string_view kGeneric = "quantize.half";

// What other stages change are layers, and those of a program are not known.
std::vector<recipe::Problem> opaqueProblems(const recipe::Plan& plan, const recipe::StageCatalog& stages)
{
    std::vector<recipe::Problem> problems;
    for (const recipe::Step& step : plan.steps)
        if (step.stage != kGeneric)
            problems.push_back({recipe::Severity::Error, step.node, "",
                                fmt::format("{} works on layers, and those of a TorchScript program are not known: it can be "
                                            "asked, measured and stored in half floats only. Open the Hugging Face folder that "
                                            "the program was made from",
                                            stages.find(step.stage)->title)});
        else if (const auto kept = step.params.find("keepFloat"); kept != step.params.end() && kept->second != recipe::ParamValue(std::string()))
            problems.push_back({recipe::Severity::Error, step.node, "keepFloat",
                                "The layers of a TorchScript program are not known, so none can be kept in float: leave this empty"});
    return problems;
}

runner::Evaluation evaluateProgram(const std::filesystem::path& model, const data::DataSet& data, int maxLength,
                                   const Task& task)
{
    const Classifier classifier(model);
    if (classifier.labels() != data.labels)
        throw badInput("{}: classifies other labels than those of the data", model.string());
    const auto predictions = [&](const std::vector<data::Example>& split) {
        std::vector<const std::string*> texts;
        for (const data::Example& example : split)
            texts.push_back(&example.text);
        analysis::Predictions made = answersOf(classifier, texts, maxLength, task.silent());
        for (size_t i = 0; i < split.size(); ++i)
            made.truth[i] = split[i].labels;
        return made;
    };
    runner::Evaluation evaluation;
    evaluation.validation = predictions(data.validation);
    task.report(0.4);
    evaluation.test = predictions(data.test);
    if (data.labels.kind == data::TaskKind::Multilabel)
        evaluation.thresholds = analysis::fitThresholds(evaluation.validation);
    task.report(1);
    return evaluation;
}

// LibTorch's threads while something is measured; 0 leaves them as they are.
class ThreadCount {
public:
    explicit ThreadCount(int threads)
    {
        if (threads > 0)
            at::set_num_threads(threads);
    }
    ~ThreadCount() { at::set_num_threads(m_before); }
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;

private:
    int m_before = at::get_num_threads();
};

} // namespace

TorchEngine::TorchEngine(int threads, std::string_view device)
    : m_state(std::make_unique<State>(
          State{makeCatalog(), openDevice(device), OpenModels(int64_t(readSystemInfo().memoryBytes / 8))}))
{
    at::set_num_threads(threads > 0 ? threads : readSystemInfo().cores);
}

TorchEngine::~TorchEngine() = default;

const recipe::StageCatalog& TorchEngine::stages() const { return m_state->catalog; }

runner::ModelFacts TorchEngine::inspect(const std::filesystem::path& model)
{
    if (torchScriptIn(model))
        return TorchScriptModel(model, *text::loadTokenizer(model)).facts();
    const Checkpoint checkpoint = loadCheckpoint(model);
    (void)text::loadTokenizer(model);
    return factsOf(checkpoint);
}

std::string TorchEngine::fingerprint(const std::filesystem::path& model, const Task& task)
{
    return engine::fingerprint(model, task);
}

std::vector<recipe::Problem> TorchEngine::foresee(const recipe::Plan& plan, const std::filesystem::path& model)
{
    if (torchScriptIn(model))
        return opaqueProblems(plan, m_state->catalog);
    const Checkpoint source = loadCheckpoint(model);
    return foreseenProblems(plan, source.architecture, m_state->device.is_cuda() ? 0 : readSystemInfo().memoryBytes,
                            bytesPerWeight(source));
}

nlohmann::json TorchEngine::runStep(const runner::StepRequest& request, const Task& task)
{
    m_state->open.clear();
    const auto stage = std::find_if(allStages().begin(), allStages().end(),
                                    [&](const Stage& s) { return s.info.id == request.stage; });
    if (stage == allStages().end())
        throw badInput("there is no stage '{}'", request.stage);
    if (const auto model = request.inputs.find("model");
        request.stage == kGeneric && model != request.inputs.end() && torchScriptIn(model->second)) {
        const bool fp16 = param<std::string>(request.params, "format") == "fp16";
        TorchScriptModel::halve(model->second, fp16 ? at::kHalf : at::kBFloat16, request.output);
        return nlohmann::json::object();
    }
    StageInputs inputs;
    for (const auto& [port, folder] : request.inputs) {
        Checkpoint input = loadCheckpoint(folder);
        if (!stage->takesBlocks)
            input.weights = withoutBlocks(std::move(input.weights));
        inputs.emplace(port, std::move(input));
    }
    nlohmann::json details = nlohmann::json::object();
    StageContext context{*request.data, request.maxLength, request.seed, task,
                         details,       m_state->device,   request.output};
    Checkpoint made = withDeviceErrors(context.device, [&] { return stage->run(inputs, request.params, context); });

    nlohmann::json params = nlohmann::json::object();
    for (const auto& [key, value] : request.params)
        std::visit([&, &name = key](const auto& v) { params[name] = v; }, value);
    made.lineage.push_back({{"stage", request.stage}, {"params", params}, {"seed", request.seed}});
    if (stage->info.family != recipe::StageFamily::Analyze)
        made.sensitivity = nlohmann::json::array(); // was of the weights before
    if (made.labels == request.data->labels && made.labels->kind == data::TaskKind::Multilabel) {
        const QualityOf validation(made, *request.data, request.data->validation, request.maxLength, m_state->device);
        made.thresholds = validation.thresholds(made, task);
    }
    saveCheckpoint(made, request.output);
    return details;
}

runner::Evaluation TorchEngine::evaluate(const std::filesystem::path& model, const data::DataSet& data,
                                         int maxLength, const Task& task)
{
    if (torchScriptIn(model))
        return evaluateProgram(model, data, maxLength, task);
    const Checkpoint checkpoint = loadCheckpoint(model);
    runner::Evaluation evaluation;
    const auto predictions = [&](const std::vector<data::Example>& split) {
        return QualityOf(checkpoint, data, split, maxLength, m_state->device).predictions(checkpoint, task);
    };
    evaluation.validation = predictions(data.validation);
    task.report(0.4);
    evaluation.test = predictions(data.test);
    evaluation.thresholds = checkpoint.thresholds;
    if (data.labels.kind == data::TaskKind::Multilabel && evaluation.thresholds.empty())
        evaluation.thresholds = analysis::fitThresholds(evaluation.validation);
    task.report(1);
    return evaluation;
}

std::vector<runner::SpeedFigures> TorchEngine::measureSpeed(const std::vector<std::filesystem::path>& models,
                                                            const std::vector<std::string>& texts, int maxLength,
                                                            const recipe::MeasureSpec& spec, const Task& task)
{
    m_state->open.clear();
    return engine::measureSpeed(models, texts, maxLength, spec, task);
}

runner::BenchReport TorchEngine::bench(const runner::BenchRequest& request, const runner::BenchOptions& options,
                                       const runner::BenchSink& live, const Task& task)
{
    m_state->open.clear();
    const ThreadCount threads(request.threads);
    runner::BenchReport known;
    known.machine = environment();
    for (const auto& model : request.models)
        known.models.emplace_back().facts = inspect(model);
    const auto complete = [&](runner::BenchReport report) {
        report.machine = known.machine;
        for (size_t m = 0; m < report.models.size(); ++m)
            report.models[m].facts = known.models[m].facts;
        return report;
    };
    std::vector<const std::string*> texts;
    for (const std::string& text : request.texts)
        texts.push_back(&text);
    const auto workloads = [&](const Classifier& classifier) {
        std::vector<Workload> all;
        for (const runner::BenchShape& shape : request.shapes)
            all.push_back(shapeWorkload(shape.batch, shape.tokens, classifier.model().architecture()));
        if (texts.empty())
            return all;
        const std::vector<TokenIds> rows = classifier.tokenize(texts, request.maxLength);
        all.push_back(textWorkload(rows, 1));
        if (request.batch > 1)
            all.push_back(textWorkload(rows, request.batch));
        return all;
    };
    runner::BenchSink sink;
    if (live)
        sink = [&](const runner::BenchReport& report) { live(complete(report)); };
    return complete(engine::bench(request.models, workloads, options, sink, task));
}

runner::Answers TorchEngine::answer(const runner::AnswerRequest& request, const Task& task)
{
    return m_state->open.answer(request, task);
}

runner::ExportedForm TorchEngine::exportModel(const runner::ExportRequest& request, const Task& task)
{
    return engine::exportModel(loadCheckpoint(request.model), request, task);
}

nlohmann::json TorchEngine::environment() const
{
    const SystemInfo info = readSystemInfo();
    return {{"cpu", info.cpu},
            {"cpuFeatures", info.features},
            {"kernelsFor", kernels::toString(kernels::isa())},
            {"cores", info.cores},
            {"threads", at::get_num_threads()},
            {"device", m_state->device.is_cuda() ? "cuda" : "cpu"},
            {"memoryBytes", info.memoryBytes},
            {"system", info.system},
            {"libtorch", TORCH_VERSION},
            {"torchCapability", at::get_cpu_capability()},
            {"lathe", LATHE_VERSION}};
}

analysis::Predictions TorchEngine::predict(const std::filesystem::path& model, const std::vector<std::string>& texts,
                                           int maxLength, const Task& task)
{
    const Classifier classifier(model);
    std::vector<const std::string*> refs;
    for (const std::string& text : texts)
        refs.push_back(&text);
    return answersOf(classifier, refs, maxLength, task);
}

TorchEngine::Decision TorchEngine::decision(const std::filesystem::path& model)
{
    if (torchScriptIn(model))
        return {TorchScriptModel(model, *text::loadTokenizer(model)).labels(), {}};
    const Checkpoint checkpoint = loadCheckpoint(model);
    if (!checkpoint.labels)
        throw Error(ErrorKind::BadInput, fmt::format("{}: the model has no classification head", model.string()),
                    "Fine-tune it first");
    return {*checkpoint.labels, checkpoint.thresholds};
}

} // namespace lathe::engine
