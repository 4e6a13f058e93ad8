#include "core/recipe/recipe_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/recipe/json_reader.h"

namespace lathe::recipe {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

void requireReadableVersion(const json& document)
{
    if (!document.is_object())
        throwWrongType("", "an object", document);
    const auto version = document.find("formatVersion");
    if (version == document.end())
        throw Error(
            ErrorKind::BadInput, "formatVersion: is missing, so this is not a Lathe recipe",
            fmt::format("A recipe starts with \"formatVersion\": {}", Recipe::kFormatVersion));
    const bool sound = version->is_number_integer() &&
                       (version->is_number_unsigned() || *version > 0) && *version > 0;
    if (!sound)
        throwWrongType("formatVersion", "a whole number above 0", *version);
    if (*version > Recipe::kFormatVersion)
        throw Error(
            ErrorKind::Unsupported,
            fmt::format(
                "formatVersion: the recipe has version {}, this program reads versions up to {}",
                version->dump(), Recipe::kFormatVersion),
            "Update Lathe to open it");
}

fs::path readPath(const JsonReader& reader, const std::string& key, const fs::path& base)
{
    const std::string text = reader.text(key, "");
    if (text.find('\0') != std::string::npos)
        throw badInput("{}: a path cannot hold a zero byte", reader.pathOf(key));
    if (text.empty())
        return {};
    const fs::path path = (fs::absolute(base) / text).lexically_normal();
    return path.has_filename() ? path : path.parent_path(); // "models/base/" is the folder itself
}

data::DataSpec readData(const json& document, const fs::path& base)
{
    const JsonReader reader(document, "data",
                            {"train", "validation", "test", "textColumn", "labelColumn",
                             "labelSeparator", "kind", "validationFraction", "unlabelled",
                             "dropUnknownLabels"});
    data::DataSpec spec;
    spec.train = readPath(reader, "train", base);
    spec.validation = readPath(reader, "validation", base);
    spec.test = readPath(reader, "test", base);
    spec.textColumn = reader.text("textColumn", spec.textColumn);
    spec.labelColumn = reader.text("labelColumn", spec.labelColumn);
    spec.labelSeparator = reader.text("labelSeparator", spec.labelSeparator);
    spec.validationFraction = reader.number("validationFraction", spec.validationFraction);
    spec.unlabelled = readPath(reader, "unlabelled", base);
    spec.dropUnknownLabels = reader.boolean("dropUnknownLabels", spec.dropUnknownLabels);
    if (reader.find("kind")) {
        const std::string kind = reader.text("kind", "");
        for (const auto known : {data::TaskKind::Multiclass, data::TaskKind::Multilabel})
            if (kind == toString(known))
                spec.kind = known;
        if (!spec.kind)
            throw badInput("data.kind: 'multiclass' or 'multilabel' is wanted, found '{}'", kind);
    }
    return spec;
}

MeasureSpec readMeasure(const json& document)
{
    const JsonReader reader(document, "measure", {"speed", "batch", "texts", "secondsPerVariant"});
    MeasureSpec spec;
    spec.speed = reader.boolean("speed", spec.speed);
    spec.batch = reader.integer("batch", spec.batch);
    spec.texts = reader.integer("texts", spec.texts);
    spec.secondsPerVariant = reader.number("secondsPerVariant", spec.secondsPerVariant);
    return spec;
}

Node readNode(const json& document, const std::string& path)
{
    const JsonReader reader(document, path, {"id", "stage", "params", "inputs"});
    Node node;
    node.id = readText(reader.require("id"), reader.pathOf("id"));
    node.stage = readText(reader.require("stage"), reader.pathOf("stage"));
    if (const json* params = reader.find("params")) {
        if (!params->is_object())
            throwWrongType(reader.pathOf("params"), "an object", *params);
        for (const auto& [key, value] : params->items()) {
            const std::string place = reader.pathOf("params") + "." + key;
            auto& values = node.params[key];
            if (!value.is_array())
                values.push_back(readValue(value, place));
            else
                for (size_t i = 0; i < value.size(); ++i)
                    values.push_back(readValue(value[i], fmt::format("{}[{}]", place, i)));
        }
    }
    if (const json* inputs = reader.find("inputs")) {
        if (!inputs->is_object())
            throwWrongType(reader.pathOf("inputs"), "an object", *inputs);
        for (const auto& [port, from] : inputs->items())
            node.inputs[port] = readText(from, reader.pathOf("inputs") + "." + port);
    }
    return node;
}

std::string writePath(const fs::path& path, const fs::path& base)
{
    if (base.empty() || path.empty())
        return path.string();
    const fs::path relative = path.lexically_relative(fs::absolute(base).lexically_normal());
    const bool below = !relative.empty() && *relative.begin() != "..";
    return below ? relative.string() : path.string();
}

json writeData(const data::DataSpec& spec, const fs::path& base)
{
    json out = {{"train", writePath(spec.train, base)},
                {"textColumn", spec.textColumn},
                {"labelSeparator", spec.labelSeparator},
                {"validationFraction", spec.validationFraction}};
    if (!spec.validation.empty())
        out["validation"] = writePath(spec.validation, base);
    if (!spec.test.empty())
        out["test"] = writePath(spec.test, base);
    if (!spec.unlabelled.empty())
        out["unlabelled"] = writePath(spec.unlabelled, base);
    if (spec.dropUnknownLabels)
        out["dropUnknownLabels"] = true;
    if (!spec.labelColumn.empty())
        out["labelColumn"] = spec.labelColumn;
    if (spec.kind)
        out["kind"] = toString(*spec.kind);
    return out;
}

json writeNode(const Node& node)
{
    json params = json::object();
    for (const auto& [key, values] : node.params) {
        json list = json::array();
        for (const ParamValue& value : values)
            list.push_back(toJson(value));
        params[key] = list.size() == 1 ? list[0] : list;
    }
    return {
        {"id", node.id}, {"stage", node.stage}, {"params", params}, {"inputs", json(node.inputs)}};
}

} // namespace

Recipe fromJson(const json& document, const fs::path& base)
{
    requireReadableVersion(document);
    const JsonReader reader(document, "",
                            {"formatVersion", "name", "description", "model", "data", "maxLength",
                             "seed", "measure", "nodes", "layout"});
    Recipe recipe;
    recipe.name = reader.text("name", "");
    recipe.description = reader.text("description", "");
    recipe.model = readPath(reader, "model", base);
    recipe.maxLength = reader.integer("maxLength", recipe.maxLength);
    recipe.seed = reader.unsignedInteger("seed", recipe.seed);
    if (const json* data = reader.find("data"))
        recipe.data = readData(*data, base);
    if (const json* measure = reader.find("measure"))
        recipe.measure = readMeasure(*measure);
    if (const json* nodes = reader.find("nodes")) {
        if (!nodes->is_array())
            throwWrongType("nodes", "a list", *nodes);
        for (size_t i = 0; i < nodes->size(); ++i)
            recipe.nodes.push_back(readNode((*nodes)[i], fmt::format("nodes[{}]", i)));
    }
    if (const json* layout = reader.find("layout")) {
        if (!layout->is_object())
            throwWrongType("layout", "an object", *layout);
        for (const auto& [id, place] : layout->items()) {
            if (!place.is_array() || place.size() != 2 || !place[0].is_number() ||
                !place[1].is_number())
                throwWrongType("layout." + id, "a list of two numbers", place);
            recipe.layout[id] = {place[0].get<double>(), place[1].get<double>()};
        }
    }
    return recipe;
}

json toJson(const ParamValue& value)
{
    return std::visit([](const auto& v) { return json(v); }, value);
}

json toJson(const Params& params)
{
    json out = json::object();
    for (const auto& [key, value] : params)
        out[key] = toJson(value);
    return out;
}

json toJson(const Recipe& recipe, const fs::path& base)
{
    json nodes = json::array();
    for (const Node& node : recipe.nodes)
        nodes.push_back(writeNode(node));
    json layout = json::object();
    for (const auto& [id, place] : recipe.layout)
        layout[id] = {place.x, place.y};
    return {{"formatVersion", Recipe::kFormatVersion},
            {"name", recipe.name},
            {"description", recipe.description},
            {"model", writePath(recipe.model, base)},
            {"data", writeData(recipe.data, base)},
            {"maxLength", recipe.maxLength},
            {"seed", recipe.seed},
            {"measure",
             {{"speed", recipe.measure.speed},
              {"batch", recipe.measure.batch},
              {"texts", recipe.measure.texts},
              {"secondsPerVariant", recipe.measure.secondsPerVariant}}},
            {"nodes", nodes},
            {"layout", layout}};
}

Recipe loadRecipe(const fs::path& file)
{
    const json document = readJson(file);
    try {
        return fromJson(document, fs::absolute(file).parent_path());
    } catch (const Error& error) { // the file is only known here
        throw error.in(file.string());
    }
}

void saveRecipe(const Recipe& recipe, const fs::path& file)
{
    std::string text;
    try {
        text = toJson(recipe, fs::absolute(file).parent_path()).dump(2);
    } catch (const json::type_error&) { // thrown for text that is not UTF-8, which JSON cannot hold
        throw Error(
            ErrorKind::BadInput,
            fmt::format("{}: a name or path in the recipe is not valid UTF-8", file.string()),
            "Rename the file or folder");
    }
    writeFile(file, text + "\n");
}

} // namespace lathe::recipe
