#include "core/runner/model_folders.h"

namespace lathe::runner {

std::vector<std::string> modelFolders(const recipe::Step& step, const recipe::StageCatalog& stages)
{
    std::vector<std::string> folders;
    for (const recipe::ParamSpec& spec : stages.find(step.stage)->params) {
        if (spec.type != recipe::ParamType::Text || spec.unit != "folder")
            continue;
        if (const auto& folder = std::get<std::string>(step.params.at(spec.key)); !folder.empty())
            folders.push_back(folder);
    }
    return folders;
}

FolderFingerprints folderFingerprints(const recipe::Plan& plan, Engine& engine, const Task& task)
{
    FolderFingerprints fingerprints;
    for (const recipe::Step& step : plan.steps)
        for (const std::string& folder : modelFolders(step, engine.stages()))
            if (!fingerprints.contains(folder))
                fingerprints[folder] = engine.fingerprint(folder, task);
    return fingerprints;
}

} // namespace lathe::runner
