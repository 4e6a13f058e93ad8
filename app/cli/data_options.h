#pragma once

#include "core/data/dataset.h"

#include <CLI/App.hpp>

namespace lathe::cli {

// A model, a file of texts and how to read it: what `evaluate` and `predict` share.
struct DataOptions {
    std::filesystem::path model;
    std::filesystem::path data;
    data::DataSpec spec;
    int maxLength = 128;
    int threads = 0;

    void addTo(CLI::App& verb)
    {
        verb.add_option("--model", model, "Model folder with a classification head")->required();
        verb.add_option("--data", data, "CSV, TSV or JSONL file")->required();
        verb.add_option("--max-length", maxLength, "Tokens per text, special ones included")
            ->check(CLI::Range(3, 1 << 20))
            ->capture_default_str();
        verb.add_option("--text-column", spec.textColumn, "Column of the text")
            ->capture_default_str();
        verb.add_option("--label-column", spec.labelColumn,
                        "Column of the labels (default: label, else labels)");
        verb.add_option("--separator", spec.labelSeparator,
                        "Between the labels of a multilabel cell")
            ->capture_default_str();
        verb.add_option("--threads", threads, "Threads of LibTorch (default: one per core)")
            ->check(CLI::Range(1, 1024));
    }
};

[[nodiscard]] inline std::vector<std::string> textsOf(const std::vector<data::Example>& examples)
{
    std::vector<std::string> texts;
    for (const data::Example& example : examples)
        texts.push_back(example.text);
    return texts;
}

} // namespace lathe::cli
