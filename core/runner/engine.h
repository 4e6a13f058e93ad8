#pragma once

#include "core/analysis/predictions.h"
#include "core/base/error.h"
#include "core/base/task.h"
#include "core/data/dataset.h"
#include "core/recipe/plan.h"
#include "core/runner/answers.h"
#include "core/runner/bench.h"
#include "core/runner/model_facts.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace lathe::runner {

// How one model ran beside the others of the same session.
struct SpeedFigures {
    double latencyP50Ms = 0; // batch 1
    double latencyP95Ms = 0;
    double throughput = 0;   // texts a second at MeasureSpec::batch
    std::optional<double> peakMemoryBytes; // weights, activations and code above an idle process
    int rounds = 0;
    std::string kernels; // the kernel that really ran: "Lathe int8 (avx512_vnni)"
    std::optional<analysis::Timing> latency = {}; // seconds of one text; how they are spread
};

// Logits on the splits that quality is computed from.
struct Evaluation {
    analysis::Predictions validation;
    analysis::Predictions test;
    std::vector<double> thresholds; // multilabel: fitted on validation, [classes]; else empty
};

struct ExportRequest; // model_export.h
struct ExportedForm;

// One step of a plan, with everything it depends on.
struct StepRequest {
    std::string stage;
    recipe::Params params; // complete
    std::map<std::string, std::filesystem::path, std::less<>> inputs; // port -> model folder
    const data::DataSet* data = nullptr;
    int maxLength = 128;
    uint64_t seed = 0;
    std::filesystem::path output; // an existing, empty folder to write the new model into
};

// All that the runner asks of the numeric side. The runner knows models as folders only, so its tests
// use a fake engine without torch. Calls come from one thread at a time, throw lathe::Error (or any
// std::exception, which the runner reports as a failure of that step) and Cancelled.
class Engine {
public:
    virtual ~Engine() = default;

    [[nodiscard]] virtual const recipe::StageCatalog& stages() const = 0;

    // Reads config, weight headers and labels. Throws Error for anything that would not run.
    [[nodiscard]] virtual ModelFacts inspect(const std::filesystem::path& model) = 0;

    // SHA-256 over everything in the folder that decides what the model answers.
    [[nodiscard]] virtual std::string fingerprint(const std::filesystem::path& model,
                                                  const Task& task) = 0;

    // What of a plan cannot work on this model, as far as its sizes show; nothing is run.
    [[nodiscard]] virtual std::vector<recipe::Problem> foresee(const recipe::Plan& plan,
                                                               const std::filesystem::path& model)
    {
        (void)plan, (void)model;
        return {};
    }

    // Runs one stage and writes its model folder. What it returns (losses, fitted values, rows used)
    // is kept in the history beside the variant.
    virtual nlohmann::json runStep(const StepRequest& request, const Task& task) = 0;

    [[nodiscard]] virtual Evaluation evaluate(const std::filesystem::path& model, const data::DataSet& data,
                                              int maxLength, const Task& task) = 0;

    // Measures all models in one session, interleaved round by round; one answer per model.
    [[nodiscard]] virtual std::vector<SpeedFigures>
    measureSpeed(const std::vector<std::filesystem::path>& models, const std::vector<std::string>& texts,
                 int maxLength, const recipe::MeasureSpec& spec, const Task& task) = 0;

    // Times models side by side (core/engine/measure/bench.h) and tells `live` after every round what is known so far. Throws Error for models
    // that do not open or have no head, and for shapes or lengths that one of them has no positions for.
    [[nodiscard]] virtual BenchReport bench(const BenchRequest& request, const BenchOptions& options,
                                            const BenchSink& live, const Task& task) = 0;

    // Asks a model about texts, outside of any run. Models stay open between calls as far as memory
    // allows. Throws Error for a model that does not open or has no head.
    [[nodiscard]] virtual Answers answer(const AnswerRequest& request, const Task& task)
    {
        (void)request, (void)task;
        throw Error(ErrorKind::Unsupported, "this engine answers no texts");
    }

    // Writes a model in a form that other programs read. Throws Error where the form cannot hold the model.
    [[nodiscard]] virtual ExportedForm exportModel(const ExportRequest& request, const Task& task);

    // Threads, CPU, library versions: what the history keeps beside every figure.
    [[nodiscard]] virtual nlohmann::json environment() const = 0;
};

} // namespace lathe::runner
