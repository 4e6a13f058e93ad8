#pragma once

#include "core/analysis/metric_info.h"
#include "core/analysis/predictions.h"
#include "core/export/python.h"
#include "core/runner/engine.h"

namespace lathe::exports {

// Texts, and what the model itself says to them.
struct Reference {
    std::vector<data::Example> rows; // of the test split
    data::LabelSet labels;
    std::vector<double> thresholds;
    int maxLength = 128;                // tokens of a text
    analysis::Predictions predictions = {}; // of Lathe, with the truth
};

// Asks the engine for the answers to the rows; labels, thresholds and length become what the model has.
[[nodiscard]] Reference referenceOf(runner::Engine& engine, const std::filesystem::path& model, std::vector<data::Example> rows,
                                    int maxLength, const Task& task);

// What of the arithmetic differs between Lathe and another runtime.
enum class Rounding {
    None,    // floats, in another order
    Halves,  // weights of 16 bits
    ByToken, // inputs of products are rounded to 8 bits, each token's by themselves, here or there
    ByBatch  // there with one range for all tokens of a batch
};

// How far another runtime may be from Lathe before its export counts as wrong.
struct Tolerance {
    double largest;   // difference of a logit, beside the largest logit
    double typical;   // Proof::typicalDifference
    double decisions; // part that is alike, of the rows or, multilabel, of all labels of all rows; one may always differ
};
[[nodiscard]] Tolerance toleranceOf(Rounding rounding);

// What a runtime makes of an export, beside what Lathe makes of the model.
struct Proof {
    std::string runtime; // key: "onnxruntime"
    std::string title;   // with its version: "ONNX Runtime 1.32.0"
    analysis::Predictions predictions; // of the runtime
    double largestDifference = 0;      // of a logit
    double typicalDifference = 0;      // of all logits, root mean square, beside how far the logits of Lathe spread about their mean
    double agreement = 0;              // part of the rows with the same decision
    analysis::Metrics metrics;         // quality, latency, throughput, size
    int threads = 0;
    std::string disagreement; // why the export counts as wrong; empty: it agrees
};

// What the answers of a runtime show: differences, decisions, quality, and whether they are the model's.
[[nodiscard]] Proof judge(analysis::Predictions found, const Reference& reference, const Tolerance& tolerance);

// Runs the export of a folder (export_model.h) in one of its runtimes, whose environment is ready. Throws Error when the
// script fails, Cancelled.
[[nodiscard]] Proof prove(const std::filesystem::path& folder, const RuntimeInfo& runtime, const PythonEnvironments& environments,
                          const Reference& reference, const Tolerance& tolerance, int threads, const Task& task);

// The same in LibTorch, which is part of Lathe: the file is opened as any model of its kind is.
[[nodiscard]] Proof proveInLathe(runner::Engine& engine, const std::filesystem::path& folder, const RuntimeInfo& runtime,
                                 const Reference& reference, const Tolerance& tolerance, const Task& task);

// The same through OpenVINO's C++ library (openvino.h).
[[nodiscard]] Proof proveInOpenVino(const std::filesystem::path& folder, const RuntimeInfo& runtime, const Reference& reference,
                                    const Tolerance& tolerance, int threads, const Task& task);

} // namespace lathe::exports
