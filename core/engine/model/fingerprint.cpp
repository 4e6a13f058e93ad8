#include "core/base/sha256.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/config_reader.h"
#include "core/text/tokenizer.h"

#include <algorithm>

namespace lathe::engine {

namespace fs = std::filesystem;

std::string fingerprint(const fs::path& folder, const Task& task)
{
    std::vector<fs::path> files = weightFiles(folder);
    const bool optional = torchScriptIn(folder) && !fs::exists(folder / "config.json");
    if (files.front().extension() != ".gguf" && !optional)
        files.push_back(configFile(folder));
    for (const fs::path& file : text::tokenizerFiles(folder))
        files.push_back(file);
    std::sort(files.begin(), files.end(),
              [](const fs::path& a, const fs::path& b) { return a.filename() < b.filename(); });

    Sha256 hash;
    for (const fs::path& file : files) // name, then content, each of known length
        hash.update(Sha256::of(file.filename().string())).update(Sha256::ofFile(file, task));
    if (const fs::path file = folder / "lathe.json"; fs::exists(file)) {
        nlohmann::json manifest = readJsonObject(file);
        manifest.erase("lineage"); // how the model came about, not what it computes
        hash.update(Sha256::of("lathe.json")).update(Sha256::of(manifest.dump()));
    }
    return hash.finish();
}

} // namespace lathe::engine
