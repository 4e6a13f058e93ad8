#pragma once

#include "core/data/dataset.h"
#include "core/engine/torch_engine.h"

#include <CLI/App.hpp>
#include <stop_token>

namespace lathe::cli {

// A model, a file of texts and how to read it: what `evaluate` and `predict` share.
struct DataOptions {
    std::filesystem::path model;
    std::filesystem::path data;
    data::DataSpec spec;
    int maxLength = 0; // 0 when not given
    int threads = 0;

    void addTo(CLI::App& verb)
    {
        verb.add_option("--model", model, "Model folder with a classification head")->required();
        verb.add_option("--data", data, "CSV, TSV or JSONL file")->required();
        verb.add_option("--max-length", maxLength,
                        "Tokens per text, special ones included (default: 128, or as many as "
                        "the model takes when those are fewer)")
            ->check(CLI::Range(3, 1 << 20));
        verb.add_option("--text-column", spec.textColumn, "Column of the text")
            ->capture_default_str();
        verb.add_option("--label-column", spec.labelColumn,
                        "Column of the labels (default: label, else labels)");
        verb.add_option("--separator", spec.labelSeparator,
                        "Between the labels of a multilabel cell")
            ->capture_default_str();
        verb.add_flag("--drop-unknown-labels", spec.dropUnknownLabels,
                      "Multilabel: leave out labels that the model does not have");
        verb.add_option("--threads", threads, "Threads of LibTorch (default: one per core)")
            ->check(CLI::Range(1, 1024));
    }
};

// The model's logits for the examples, in their order, with a progress line meanwhile. Throws Error
// when the model answers with anything but finite numbers.
[[nodiscard]] analysis::Predictions predictionsOf(engine::TorchEngine& engine,
                                                  const DataOptions& options,
                                                  const std::vector<data::Example>& examples,
                                                  const std::stop_token& stop);

} // namespace lathe::cli
