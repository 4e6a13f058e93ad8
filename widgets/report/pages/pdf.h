#pragma once

#include "core/report/document.h"

#include <filesystem>

namespace lathe::widgets {

// Writes the report as a PDF of A4 pages; text stays text. Readers see the old file or the new one.
// Throws Error naming the file when it cannot be written. Needs a QGuiApplication; no display.
void writePdf(const report::Document& document, const std::filesystem::path& file);

} // namespace lathe::widgets
