#include "app/cli/paths.h"

#include "core/base/error.h"

#include <cstdlib>

namespace lathe::cli {

namespace fs = std::filesystem;

fs::path defaultWorkFolder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && fs::path(data).is_absolute())
        return fs::path(data) / "lathe";
    const char* home = std::getenv("HOME");
    if (!home || !*home)
        throw Error(ErrorKind::BadInput, "no place for results: HOME is not set",
                    "Name one with --workdir");
    return fs::path(home) / ".local" / "share" / "lathe";
}

fs::path historyIn(const fs::path& workFolder)
{
    return workFolder / "history.db";
}

} // namespace lathe::cli
