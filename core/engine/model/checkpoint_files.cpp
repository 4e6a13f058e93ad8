#include "core/engine/model/checkpoint_files.h"

#include "core/base/error.h"
#include "core/engine/tensors/shard_index.h"

#include <algorithm>
#include <array>
#include <set>

namespace lathe::engine {

namespace fs = std::filesystem;

namespace {

constexpr std::array kPickles = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"};
constexpr std::string_view kSafetensors = ".safetensors";

bool isPickle(const fs::path& file)
{
    return std::find(kPickles.begin(), kPickles.end(), file.extension()) != kPickles.end();
}

Error pickleRefused(const fs::path& file)
{
    return {ErrorKind::Unsupported,
            fmt::format("{}: is a pickle, which runs code when it is opened; Lathe reads "
                        ".safetensors only",
                        file.string()),
            "Convert the model with transformers' save_pretrained(..., safe_serialization=True)"};
}

Error ggufRefused(const fs::path& file)
{
    return {ErrorKind::Unsupported, fmt::format("{}: GGUF models are not supported", file.string()),
            "Use the Hugging Face folder (config.json and model.safetensors) of the same model"};
}

Error notAFolder(const fs::path& path)
{
    if (!fs::exists(path))
        return {ErrorKind::BadInput, fmt::format("{}: no such folder", path.string()),
                "Check the path"};
    if (isPickle(path))
        return pickleRefused(path);
    if (path.extension() == ".gguf")
        return ggufRefused(path);
    return {ErrorKind::BadInput, fmt::format("{}: is not a folder", path.string()),
            "Open the folder that holds config.json and model.safetensors"};
}

// What a folder without the usual names holds; the answer is a path or the error that fits best.
fs::path otherWeights(const fs::path& folder)
{
    std::vector<fs::path> safetensors, pickles, gguf;
    for (const auto& item : fs::directory_iterator(folder)) {
        const fs::path& file = item.path();
        if (file.extension() == kSafetensors)
            safetensors.push_back(file);
        else if (isPickle(file) && file.filename() != "training_args.bin")
            pickles.push_back(file);
        else if (file.extension() == ".gguf")
            gguf.push_back(file);
    }
    if (safetensors.size() == 1)
        return safetensors.front();
    if (safetensors.size() > 1)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: holds {} .safetensors files and no "
                                "model.safetensors.index.json that says how they belong together",
                                folder.string(), safetensors.size()),
                    "Fetch the index, or leave only the model's own file");
    if (!pickles.empty())
        throw pickleRefused(*std::min_element(pickles.begin(), pickles.end()));
    if (!gguf.empty())
        throw ggufRefused(gguf.front());
    throw Error(ErrorKind::BadInput, fmt::format("{}: holds no model.safetensors", folder.string()),
                "Open a Hugging Face model folder with config.json and model.safetensors");
}

} // namespace

fs::path weightsEntry(const fs::path& folder)
{
    if (!fs::is_directory(folder))
        throw notAFolder(folder);
    for (const char* name : {"model.safetensors", "model.safetensors.index.json"})
        if (fs::exists(folder / name))
            return folder / name;
    return otherWeights(folder);
}

std::vector<fs::path> weightFiles(const fs::path& folder)
{
    std::vector<fs::path> files{weightsEntry(folder)};
    if (files.front().extension() == kSafetensors)
        return files;
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : readShardIndex(files.front()))
        shards.insert(shard);
    for (const std::string& shard : shards)
        files.push_back(folder / shard);
    return files;
}

fs::path configFile(const fs::path& folder)
{
    const fs::path file = folder / "config.json";
    if (!fs::exists(file))
        throw Error(ErrorKind::BadInput, fmt::format("{}: is missing", file.string()),
                    "A model folder needs the config.json that was published with the weights");
    return file;
}

} // namespace lathe::engine
