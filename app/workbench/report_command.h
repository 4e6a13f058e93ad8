#pragma once

#include <QCommandLineParser>

namespace lathe {

// The options of `lathe --report`.
void addReportOptions(QCommandLineParser& options);

// Writes the report that the options ask for, without a window or a display; PDF, or HTML where the
// file's name ends in .html. Throws Error.
void writeReport(const QCommandLineParser& options);

} // namespace lathe
