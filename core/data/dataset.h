#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::data {

enum class TaskKind { Multiclass, Multilabel };

[[nodiscard]] std::string_view toString(TaskKind kind); // "multiclass", "multilabel"

struct Example {
    std::string text;
    std::vector<int> labels; // indices into LabelSet::names, ascending; multiclass has exactly one;
                             // empty where the file has no label
};

struct LabelSet {
    TaskKind kind = TaskKind::Multiclass;
    std::vector<std::string> names; // in the order of the model's outputs

    [[nodiscard]] std::optional<int> indexOf(std::string_view name) const;
    bool operator==(const LabelSet&) const = default;
};

// What to read and how. Kept in the recipe.
struct DataSpec {
    std::filesystem::path train;
    std::filesystem::path validation; // empty: sampled from train, stratified, with the seed
    std::filesystem::path test;       // empty: sampled likewise
    std::string textColumn = "text";
    std::string labelColumn;          // empty: "label", else "labels"
    std::string labelSeparator = "|"; // between the labels of a multilabel cell
    std::optional<TaskKind>
        kind; // absent: multilabel if the column is named "labels" or holds lists
    std::filesystem::path unlabelled; // texts without labels, for distillation; may be empty
    bool dropUnknownLabels = false;   // multilabel: labels that never occur in train are left out, and
                                      // noted, instead of being an error
    double validationFraction = 0.1; // of train, for each split that is sampled; 0 < f < 0.5

    bool operator==(const DataSpec&) const = default;
};

struct DataSet {
    LabelSet labels;
    std::vector<Example> train, validation, test;
    std::vector<std::string> unlabelled; // texts for distillation
    std::string fingerprint; // SHA-256 of everything above; equal data sets have equal fingerprints
    std::vector<std::string>
        notes; // what a user should know: sampled splits, duplicates dropped, ...
};

// Reads all splits. The label set is that of the training split, sorted by name; a label that
// occurs only elsewhere is an error with file and line, unless the spec drops those. The same spec and seed give the same data
// set. Sampled splits are stratified, and rows with the same text stay in one split. Rows with an
// empty text are kept, since every row of a file must get its answer; notes count them. Throws
// Error naming file, line and column.
[[nodiscard]] DataSet readDataSet(const DataSpec& spec, uint64_t seed);

// Gives the labels the order that a model has them in, when they are the same ones; otherwise changes
// nothing. The fingerprint follows.
void adoptOrder(DataSet& set, const LabelSet& model);

// Reads one file against a known label set, as `predict` and `evaluate` do. The label column may be
// absent when labelsRequired is false; rows then have no labels, and neither has a row whose label
// is empty or unknown. Otherwise an unknown label, or an empty one of a multiclass row, is an
// error.
[[nodiscard]] std::vector<Example> readExamples(const std::filesystem::path& file,
                                                const DataSpec& spec, const LabelSet& labels,
                                                bool labelsRequired);

} // namespace lathe::data
