#include "core/engine/model/checkpoint_manifest.h"

#include "core/base/error.h"
#include "core/engine/model/config_reader.h"

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;
constexpr int kMaxSize = 1 << 20; // of one layer's attention or FFN

void checkVersion(const ConfigReader& reader)
{
    const int version = reader.integer("formatVersion", 1, std::numeric_limits<int>::max());
    if (version > kFormatVersion)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("was written by a newer Lathe: format {}, this version reads up "
                                "to {}",
                                version, kFormatVersion),
                    "Update Lathe to open this model");
}

const json* array(const json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return nullptr;
    if (!found->is_array())
        throw badInput("\"{}\" must be a list, found {}", key, shown(*found));
    return &*found;
}

LayerShape readLayer(const json& object)
{
    const ConfigReader reader(object);
    const LayerShape layer{.heads = reader.integer("heads", 0, kMaxSize),
                           .headSize = reader.integer("headSize", 1, kMaxSize),
                           .ffn = reader.integer("ffn", 0, kMaxSize),
                           .group = reader.integer("headsPerKeyValue", 1, kMaxSize, 1),
                           .window = reader.integer("window", 0, std::numeric_limits<int>::max(), 0),
                           .rotary = reader.integer("rotary", -1, kMaxSize, -1),
                           .scale = reader.real("scoreScale", 0, std::numeric_limits<double>::max(), 0),
                           .attentionNorm = reader.flag("attentionNorm", true)};
    if (int64_t{layer.heads} * layer.headSize > kMaxSize)
        throw badInput("\"heads\" {} x \"headSize\" {} is too large", layer.heads, layer.headSize);
    if (layer.heads % layer.group != 0)
        throw badInput("\"headsPerKeyValue\" {} does not divide \"heads\" {}", layer.group, layer.heads);
    return layer;
}

// What is as in BERT is left out.
json writeLayer(const LayerShape& layer)
{
    const LayerShape usual;
    json object{{"heads", layer.heads}, {"headSize", layer.headSize}, {"ffn", layer.ffn}};
    if (layer.group != usual.group)
        object["headsPerKeyValue"] = layer.group;
    if (layer.window != usual.window)
        object["window"] = layer.window;
    if (layer.rotary != usual.rotary)
        object["rotary"] = layer.rotary;
    if (layer.scale != usual.scale)
        object["scoreScale"] = layer.scale;
    if (!layer.attentionNorm)
        object["attentionNorm"] = false;
    return object;
}

data::LabelSet readLabelSet(const json& object)
{
    const ConfigReader reader(object);
    data::LabelSet labels;
    const std::string kind = reader.text("kind");
    if (kind == data::toString(data::TaskKind::Multilabel))
        labels.kind = data::TaskKind::Multilabel;
    else if (kind != data::toString(data::TaskKind::Multiclass))
        throw badInput("\"kind\" must be multiclass or multilabel, found {}", shown(kind));
    const json* names = array(object, "names");
    if (!names)
        throw badInput("\"names\" is missing");
    for (const json& name : *names) {
        if (!name.is_string())
            throw badInput("\"names\" must hold strings, found {}", shown(name));
        labels.names.push_back(name.get<std::string>());
    }
    return labels;
}

std::vector<double> readThresholds(const json& values)
{
    std::vector<double> thresholds;
    for (const json& value : values) {
        if (!value.is_number() || !(value.get<double>() >= 0) || !(value.get<double>() <= 1))
            throw badInput("\"thresholds\" must hold numbers from 0 to 1, found {}", shown(value));
        thresholds.push_back(value.get<double>());
    }
    return thresholds;
}

} // namespace

Manifest readManifest(const json& object)
{
    const ConfigReader reader(object);
    checkVersion(reader);
    Manifest manifest;
    manifest.family = reader.text("family");
    if (const json* layers = array(object, "layers")) {
        for (const json& layer : *layers) {
            try {
                manifest.layers.push_back(readLayer(layer));
            } catch (const Error& error) { // says which layer
                throw error.in(fmt::format("layers[{}]", manifest.layers.size()));
            }
        }
        if (manifest.layers.empty())
            throw badInput("\"layers\" must hold at least one layer");
    }
    if (reader.has("labels")) {
        try {
            manifest.labels = readLabelSet(object["labels"]);
        } catch (const Error& error) { // says which object
            throw error.in("labels");
        }
    }
    if (const json* thresholds = array(object, "thresholds"))
        manifest.thresholds = readThresholds(*thresholds);
    if (const json* lineage = array(object, "lineage"))
        manifest.lineage = *lineage;
    if (const json* sensitivity = array(object, "sensitivity"))
        manifest.sensitivity = *sensitivity;
    return manifest;
}

json writeManifest(const Checkpoint& checkpoint)
{
    json layers = json::array();
    for (const LayerShape& layer : checkpoint.architecture.layers)
        layers.push_back(writeLayer(layer));
    json object = {{"formatVersion", kFormatVersion},
                   {"family", checkpoint.architecture.family},
                   {"layers", std::move(layers)},
                   {"lineage", checkpoint.lineage}};
    if (checkpoint.labels) {
        object["labels"] = {{"kind", data::toString(checkpoint.labels->kind)},
                            {"names", checkpoint.labels->names}};
        if (!checkpoint.thresholds.empty())
            object["thresholds"] = checkpoint.thresholds;
    }
    if (!checkpoint.sensitivity.empty())
        object["sensitivity"] = checkpoint.sensitivity;
    return object;
}

std::string unloadableType(std::string_view family)
{
    return fmt::format("lathe-{}", family);
}

} // namespace lathe::engine
