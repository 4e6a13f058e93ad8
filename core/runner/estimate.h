#pragma once

#include "core/runner/events.h"

namespace lathe::runner {

// About how many tokens one pass over each part of the data takes: a quarter of a text's bytes and
// two special tokens, at most maxLength. No tokenizer is asked; only ratios of volumes are used.
struct DataVolume {
    double train = 0;
    double evaluated = 0; // validation and test
};
[[nodiscard]] DataVolume volumeOf(const data::DataSet& data, int maxLength);

// Processor, threads and device of Engine::environment(): times compare only where these are equal.
[[nodiscard]] std::string machineKey(const nlohmann::json& environment);

// A step that was computed once, with what its time depended on. Kept as details["work"] of the
// variant that it made.
struct PastStep {
    std::string stage;
    recipe::Params params;
    std::string machine; // machineKey
    DataVolume volume;
    double seconds = 0; // of the stage
    std::optional<double> evaluationSeconds;
    int64_t parametersBefore = 0, parameters = 0; // of the model that went in, and that came out
    int64_t macsBefore = 0, macs = 0;             // a token
    int64_t bytesBefore = 0, bytes = 0;           // of weights
};

[[nodiscard]] nlohmann::json workJson(const std::string& machine, const DataVolume& volume,
                                      double seconds, std::optional<double> evaluationSeconds);
// The steps among a history's variants that were computed, on any machine.
[[nodiscard]] std::vector<PastStep> pastSteps(const std::vector<Variant>& variants);

// Multiplications a token in the layers: the parameters that are no embedding table.
[[nodiscard]] int64_t macsPerToken(const ModelFacts& facts);

struct Seconds {
    double likely = 0, low = 0, high = 0;
};

struct StepEstimate {
    bool cached = false;
    std::optional<Seconds> seconds; // stage and evaluation; none where nothing similar was recorded
    int64_t parameters = 0;         // of the model that comes out, at most
    int64_t macs = 0;               // a token, at most
    int64_t weightBytes = 0;        // at most
    int64_t memoryBytes = 0;        // beside what the program holds already
    int64_t diskBytes = 0;          // artifact and predictions; 0 where cached
};

// What a run will take, as far as it can be said before.
struct Estimate {
    std::vector<StepEstimate> steps; // as in the plan
    int variants = 0;                // measured, the source included where it classifies
    int cached = 0;                  // steps
    int unknown = 0;                 // steps without a time
    Seconds seconds;                 // of the steps that have one, and of measuring speed
    int64_t memoryBytes = 0;         // at the peak
    int memoryStep = -1; // where that is; -1: while measuring speed, all models are open
    int64_t diskBytes = 0;

    // Nothing while a step's time is unknown.
    [[nodiscard]] std::optional<Seconds> wholeSeconds() const;
};

// Pure arithmetic. `cached`: of each step of the plan. Times are scaled from the same stage on that
// machine by tokens x multiplications x epochs, from equal parameters where there are any, and only
// from work between an eighth and eight times as much. Sizes follow the ratios that the same stage
// left before; without one a model is taken to stay as large as it was.
[[nodiscard]] Estimate estimate(const recipe::Recipe& recipe, const recipe::Plan& plan,
                                const recipe::StageCatalog& stages, const ModelFacts& source,
                                const data::DataSet& data, const std::vector<bool>& cached,
                                const std::vector<PastStep>& past, const std::string& machine);

} // namespace lathe::runner
