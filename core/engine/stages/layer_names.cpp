#include "core/engine/stages/layer_names.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe::engine {

namespace {

std::vector<std::string> entriesOf(const std::string& list)
{
    std::vector<std::string> entries;
    for (size_t at = 0; at <= list.size();) {
        const size_t end = std::min(list.find(',', at), list.size());
        std::string entry = list.substr(at, end - at);
        std::erase_if(entry, [](unsigned char c) { return std::isspace(c) != 0; });
        if (!entry.empty())
            entries.push_back(std::move(entry));
        at = end + 1;
    }
    return entries;
}

// Whether the parts between the stars occur in the name one after the other.
bool matches(const std::string& entry, const std::string& name)
{
    size_t from = 0;
    for (size_t at = 0; at <= entry.size();) {
        const size_t end = std::min(entry.find('*', at), entry.size());
        const size_t found = name.find(entry.substr(at, end - at), from);
        if (found == std::string::npos)
            return false;
        from = found + (end - at);
        at = end + 1;
    }
    return true;
}

} // namespace

std::vector<std::string> linearLayers(const Architecture& architecture)
{
    std::vector<std::string> names;
    for (size_t i = 0; i < architecture.layers.size(); ++i) {
        const std::string at = fmt::format("layers.{}.", i);
        if (architecture.layers[i].heads > 0)
            for (const char* part : {"query", "key", "value", "output"})
                names.push_back(at + "attention." + part);
        if (architecture.layers[i].ffn > 0)
            for (const char* part : {"gate", "up", "down"})
                if (architecture.ffn.gated || part != std::string_view("gate"))
                    names.push_back(at + "ffn." + part);
    }
    if (architecture.classes > 0 && architecture.head.dense)
        names.emplace_back("head.dense");
    return names;
}

std::vector<std::string> sharingInput(const std::string& layer)
{
    for (const char* part : {".query", ".key", ".value"})
        if (layer.ends_with(part)) {
            const std::string at = layer.substr(0, layer.rfind('.'));
            return {at + ".query", at + ".key", at + ".value"};
        }
    for (const char* part : {".gate", ".up"})
        if (layer.ends_with(part)) {
            const std::string at = layer.substr(0, layer.rfind('.'));
            return {at + ".gate", at + ".up"};
        }
    return {layer};
}

recipe::ParamSpec keepFloatParam()
{
    return {"keepFloat", "Keep in float", recipe::ParamType::Text, std::string(), {}, {}, "", {},
            "Layers to leave as they are, by parts of their names: \"layers.0., ffn.down\"; * stands for anything."};
}

bool isListed(const std::string& list, const std::string& name)
{
    const std::vector<std::string> entries = entriesOf(list);
    return std::any_of(entries.begin(), entries.end(), [&](const std::string& entry) { return matches(entry, name); });
}

void checkList(const std::string& list, const Architecture& architecture)
{
    std::vector<std::string> known = linearLayers(architecture);
    known.insert(known.end(), {"embeddings.token", "head.out"});
    if (architecture.positions.table > 0)
        known.emplace_back("embeddings.position");
    for (const std::string& entry : entriesOf(list))
        if (std::none_of(known.begin(), known.end(), [&](const std::string& name) { return matches(entry, name); }))
            throw Error(ErrorKind::BadInput, fmt::format("keepFloat: no layer's name has '{}' in it", entry),
                        fmt::format("Layers are called like {}", known.front()));
}

} // namespace lathe::engine
