#include "widgets/start/sample.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/common/format.h"

#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>

static void initializeResources()
{
    Q_INIT_RESOURCE(sample);
}

namespace lathe::widgets {

namespace fs = std::filesystem;

namespace {
constexpr auto kModel = "all-minilm-l6-v2";
}

void layOutSample(const fs::path& folder)
{
    initializeResources();
    const QString root = ":/lathe/sample";
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const fs::path target = folder / toPath(file.fileName().mid(root.size() + 1));
        std::error_code error;
        if (fs::exists(target, error))
            continue;
        fs::create_directories(target.parent_path(), error); // writing tells
        if (!file.open(QIODevice::ReadOnly))
            throw Error(ErrorKind::Failure, "The bundled sample cannot be read.");
        writeFile(target, file.readAll().toStdString());
    }
    const fs::path model =
        toPath(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)) / "lathe" / "models" / kModel;
    const fs::path link = folder / "models" / kModel;
    std::error_code error; // without the model the Data place says what is missing
    fs::create_directories(link.parent_path(), error);
    if (fs::exists(model, error) && !fs::exists(fs::symlink_status(link, error)))
        fs::create_directory_symlink(model, link, error);
}

} // namespace lathe::widgets
