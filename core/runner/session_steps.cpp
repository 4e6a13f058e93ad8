#include "core/runner/session.h"

#include "core/recipe/recipe_file.h"
#include "core/runner/evaluation_file.h"
#include "core/runner/variant_maker.h"

#include <algorithm>

namespace lathe::runner {

namespace fs = std::filesystem;
using nlohmann::json;
using recipe::kSourceStep;
using recipe::Step;

namespace {

constexpr double kStageShare = 0.85; // of a step's progress; the rest is its evaluation

} // namespace

bool Session::computeStep(int index)
{
    const Step& step = m_plan.steps[size_t(index)];
    const recipe::StageInfo& stage = *m_engine.stages().find(step.stage);
    const std::string& hash = m_hashes[size_t(index)];
    const Task whole = task(index);
    json note;
    std::optional<ModelFacts> facts = reusable(step, hash, note);
    const bool reused = facts.has_value();
    if (!reused) {
        note = compute(step, stage, hash, whole.part(0, kStageShare));
        facts = m_engine.inspect(m_cache.folder(hash));
    }
    StepResult& result = m_results[size_t(index)];
    const StepResult& parent = resultOf(step.inputs.at(stage.inputs.front().name));
    result.model = m_cache.folder(hash);
    result.families = parent.families;
    if (std::find(result.families.begin(), result.families.end(), stage.family) ==
        result.families.end())
        result.families.push_back(stage.family);
    result.lineage = parent.lineage.empty() ? step.label : parent.lineage + " → " + step.label;
    facts->name = m_sourceFacts.name; // the folder is called by its hash
    if (classifies(*facts)) {
        Variant v = describeStep(index, stage, parent);
        v.facts = std::move(*facts);
        v.details = {{"seconds", note.at("seconds")}, {"training", note.at("result")}};
        if (!reused)
            v.details["work"] = workJson(m_machine, m_volume, note.at("seconds"), {});
        addVariant(std::move(v), result, result.model, whole.part(kStageShare, 1));
    } else {
        log(LogLine::Level::Warning, fmt::format("{}: the model cannot classify the labels of "
                                                 "the data yet, so it is not measured",
                                                 step.label));
    }
    result.usable = true;
    return reused;
}

std::optional<ModelFacts> Session::reusable(const Step& step, const std::string& hash, json& note)
{
    const auto lookup = m_cache.find(hash, note);
    if (lookup == ArtifactCache::Lookup::Absent)
        return std::nullopt;
    std::string reason = "files are missing or cut off";
    if (lookup == ArtifactCache::Lookup::Found && note.contains("seconds") &&
        note.contains("result")) {
        try {
            return m_engine.inspect(m_cache.folder(hash));
        } catch (const Error& error) { // damaged inside a file of the right length: made again
            reason = error.what();
        }
    }
    log(LogLine::Level::Warning,
        fmt::format("{}: the stored result is damaged and is computed again ({})", step.label,
                    reason));
    m_cache.discard(hash);
    return std::nullopt;
}

json Session::compute(const Step& step, const recipe::StageInfo& stage, const std::string& hash,
                      const Task& task)
{
    const WorkTimer timer(m_pause);
    StagedFolder staged(m_cache.folder(hash));
    StepRequest request;
    request.stage = step.stage;
    request.params = step.params;
    json inputs = json::object();
    for (const auto& [port, from] : step.inputs) {
        request.inputs[port] = resultOf(from).model;
        inputs[port] = from == kSourceStep ? m_sourceHash : m_hashes[size_t(from)];
    }
    request.data = &m_data;
    request.maxLength = m_recipe.maxLength;
    request.seed = m_recipe.seed;
    request.output = staged.path();
    json result = m_engine.runStep(request, task);
    (void)m_engine.inspect(staged.path()); // what does not open is not kept
    json note = {{"formatVersion", 1},         {"stage", step.stage},
                 {"version", stage.version},   {"params", recipe::toJson(step.params)},
                 {"seed", m_recipe.seed},      {"maxLength", m_recipe.maxLength},
                 {"data", m_data.fingerprint}, {"inputs", std::move(inputs)},
                 {"seconds", timer.seconds()}, {"result", std::move(result)}};
    m_cache.store(staged, hash, note);
    return note;
}

Variant Session::describeStep(int index, const recipe::StageInfo& stage,
                              const StepResult& parent) const
{
    const Step& step = m_plan.steps[size_t(index)];
    Variant v;
    v.id = fmt::format("{}-{}", m_runId, index + 1);
    v.parent = parent.variant ? m_outcome.variants[*parent.variant].id : "";
    v.original = v.id;
    // The model port decides; a student made from a model without a head goes by its teacher.
    for (auto port = stage.inputs.rbegin(); port != stage.inputs.rend(); ++port)
        if (const auto from = step.inputs.find(port->name); from != step.inputs.end())
            if (const auto& variant = resultOf(from->second).variant)
                v.original = m_outcome.variants[*variant].original;
    v.node = step.node;
    v.stage = step.stage;
    v.families = m_results[size_t(index)].families;
    v.label = step.label;
    v.lineage = m_results[size_t(index)].lineage;
    v.params = step.params;
    v.model = m_results[size_t(index)].model;
    return v;
}

void Session::addVariant(Variant v, StepResult& result, const fs::path& evaluationFolder,
                         const Task& task)
{
    v.runId = m_runId;
    v.details["data"] = m_data.fingerprint; // tells later whether the files still hold these rows
    addSize(v);
    std::optional<double> seconds;
    addQuality(v, evaluate(v, evaluationFolder, task, seconds), m_data.labels);
    if (const auto work = v.details.find("work"); work != v.details.end() && seconds)
        (*work)["evaluationSeconds"] = *seconds;
    const auto original =
        std::find_if(m_outcome.variants.begin(), m_outcome.variants.end(),
                     [&](const Variant& other) { return other.id == v.original; });
    addAgreement(v, original == m_outcome.variants.end() ? v : *original);
    m_emitter.emit(VariantMeasured{v});
    result.variant = m_outcome.variants.size();
    m_outcome.variants.push_back(std::move(v));
}

std::shared_ptr<const Evaluation> Session::evaluate(const Variant& v, const fs::path& folder,
                                                    const Task& task,
                                                    std::optional<double>& seconds)
{
    const fs::path file = evaluationFile(folder, m_data, m_recipe.maxLength);
    if (fs::exists(file)) {
        try {
            return std::make_shared<const Evaluation>(loadEvaluation(file, m_data));
        } catch (const Error& error) { // made again
            log(LogLine::Level::Warning,
                fmt::format("{}: {}; it is computed again", v.label, error.what()));
        }
    }
    const WorkTimer timer(m_pause);
    auto evaluation = std::make_shared<const Evaluation>(
        m_engine.evaluate(v.model, m_data, m_recipe.maxLength, task));
    saveEvaluation(*evaluation, file);
    seconds = timer.seconds();
    return evaluation;
}

} // namespace lathe::runner
