#include "widgets/export/export_check.h"

#include "core/export/export_model.h"
#include "core/export/zip_file.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <fmt/format.h>

#include <unistd.h>

namespace lathe::widgets {

namespace {

namespace fs = std::filesystem;

QString translated(const char* text)
{
    return QCoreApplication::translate("ExportCheck", text);
}

// The deepest folder on the way that exists must let new ones be made.
QString whyNotBelow(fs::path folder)
{
    std::error_code unreadable;
    while (!fs::exists(folder, unreadable) && folder.has_relative_path())
        folder = folder.parent_path();
    if (!fs::is_directory(folder, unreadable))
        return translated("%1 is a file. Choose a new folder.").arg(toQString(folder));
    if (::access(folder.c_str(), W_OK) != 0)
        return translated("%1 cannot be written to. Choose another folder.").arg(toQString(folder));
    return {};
}

} // namespace

ExportCheck checkExport(const exports::FormatInfo& format, fs::path folder, bool isFree)
{
    constexpr int kMost = 999;
    ExportCheck check;
    std::string why = exports::whyNotInto(folder);
    for (int i = 2; isFree && !why.empty() && i <= kMost; ++i) {
        fs::path next = folder;
        const bool isZip = exports::isZipFile(folder);
        if (isZip)
            next.replace_extension();
        next += fmt::format("-{}{}", i, isZip ? ".zip" : "");
        if (why = exports::whyNotInto(next); why.empty())
            folder = next;
    }
    check.whyNot = why.empty() ? whyNotBelow(folder) : saidMessage(why);
    check.folder = std::move(folder);
    const exports::PythonEnvironments environments;
    for (const std::string& key : format.runtimes)
        if (!environments.isReady(exports::runtimeNamed(key)))
            check.missing.push_back(key);
    return check;
}

} // namespace lathe::widgets
