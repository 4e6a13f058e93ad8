#include "core/engine/model/checkpoint_labels.h"

#include "core/base/error.h"
#include "core/engine/model/config_reader.h"

#include <charconv>
#include <set>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr std::string_view kMultilabel = "multi_label_classification";
constexpr std::string_view kMulticlass = "single_label_classification";

data::TaskKind readKind(const ConfigReader& reader)
{
    const std::string type = reader.text("problem_type", std::string(kMulticlass));
    if (type == kMulticlass)
        return data::TaskKind::Multiclass;
    if (type == kMultilabel)
        return data::TaskKind::Multilabel;
    throw Error(ErrorKind::Unsupported,
                fmt::format("\"problem_type\" {} is not supported; supported are {} and {}",
                            shown(type), kMulticlass, kMultilabel));
}

// The id that a key of id2label spells, or -1. "01" and "+1" spell none: two keys could mean one
// id.
int idOf(const std::string& key, int classes)
{
    int id = -1;
    const auto [end, code] = std::from_chars(key.data(), key.data() + key.size(), id);
    const bool whole = code == std::errc{} && end == key.data() + key.size();
    return whole && id >= 0 && id < classes && std::to_string(id) == key ? id : -1;
}

} // namespace

void checkLabels(const data::LabelSet& labels, int classes, std::string_view key)
{
    if (labels.names.size() != static_cast<size_t>(classes))
        throw badInput("\"{}\" names {} labels, but the classifier has {} outputs", key,
                       labels.names.size(), classes);
    if (labels.kind == data::TaskKind::Multiclass && classes < 2)
        throw Error(ErrorKind::Unsupported,
                    "the classifier has a single output, as a regression has; a multiclass model "
                    "needs two or more");
    std::set<std::string_view> seen;
    for (const std::string& name : labels.names) {
        if (name.empty())
            throw badInput("\"{}\" has an empty label name", key);
        if (!seen.insert(name).second)
            throw badInput("\"{}\" has two labels named {}", key, shown(name));
    }
}

data::LabelSet readLabels(const json& config, int classes)
{
    const ConfigReader reader(config);
    data::LabelSet labels;
    labels.kind = readKind(reader);
    labels.names.resize(static_cast<size_t>(classes));
    if (!reader.has("id2label")) {
        for (int id = 0; id < classes; ++id)
            labels.names[static_cast<size_t>(id)] = fmt::format("LABEL_{}", id);
    } else {
        const json& map = config["id2label"];
        if (!map.is_object() || map.size() != static_cast<size_t>(classes))
            throw badInput("\"id2label\" must be an object with one entry for each of the "
                           "classifier's {} outputs, found {}",
                           classes, shown(map));
        for (const auto& [key, value] : map.items()) {
            const int id = idOf(key, classes);
            if (id < 0 || !value.is_string())
                throw badInput("\"id2label\" must map \"0\" to \"{}\" to names, found {}: {}",
                               classes - 1, shown(key), shown(value));
            labels.names[static_cast<size_t>(id)] = value.get<std::string>();
        }
    }
    checkLabels(labels, classes, "id2label");
    return labels;
}

void writeLabels(const data::LabelSet& labels, json& config)
{
    json byId = json::object();
    json byName = json::object();
    for (size_t id = 0; id < labels.names.size(); ++id) {
        byId[std::to_string(id)] = labels.names[id];
        byName[labels.names[id]] = id;
    }
    config["id2label"] = std::move(byId);
    config["label2id"] = std::move(byName);
    config["problem_type"] = labels.kind == data::TaskKind::Multilabel ? kMultilabel : kMulticlass;
}

} // namespace lathe::engine
