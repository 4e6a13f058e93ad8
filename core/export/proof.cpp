#include "core/export/proof.h"

#include "core/analysis/agreement.h"
#include "core/analysis/figures.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/process.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace lathe::exports {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr double kProofSeconds = 1800;
constexpr double kTimingSeconds = 4; // as the scripts take: half for texts one by one, half for batches
constexpr int kBatch = 32;
constexpr size_t kTimedTexts = 64;

// A folder for the texts and the answers, removed in the end.
class Scratch {
public:
    Scratch()
    {
        std::string pattern = (fs::temp_directory_path() / "lathe-proof-XXXXXX").string();
        if (!mkdtemp(pattern.data()))
            throw Error(ErrorKind::Failure, fmt::format("no temporary folder can be made in {}", fs::temp_directory_path().string()));
        m_folder = pattern;
    }
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const fs::path& folder() const { return m_folder; }

private:
    fs::path m_folder;
};

std::string linesOf(const std::vector<std::string>& texts)
{
    std::string lines;
    for (const std::string& text : texts)
        lines += json{{"text", text}}.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    return lines;
}

std::vector<float> readLogits(const fs::path& file)
{
    const std::string bytes = readFile(file);
    std::vector<float> logits(bytes.size() / sizeof(float));
    std::memcpy(logits.data(), bytes.data(), logits.size() * sizeof(float));
    return logits;
}

void compare(Proof& proof, const Reference& reference, const Tolerance& tolerance)
{
    const analysis::Predictions& wanted = reference.predictions;
    const double mean = std::accumulate(wanted.logits.begin(), wanted.logits.end(), 0.0) / double(wanted.logits.size());
    double largest = 1, squares = 0, spread = 0;
    bool finite = true;
    for (size_t i = 0; i < wanted.logits.size(); ++i) {
        const double found = proof.predictions.logits[i], logit = wanted.logits[i];
        finite = finite && std::isfinite(found);
        largest = std::max(largest, std::abs(logit));
        proof.largestDifference = std::max(proof.largestDifference, std::abs(found - logit));
        squares += (found - logit) * (found - logit);
        spread += (logit - mean) * (logit - mean);
    }
    proof.typicalDifference = spread > 0 ? std::sqrt(squares / spread) : 0;
    const analysis::Agreement alike = *analysis::agreement({proof.predictions, reference.thresholds}, {wanted, reference.thresholds});
    proof.agreement = alike.decisions;
    const bool isMultilabel = wanted.kind == data::TaskKind::Multilabel;
    const double decisions = double(wanted.rows()) * (isMultilabel ? wanted.classes : 1);
    const double differ = std::round(decisions * (1 - (isMultilabel ? alike.labels : alike.decisions)));
    if (!finite)
        proof.disagreement = "answers that are no numbers";
    else if (proof.largestDifference > tolerance.largest * largest)
        proof.disagreement = fmt::format("logits differ by up to {:.3g}, where {:.3g} is what its arithmetic explains",
                                         proof.largestDifference, tolerance.largest * largest);
    else if (proof.typicalDifference > tolerance.typical)
        proof.disagreement = fmt::format("logits differ by {:.3g} % on the whole, where {:.3g} % is what its arithmetic explains",
                                         100 * proof.typicalDifference, 100 * tolerance.typical);
    else if (differ > std::max(1.0, (1 - tolerance.decisions) * decisions))
        proof.disagreement = fmt::format("{} of {} decisions differ", differ, decisions);
}

std::vector<std::string> textsOf(const Reference& reference)
{
    if (reference.rows.empty())
        throw badInput("there are no texts to prove the export with");
    std::vector<std::string> texts;
    for (const data::Example& row : reference.rows)
        texts.push_back(row.text);
    return texts;
}

} // namespace

Reference referenceOf(runner::Engine& engine, const fs::path& model, std::vector<data::Example> rows, int maxLength, const Task& task)
{
    runner::AnswerRequest request;
    request.model = model;
    request.maxLength = maxLength;
    for (const data::Example& row : rows)
        request.texts.push_back(row.text);
    runner::Answers answers = engine.answer(request, task);
    for (size_t i = 0; i < rows.size(); ++i)
        answers.predictions.truth[i] = rows[i].labels;
    return {std::move(rows), std::move(answers.labels), std::move(answers.thresholds), answers.maxLength, std::move(answers.predictions)};
}

// Above what right exports showed, below what wrong ones did: experiments/export/proofs.md.
Tolerance toleranceOf(Rounding rounding)
{
    switch (rounding) {
    case Rounding::None: return {1e-3, 1e-4, 0.999};
    case Rounding::Halves: return {0.02, 0.005, 0.99};
    case Rounding::ByToken: return {0.2, 0.08, 0.96};
    case Rounding::ByBatch: return {0.4, 0.17, 0.93};
    }
    throw badInput("there is no such rounding");
}

Proof judge(analysis::Predictions found, const Reference& reference, const Tolerance& tolerance)
{
    if (found.logits.size() != reference.predictions.logits.size())
        throw Error(ErrorKind::Failure, fmt::format("the runtime answered {} numbers, not {}", found.logits.size(), reference.predictions.logits.size()));
    Proof proof;
    proof.predictions = std::move(found);
    compare(proof, reference, tolerance);
    if (analysis::isLabelled(proof.predictions))
        proof.metrics = analysis::figuresOf(proof.predictions, reference.thresholds);
    return proof;
}

Proof prove(const fs::path& folder, const RuntimeInfo& runtime, const PythonEnvironments& environments, const Reference& reference,
            const Tolerance& tolerance, int threads, const Task& task)
{
    const Scratch scratch;
    const fs::path texts = scratch.folder() / "texts.jsonl", figures = scratch.folder() / "figures.json";
    writeFile(texts, linesOf(textsOf(reference)));
    task.report(0, fmt::format("{} answers {} texts", runtime.title, reference.rows.size()));
    ProcessRequest request;
    request.command = {environments.python(runtime).string(), fs::absolute(folder / runtime.script).string(), "--prove", texts.string(),
                       "--out", figures.string(), "--threads", std::to_string(threads)};
    request.folder = scratch.folder();
    request.timeoutSeconds = kProofSeconds;
    request.environment = {{"PYTHONDONTWRITEBYTECODE", "1"}, {"PYTHONNOUSERSITE", "1"}, {"HF_HUB_OFFLINE", "1"}};
    const ProcessResult result = runProcess(request, task);
    if (result.exitCode != 0)
        throw Error(ErrorKind::Failure, fmt::format("{} could not run the export:\n{}", runtime.title, result.output.substr(result.output.size() > 2000 ? result.output.size() - 2000 : 0)));
    const json said = readJson(figures);

    analysis::Predictions found = reference.predictions;
    found.logits = readLogits(figures.string() + ".logits");
    Proof proof = judge(std::move(found), reference, tolerance);
    proof.runtime = runtime.key;
    proof.title = said.at("runtime").get<std::string>();
    proof.threads = threads;
    for (const char* key : {"latencyP50Ms", "latencyP95Ms", "throughput"})
        proof.metrics[key] = said.at(key).get<double>();
    task.report(1, {});
    return proof;
}

Proof proveInLathe(runner::Engine& engine, const fs::path& folder, const RuntimeInfo& runtime, const Reference& reference,
                   const Tolerance& tolerance, const Task& task)
{
    std::vector<std::string> texts = textsOf(reference);
    task.report(0, fmt::format("{} answers {} texts", runtime.title, texts.size()));
    analysis::Predictions found = reference.predictions;
    found.logits = engine.answer({folder, texts, reference.maxLength}, task.silent()).predictions.logits;
    Proof proof = judge(std::move(found), reference, tolerance);
    const json machine = engine.environment();
    proof.runtime = runtime.key;
    proof.title = fmt::format("{} {}", runtime.title, machine.value("libtorch", ""));
    proof.threads = machine.value("threads", 1);
    texts.resize(std::min(texts.size(), kTimedTexts));
    recipe::MeasureSpec spec;
    spec.batch = kBatch, spec.secondsPerVariant = kTimingSeconds;
    const runner::SpeedFigures speed = engine.measureSpeed({folder}, texts, reference.maxLength, spec, task.silent()).at(0);
    proof.metrics["latencyP50Ms"] = speed.latencyP50Ms;
    proof.metrics["latencyP95Ms"] = speed.latencyP95Ms;
    proof.metrics["throughput"] = speed.throughput;
    task.report(1, {});
    return proof;
}

} // namespace lathe::exports
