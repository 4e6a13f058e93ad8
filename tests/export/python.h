#pragma once

#include <QFileInfo>
#include <QStandardPaths>

// The Python with tests/export/requirements.txt: LATHE_EXPORT_PYTHON, or the one that packaging/test makes; else empty.
inline QString pythonWithRuntimes()
{
    if (const QString chosen = qEnvironmentVariable("LATHE_EXPORT_PYTHON"); !chosen.isEmpty())
        return chosen;
    const QString made = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/lathe/python/tests/bin/python";
    return QFileInfo::exists(made) ? made : QString();
}
