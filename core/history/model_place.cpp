#include "core/history/model_place.h"

namespace lathe::history {

namespace fs = std::filesystem;

ModelPlace::ModelPlace(const fs::path& history)
    : m_artifacts((fs::absolute(history).parent_path() / "artifacts").lexically_normal().string() + "/")
{
}

std::string ModelPlace::of(std::string recorded) const
{
    if (recorded.starts_with(m_artifacts)) // nearly always: no file is looked at
        return recorded;
    const fs::path path = recorded;
    if (path.parent_path().filename() != "artifacts")
        return recorded;
    const fs::path here = m_artifacts + path.filename().string();
    std::error_code ignored; // what cannot be seen is not there
    return fs::exists(here, ignored) ? here.string() : recorded;
}

} // namespace lathe::history
