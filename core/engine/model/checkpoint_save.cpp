#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/checkpoint_labels.h"
#include "core/engine/model/checkpoint_manifest.h"
#include "core/engine/model/checkpoint_weights.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/stored_model.h"
#include "core/text/tokenizer_folder.h"
#include "core/text/tokenizer.h"

#include <algorithm>

namespace lathe::engine {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// What config.json says of the model, beside what it cannot say.
Architecture asConfigured(const json& config, const Family& family, const Architecture& wanted)
{
    Architecture said = family.read(config);
    said.classes = wanted.classes;
    return said;
}

// Whether transformers would compute the same from this folder.
bool opensElsewhere(const Checkpoint& checkpoint, const Family& family, const Architecture& said)
{
    const LayerShape& first = said.layers.front();
    return said == checkpoint.architecture && (!family.headsDivideHidden || said.hiddenSize % first.heads == 0) &&
           sharesRelative(checkpoint.weights, checkpoint.architecture) &&
           std::all_of(checkpoint.weights.begin(), checkpoint.weights.end(),
                       [](const auto& item) {
                           return item.second.is_floating_point() && matrixOf(item.first) == item.first;
                       });
}

std::string_view dtypeName(const Tensors& weights)
{
    switch (storageOf(weights, "embeddings.token")) {
    case Storage::Float16:
        return "float16";
    case Storage::BFloat16:
        return "bfloat16";
    default:
        return "float32";
    }
}

json makeConfig(const Checkpoint& checkpoint, const Family& family)
{
    json config = json::object();
    json before = json::object(); // what the original said, in our words
    if (!checkpoint.origin.empty()) {
        config = readConfig(checkpoint.origin);
        before = family.write(family.read(config));
    }
    const json decided = family.write(checkpoint.architecture);
    for (const auto& [key, value] : decided.items())
        if (!config.contains(key) || before[key] != value) // else its own spelling stays
            config[key] = value;

    Architecture said = asConfigured(config, family, checkpoint.architecture);
    const bool opens = opensElsewhere(checkpoint, family, said);
    said.layers = checkpoint.architecture.layers; // lathe.json says them
    if (said != checkpoint.architecture)
        throw badInput("a model of the family {} cannot be saved: its config.json has no words for what became of it", family.id);
    config["model_type"] = opens ? std::string(family.id) : unloadableType(family.id);
    config["architectures"] = {checkpoint.labels ? family.classifierClass : family.bareClass};
    for (const char* key : {"id2label", "label2id", "problem_type", "num_labels", "dtype"})
        config.erase(key);
    config["torch_dtype"] = dtypeName(checkpoint.weights);
    if (checkpoint.labels)
        writeLabels(*checkpoint.labels, config);
    return config;
}

void checkHead(const Checkpoint& checkpoint)
{
    if ((checkpoint.architecture.classes > 0) != checkpoint.labels.has_value())
        throw badInput("a model has labels exactly when it has a classifier");
    if (checkpoint.labels)
        checkLabels(*checkpoint.labels, checkpoint.architecture.classes, "labels");
    if (!checkpoint.thresholds.empty() &&
        checkpoint.thresholds.size() != static_cast<size_t>(checkpoint.architecture.classes))
        throw badInput("a model has one threshold per label or none, found {}",
                       checkpoint.thresholds.size());
}

void copyTokenizer(const fs::path& from, const fs::path& to)
{
    if (from.empty() || fs::equivalent(from, to))
        return;
    if (const auto source = text::tokenizerIn(from);
        source && source->kind == text::TokenizerSource::Kind::Gguf)
        writeFile(to / "tokenizer.json", text::describeTokenizer(*source).dump());
    for (const fs::path& file : text::tokenizerFiles(from))
        writeFile(to / file.filename(), readFile(file));
}

} // namespace

void saveCheckpoint(const Checkpoint& checkpoint, const fs::path& folder)
{
    if (!fs::is_directory(folder))
        throw badInput("{}: is not a folder to save a model into", folder.string());
    checkHead(checkpoint);
    const Family& family = familyNamed(checkpoint.architecture.family);
    Checkpoint saved = checkpoint;
    Architecture& architecture = saved.architecture;
    if (!sharesLayers(saved.weights, architecture)) // a stage changed them one by one
        architecture.layerGroups = int(architecture.layers.size());
    const Tensors published = publishWeights(saved.weights, family, architecture);
    const json config = makeConfig(saved, family);
    writeSafetensors(folder / "model.safetensors", published, {{"format", "pt"}});
    writeFile(folder / "config.json", config.dump(2) + "\n");
    writeFile(folder / "lathe.json", writeManifest(checkpoint).dump(2) + "\n");
    copyTokenizer(checkpoint.tokenizerFolder(), folder);
}

} // namespace lathe::engine
