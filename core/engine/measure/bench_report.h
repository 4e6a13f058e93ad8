#pragma once

#include "core/analysis/timing.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lathe::engine {

// What models are timed with: shapes, texts one by one and in batches, or both.
struct BenchRequest {
    std::vector<std::filesystem::path> models;
    struct Shape {
        int batch = 1, tokens = 1;
    };
    std::vector<Shape> shapes;      // random ids, every text exactly so long
    std::vector<std::string> texts;
    int maxLength = 128;            // tokens of a text
    int batch = 32;                 // texts of a larger call
};

struct BenchOptions {
    double seconds = 3;      // of each model and workload, unless the figures settle earlier
    double precision = 0.01; // settled: the interval of every median reaches no further than that part of it
    bool profile = false;    // afterwards, time every operator of every layer
};

// One model on one workload.
struct BenchFigures {
    std::string workload;
    analysis::Timing call;    // of one call, seconds
    double throughput = 0;    // texts a second: all texts over the sum of each call's median
    int rounds = 0;
    double macs = 0;          // multiplications of one text, on average, that the runtime carries out
    std::optional<double> joules; // of one text, all processor packages with all that they do besides
};

// Where the time of one workload goes.
struct OperatorTime {
    int layer = -1;         // -1: before and behind the layers
    std::string operation;  // "FFN up, activation"
    double seconds = 0;     // of all threads together, for one text
};

struct BenchModel {
    std::string kernels;           // what computed the products
    double openSeconds = 0;        // from the folder to the first answer
    std::optional<double> peakMemoryBytes; // above an idle process: weights, activations of the largest call, code
    std::vector<BenchFigures> figures;     // in the order of the workloads
    std::vector<OperatorTime> profile;     // of the last workload, on request
};

struct BenchReport {
    std::vector<BenchModel> models;
    // A fixed float32 product (128 x 768 by 768 x 768, LibTorch's own) timed in every round: what a figure
    // may be divided by before it is compared with one of another day or machine.
    analysis::Timing reference;
    std::vector<std::string> warnings; // a busy, hot or slowing machine
};

} // namespace lathe::engine
