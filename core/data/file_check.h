#pragma once

#include "core/data/dataset.h"
#include "core/data/table.h"

#include <map>
#include <stop_token>

namespace lathe::data {

// What there is to see of one file before it is used.
struct FileCheck {
    std::string problem; // why it cannot be read at all; empty when it can
    uint64_t bytes = 0;
    std::vector<std::string> columns;
    char separator = 0;       // between fields; 0: JSON lines
    size_t rows = 0;          // without the bad ones
    std::vector<Row> preview; // the first rows, a cell for each of `columns`
    std::vector<BadRow> bad;  // the first of them, by line
    size_t badRows = 0;
    size_t emptyTexts = 0, withoutLabel = 0;
};

// A label that validation or test has and training has not.
struct UnknownLabel {
    std::string name;
    std::string closest; // the label of training that was probably meant; may be empty
    size_t rows = 0;
    std::filesystem::path file; // of its first row
    size_t line = 0;
};

struct DataCheck {
    FileCheck train, validation, test;    // as read by the spec; of no file: empty
    std::string labelColumn;              // the one that is used; empty: none was found
    TaskKind kind = TaskKind::Multiclass; // the spec's, or what the column says
    std::map<std::string, size_t> labels; // of training, with their rows
    std::vector<UnknownLabel> unknown;    // the most frequent first

    [[nodiscard]] bool isUsable() const; // readDataSet would most likely take it
};

inline constexpr size_t kPreviewRows = 12;
inline constexpr size_t kListedRows = 200; // bad ones

// Looks through the files without stopping at what is wrong. Throws Cancelled when asked to stop.
[[nodiscard]] DataCheck checkData(const DataSpec& spec, const std::stop_token& stop);

} // namespace lathe::data
