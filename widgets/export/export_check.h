#pragma once

#include "core/export/formats.h"

#include <QString>

#include <filesystem>

namespace lathe::widgets {

// What only the disk knows about an export that is being set up. Not for the user interface's thread.
struct ExportCheck {
    std::filesystem::path folder;     // to write into
    QString whyNot;                   // why nothing can be written there; empty: it can
    std::vector<std::string> missing; // keys of runtimes that are not ready
};

// `isFree`: the folder may become another beside it, where it is taken: "name-2".
[[nodiscard]] ExportCheck checkExport(const exports::FormatInfo& format, std::filesystem::path folder, bool isFree);

} // namespace lathe::widgets
