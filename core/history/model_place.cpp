#include "core/history/model_place.h"

namespace lathe::history {

namespace fs = std::filesystem;

ModelPlace::ModelPlace(const fs::path& history)
    : m_folder(fs::absolute(history).parent_path()),
      m_artifacts((m_folder / "artifacts").lexically_normal().string() + "/")
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

fs::path ModelPlace::file(const fs::path& recorded) const
{
    std::error_code ignored;
    if (recorded.empty() || fs::exists(recorded, ignored))
        return recorded;
    const fs::path below = recorded.relative_path();
    for (auto first = below.begin(); first != below.end(); ++first) {
        fs::path here = m_folder;
        for (auto part = first; part != below.end(); ++part)
            here /= *part;
        if (fs::exists(here, ignored))
            return here;
    }
    return recorded;
}

} // namespace lathe::history
