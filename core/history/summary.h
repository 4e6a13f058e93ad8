#pragma once

#include "core/recipe/recipe.h"
#include "core/runner/events.h"

#include <memory>

namespace lathe::history {

struct RunRow {
    std::string id;
    std::string name;    // of the recipe
    std::string started; // "2026-11-23T16:05:12Z"
    std::string ended;   // empty while running or when interrupted
    runner::RunState state = runner::RunState::Running;
    std::string error;
    uint64_t seed = 0;
    int variants = 0;
    double seconds = 0;
};

// What people add to a run or a variant.
struct Mark {
    bool isStarred = false;
    std::vector<std::string> tags; // sorted, each once, none empty
    std::string note;

    bool operator==(const Mark&) const = default;
};

// "prod,  old, prod" as sorted tags.
[[nodiscard]] std::vector<std::string> tagsFrom(std::string_view commaSeparated);

struct RunSummary : RunRow {
    std::string model;                                 // the recipe's source folder
    std::string data;                                  // the file it trains on
    std::shared_ptr<const nlohmann::json> environment; // shared by the runs of one machine
    Mark mark;
};

// A variant as lists need it: no layers, details, curves or predictions.
struct VariantSummary {
    size_t run = 0; // index in Summary::runs
    std::string id, parent, original;
    std::string node, stage; // as in runner::Variant
    std::vector<recipe::StageFamily> families;
    std::string label, lineage;
    std::shared_ptr<const recipe::Params> params; // shared by variants of equal ones
    std::string model;                            // folder
    std::string base;                             // what its model is called
    std::string task;                             // "multiclass", "multilabel"; empty: no head
    std::string storage, compute, kernels, warning;
    std::string runtime;         // where another one than Lathe's own answered
    std::string disagreement;    // why its answers count as wrong there; empty: they agree
    std::vector<double> figures; // [Summary::metrics], NaN where it was not measured
    Mark mark;
};

struct Summary {
    std::vector<RunSummary> runs;         // newest first
    std::vector<VariantSummary> variants; // those of a run together, in the order of `runs`
    std::vector<std::string> metrics;     // keys that any variant has, sorted
};

} // namespace lathe::history
