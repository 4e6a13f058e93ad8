#pragma once

#include "core/data/dataset.h"

#include <QStringList>

#include <filesystem>
#include <vector>

namespace lathe::widgets {

// Texts of a file, for models to answer.
struct BatchFile {
    std::filesystem::path file;
    std::vector<std::string> texts;
    std::vector<QStringList>
        expected; // the labels of each text by name, sorted; none where the file has no labels

    [[nodiscard]] bool isLabelled() const { return !expected.empty(); }
};

// Reads a TSV, CSV or JSONL file with the columns of the spec, or a .txt file of one text a line.
// A file without the text column is read by its only column. Throws Error naming file and line.
[[nodiscard]] BatchFile readBatch(const std::filesystem::path& file, data::DataSpec spec);

} // namespace lathe::widgets
