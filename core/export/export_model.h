#pragma once

#include "core/export/formats.h"
#include "core/export/proof.h"
#include "core/export/python.h"
#include "core/runner/engine.h"

namespace lathe::exports {

// What to export, and how far to go for the proof.
struct ExportOrder {
    std::filesystem::path model;
    const FormatInfo* format = nullptr;
    bool halves = false;          // float32 matrices become float16, where the format takes them
    std::filesystem::path folder; // absent or empty: the export will be there; NAME.zip: as one zip file with a folder NAME in it
    std::string name = {};        // of the model, for its card; empty: what its config says
    nlohmann::json card = nlohmann::json::object(); // further figures for the card: {"recipe": ..., "parent": ...}
    Reference reference = {};     // rows may be absent: then nothing can be proven
    bool verify = false;          // run it in its runtimes
    bool allowPython = false;     // make Python environments that are missing
    PythonEnvironments python = PythonEnvironments();
};

struct Exported {
    std::filesystem::path folder;   // or zip file
    int64_t modelBytes = 0;         // of the model's own files
    bool halves = false;            // float32 matrices were written as float16
    std::vector<std::string> notes; // sentences that one should know
    std::vector<Proof> proofs;      // of every runtime that it was run in
    std::vector<std::string> runtimes = {}; // that it brings a script for: those of the format that can open this model
};

// Why nothing can be exported into this folder or zip file, with the remedy; empty: it can.
[[nodiscard]] std::string whyNotInto(const std::filesystem::path& folder);

// Makes the folder: the model, its tokenizer, labels and thresholds (bundle.json), answers to compare with
// (examples.jsonl), scripts with pinned requirements, a model card and checksums. It is made beside its place and then
// renamed, so nothing half-made stays. An export that its runtime answers otherwise is made all the same, and says so in
// its proof. Throws Error: the format cannot hold the model, the folder is not empty, a runtime that is needed is not
// there and may not be installed.
[[nodiscard]] Exported exportModel(runner::Engine& engine, const ExportOrder& order, const Task& task);

} // namespace lathe::exports
