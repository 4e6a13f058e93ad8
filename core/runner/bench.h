#pragma once

#include "core/analysis/timing.h"
#include "core/runner/model_facts.h"

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::runner {

struct BenchShape {
    int batch = 1, tokens = 1;
    bool operator==(const BenchShape&) const = default;
};

// "16x128": 16 texts of 128 tokens. Throws Error for anything else.
[[nodiscard]] BenchShape parseShape(std::string_view text);

// What models are timed with: shapes, texts one by one and in batches, or both.
struct BenchRequest {
    std::vector<std::filesystem::path> models;
    std::vector<BenchShape> shapes; // random ids, every text exactly so long
    std::vector<std::string> texts;
    int maxLength = 128; // tokens of a text
    int batch = 32;      // texts of a larger call
    int threads = 0;     // 0: as many as the engine has
};

struct BenchOptions {
    double seconds = 3; // of each model and workload, unless the figures settle earlier
    double precision =
        0.01; // settled: the interval of every median reaches no further than that part of it
    bool profile = false; // afterwards, time every operator of every layer
};

// One model on one workload.
struct BenchFigures {
    std::string workload;
    analysis::Timing call; // of one call, seconds
    double throughput = 0; // texts a second: all texts over the sum of each call's median
    int rounds = 0;        // 0: not measured yet, and nothing but the workload and `macs` is known
    double macs = 0;       // multiplications of one text, on average, that the runtime carries out
    std::optional<double>
        joules; // of one text, all processor packages with all that they do besides
};

// Where the time of one workload goes.
struct OperatorTime {
    int layer = -1;        // -1: before and behind the layers
    std::string operation; // "FFN up, activation"
    double seconds = 0;    // of all threads together, for one text
};

struct BenchModel {
    ModelFacts facts;
    std::string kernels;    // what computed the products
    double openSeconds = 0; // from the folder to the first answer
    std::optional<double>
        peakMemoryBytes; // above an idle process: weights, activations of the largest call, code
    std::vector<BenchFigures> figures; // in the order of the workloads
    std::vector<OperatorTime> profile; // of the last workload, on request
};

struct BenchReport {
    nlohmann::json machine;         // Engine::environment() with the threads that were used
    std::vector<BenchModel> models; // in the order asked for
    // A fixed float32 product (128 x 768 by 768 x 768, LibTorch's own) timed in every round: what a
    // figure may be divided by before it is compared with one of another day or machine.
    analysis::Timing reference;
    std::vector<std::string> warnings; // a busy, hot or slowing machine
};

// Hears what is known so far: when the models are open, and after every round. Must not throw.
using BenchSink = std::function<void(const BenchReport&)>;

// At most `count` texts of a CSV, TSV or JSONL file, evenly spread over their lengths. Throws Error
// for a file that cannot be read or has no text.
[[nodiscard]] std::vector<std::string> readBenchTexts(const std::filesystem::path& file,
                                                      const std::string& textColumn, int count);

// How many times faster than the first model in the median of workload `w`; nothing before both are
// measured.
[[nodiscard]] std::optional<double> fasterThanFirst(const BenchReport& report, size_t model,
                                                    size_t workload);

} // namespace lathe::runner
