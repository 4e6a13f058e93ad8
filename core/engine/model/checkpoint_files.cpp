#include "core/engine/model/checkpoint_files.h"

#include "core/base/error.h"
#include "core/base/gguf_file.h"
#include "core/engine/tensors/shard_index.h"
#include "core/engine/tensors/torch_archive.h"

#include <algorithm>
#include <array>
#include <fstream>
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

// A zip file with a program's constants. One that is damaged counts by its name: opening it says what is wrong.
bool isTorchScript(const fs::path& file)
{
    char start[4] = {};
    if (!fs::is_regular_file(file) || !std::ifstream(file, std::ios::binary).read(start, sizeof start) ||
        std::string_view(start, sizeof start) != "PK\x03\x04")
        return false;
    try {
        return TorchArchive(file).has("constants.pkl");
    } catch (const Error&) { // said when it is opened
        return file.extension() == ".ts";
    }
}

Error notAFolder(const fs::path& path)
{
    if (!fs::exists(path))
        return {ErrorKind::BadInput, fmt::format("{}: no such folder", path.string()),
                "Check the path"};
    return {ErrorKind::BadInput, fmt::format("{}: is not a folder", path.string()),
            "Open the folder that holds config.json and model.safetensors, or a .gguf file"};
}

// What a folder without the usual names holds; the answer is a path or the error that fits best.
fs::path otherWeights(const fs::path& folder)
{
    std::vector<fs::path> safetensors, pickles, programs;
    for (const auto& item : fs::directory_iterator(folder)) {
        const fs::path& file = item.path();
        if (file.extension() == kSafetensors)
            safetensors.push_back(file);
        else if (isTorchScript(file))
            programs.push_back(file);
        else if (isPickle(file) && file.filename() != "training_args.bin")
            pickles.push_back(file);
    }
    for (const char* name : {"pytorch_model.bin", "pytorch_model.bin.index.json"})
        if (safetensors.empty() && fs::exists(folder / name))
            return folder / name;
    if (safetensors.size() == 1)
        return safetensors.front();
    if (safetensors.size() > 1)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: holds {} .safetensors files and no "
                                "model.safetensors.index.json that says how they belong together",
                                folder.string(), safetensors.size()),
                    "Fetch the index, or leave only the model's own file");
    if (const fs::path gguf = ggufFileOf(folder); !gguf.empty())
        return gguf;
    if (programs.size() == 1)
        return programs.front();
    if (programs.size() > 1)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: holds {} TorchScript programs, {} and {} among them", folder.string(),
                                programs.size(), programs[0].filename().string(), programs[1].filename().string()),
                    "Leave only the one to open in the folder");
    if (pickles.size() == 1)
        return pickles.front();
    if (pickles.size() > 1)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: holds {} pickled files and no pytorch_model.bin.index.json that says how they "
                                "belong together",
                                folder.string(), pickles.size()),
                    "Fetch the index, or leave only the model's own file");
    throw Error(ErrorKind::BadInput, fmt::format("{}: holds no model.safetensors", folder.string()),
                "Open a Hugging Face model folder with config.json and model.safetensors, or a .gguf file");
}

} // namespace

fs::path weightsEntry(const fs::path& folder)
{
    if (fs::is_regular_file(folder) && folder.extension() == ".gguf")
        return folder;
    if (!fs::is_directory(folder))
        throw notAFolder(folder);
    for (const char* name : {"model.safetensors", "model.safetensors.index.json"})
        if (fs::exists(folder / name))
            return folder / name;
    return otherWeights(folder);
}

std::optional<fs::path> torchScriptIn(const fs::path& model)
{
    const fs::path weights = weightsEntry(model);
    if (formOf(weights) != Form::Pickled || !isTorchScript(weights))
        return {};
    return weights;
}

Form formOf(const fs::path& weights)
{
    const std::string name = weights.filename().string();
    if (name.ends_with(".gguf"))
        return Form::Gguf;
    return name.ends_with(kSafetensors) || name.ends_with(".safetensors.index.json") ? Form::Safetensors
                                                                                      : Form::Pickled;
}

std::vector<fs::path> weightFiles(const fs::path& folder)
{
    std::vector<fs::path> files{weightsEntry(folder)};
    if (files.front().extension() != ".json")
        return files;
    std::set<std::string> shards;
    const char* extension = formOf(files.front()) == Form::Pickled ? ".bin" : ".safetensors";
    for (const auto& [tensor, shard] : readShardIndex(files.front(), extension))
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
