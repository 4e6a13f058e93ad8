#include "core/engine/model/checkpoint_weights.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/published.h"

#include <ATen/ops/equal.h>
#include <algorithm>
#include <charconv>
#include <fmt/ranges.h>

namespace lathe::engine {

namespace {

using Shape = std::vector<int64_t>;

// Which keys decided the shape of a weight, for the message when the weight differs.
std::string keyOf(std::string_view canonical, std::string_view shapes, const Family& family)
{
    const ConfigKeys& keys = family.keys;
    const auto config = [&](std::string_view decides) { return fmt::format("config.json, {} and {}", decides, keys.hidden); };
    if (canonical == "embeddings.token")
        return config(keys.vocabulary);
    if (canonical == "embeddings.position")
        return config(keys.positions);
    if (canonical == "embeddings.type")
        return config("type_vocab_size");
    if (!canonical.starts_with("layers.") || canonical.find("norm.") != std::string_view::npos)
        return fmt::format("config.json, {}", keys.hidden);
    const bool ffn = canonical.find(".ffn.") != std::string_view::npos;
    if (shapes == "config.json")
        return fmt::format("config.json, {}", ffn ? keys.ffn : keys.hidden);
    const size_t start = std::string_view("layers.").size();
    return fmt::format("{}, layers[{}].{}", shapes,
                       canonical.substr(start, canonical.find('.', start) - start),
                       ffn ? "ffn" : "heads");
}

bool isFloat(at::ScalarType type)
{
    return type == at::kFloat || type == at::kHalf || type == at::kBFloat16;
}

void checkShape(const at::Tensor& tensor, const Shape& shape, std::string_view name,
                std::string_view key)
{
    if (tensor.sizes() != at::IntArrayRef(shape))
        throw badInput("tensor {}: has the shape [{}], wanted [{}] ({})", name,
                       fmt::join(tensor.sizes(), ", "), fmt::join(shape, ", "), key);
}

struct Wanted {
    std::string canonical;
    std::string name; // for messages
    Shape shape;
    std::string key;
};

// Takes the tensor that stands beside a matrix. Throws Error when it is missing or not as wanted.
template <class Find>
void takeDetail(const Wanted& matrix, std::string_view suffix, const Shape& shape, at::ScalarType type,
                std::string_view meaning, Find find, Tensors& taken)
{
    const std::string name = matrix.canonical + std::string(suffix), shownName = matrix.name + std::string(suffix);
    const at::Tensor tensor = find(name);
    if (!tensor.defined())
        throw badInput("tensor {}: is missing, though {} is {}", shownName, matrix.name,
                       toString(storageOf(taken, matrix.canonical)));
    checkShape(tensor, shape, shownName, meaning);
    if (tensor.scalar_type() != type)
        throw badInput("tensor {}: is stored as {}, wanted {}", shownName, c10::toString(tensor.scalar_type()),
                       type == at::kHalf ? "float16" : type == at::kInt ? "int32" : "float32");
    taken.insert_or_assign(name, tensor);
}

// A matrix or vector that is kept under its own name, with its scale where it is int8 or int4.
template <class Find>
void takePlain(const Wanted& wanted, bool mayBeCodes, Find find, Tensors& taken)
{
    const at::Tensor tensor = find(wanted.canonical);
    if (!tensor.defined())
        throw Error(ErrorKind::BadInput, fmt::format("tensor {}: is missing", wanted.name),
                    "The weights must be those that config.json describes");
    const at::ScalarType type = tensor.scalar_type();
    const bool blocks = type == at::kByte && mayBeCodes && find(wanted.canonical + "_gguf").defined();
    const bool int4 = type == at::kByte && mayBeCodes && !blocks;
    Shape stored = wanted.shape;
    if (int4)
        stored[1] /= 2;
    if (blocks) {
        taken.insert_or_assign(wanted.canonical, tensor);
        takeDetail(wanted, "_gguf", {1}, at::kInt, "the type of its blocks", find, taken);
        const GgufType& kind = blockType(taken, wanted.canonical);
        if (wanted.shape[1] % kind.blockValues != 0)
            throw badInput("tensor {}: is stored as {}, whose blocks of {} do not fit rows of {} ({})", wanted.name,
                           kind.name, kind.blockValues, wanted.shape[1], wanted.key);
        stored[1] = wanted.shape[1] / kind.blockValues * kind.blockBytes;
    }
    checkShape(tensor, stored, wanted.name, wanted.key);
    if (!isFloat(type) && !(type == at::kChar && mayBeCodes) && !int4 && !blocks)
        throw badInput("tensor {}: is stored as {}, wanted float32, float16 or bfloat16{}",
                       wanted.name, c10::toString(type), mayBeCodes ? " (or int8, int4)" : "");
    taken.insert_or_assign(wanted.canonical, tensor);
    if (type == at::kChar)
        takeDetail(wanted, "_scale", {wanted.shape[0]}, at::kFloat, "one scale per row", find, taken);
    if (!int4)
        return;
    const at::Tensor scale = find(wanted.canonical + "_scale");
    const int64_t groups = scale.defined() && scale.dim() == 2 ? scale.size(1) : 1;
    if (wanted.shape[1] % 2 != 0 || groups < 1 || wanted.shape[1] % groups != 0)
        throw badInput("tensor {}_scale: has {} groups, which do not divide the {} columns", wanted.name, groups,
                       wanted.shape[1]);
    takeDetail(wanted, "_scale", {wanted.shape[0], groups}, at::kHalf, "one scale per group", find, taken);
}

// Checks the weight, in whichever form it is stored, and puts all of it into `taken`.
template <class Find>
void take(const Wanted& wanted, Find find, Tensors& taken)
{
    const bool matrix = wanted.shape.size() == 2 && !wanted.canonical.ends_with(kRelative);
    const at::Tensor left = matrix ? find(wanted.canonical + "_left") : at::Tensor();
    if (left.defined() && !find(wanted.canonical).defined()) {
        const int64_t scaledRank = left.dim() == 2 ? left.size(1) : 0;
        const int64_t rank = left.scalar_type() == at::kByte ? scaledRank * 2 : scaledRank;
        takePlain(Wanted{wanted.canonical + "_left", wanted.name + "_left", {wanted.shape[0], rank}, wanted.key}, true,
                  find, taken);
        takePlain(Wanted{wanted.canonical + "_right", wanted.name + "_right", {rank, wanted.shape[1]},
                         "the rank of " + wanted.name + "_left"},
                  true, find, taken);
        return;
    }
    takePlain(wanted, matrix, find, taken);
    const at::ScalarType type = taken.at(wanted.canonical).scalar_type();
    if ((type != at::kChar && type != at::kByte) || taken.contains(wanted.canonical + "_gguf"))
        return;
    if (find(wanted.canonical + "_smooth").defined())
        takeDetail(wanted, "_smooth", {wanted.shape[1]}, at::kFloat, "one factor per column", find, taken);
    if (find(wanted.canonical + "_range").defined())
        takeDetail(wanted, "_range", {2}, at::kFloat, "scale and zero point", find, taken);
    if (find(wanted.canonical + "_output").defined())
        takeDetail(wanted, "_output", {1}, at::kFloat, "the largest output", find, taken);
}

// What takeWeights is to find: without a classifier also what a published head is made of, but for its last layer.
template <class Find>
std::vector<std::pair<std::string, Shape>> wantedShapes(Architecture a, Find find)
{
    const bool bare = a.classes == 0;
    a.classes = std::max(1, a.classes);
    std::vector<std::pair<std::string, Shape>> shapes = weightShapes(a);
    if (bare)
        std::erase_if(shapes, [&](const auto& each) {
            return each.first.starts_with("head.") && (each.first.starts_with("head.out.") || !find(each.first).defined());
        });
    return shapes;
}

// Layers that the config does not count would be left out without a word.
void refuseFurtherLayers(const Tensors& stored, const Family& family, size_t layers,
                         std::string_view shapes)
{
    for (const auto& [fullName, tensor] : stored) {
        std::string_view name = fullName;
        if (name.starts_with(family.prefix))
            name.remove_prefix(family.prefix.size());
        if (!name.starts_with(family.layerName))
            continue;
        name.remove_prefix(family.layerName.size());
        size_t layer = 0;
        const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), layer);
        if (code == std::errc{} && layer >= layers)
            throw Error(ErrorKind::BadInput,
                        fmt::format("tensor {}: belongs to layer {}, but {} has {} layers ({})",
                                    fullName, layer, shapes, layers,
                                    shapes == "config.json" ? family.keys.layers : "layers"),
                        "The weights must be those that config.json describes");
    }
}

at::Tensor findIn(const Tensors& tensors, std::string_view name)
{
    const auto found = tensors.find(name);
    return found == tensors.end() ? at::Tensor() : found->second;
}

// For messages.
std::string bareName(const Family& family, const Architecture& architecture, std::string_view canonical)
{
    const std::string name = publishedOf(family, architecture, canonical).name;
    return name.starts_with(family.prefix) ? name.substr(family.prefix.size()) : name;
}

bool same(const at::Tensor& a, const at::Tensor& b)
{
    return a.is_same(b) || (a.scalar_type() == b.scalar_type() && at::equal(a, b));
}

} // namespace

Tensors takeWeights(const Tensors& stored, const Family& family, const Architecture& architecture,
                    std::string_view shapes)
{
    const auto find = [&](std::string_view name) { return findStored(stored, family, architecture, name); };
    const size_t layers = architecture.layerGroups > 0 ? size_t(architecture.layerGroups) : architecture.layers.size();
    refuseFurtherLayers(stored, family, layers, shapes);
    Tensors taken;
    for (const auto& [canonical, shape] : wantedShapes(architecture, find))
        take({canonical, bareName(family, architecture, canonical), shape, keyOf(canonical, shapes, family)}, find, taken);
    return taken;
}

bool sharesRelative(const Tensors& weights, const Architecture& architecture)
{
    if (architecture.positions.relativeBuckets == 0)
        return true;
    const auto relative = [&](size_t n) -> const at::Tensor& {
        return weights.at(fmt::format("layers.{}{}", n, kRelative));
    };
    for (size_t n = 1; n < architecture.layers.size(); ++n)
        if (!same(relative(n), relative(0)))
            return false;
    return true;
}

bool sharesLayers(const Tensors& weights, const Architecture& architecture)
{
    if (architecture.layerGroups == 0)
        return true;
    const size_t layers = architecture.layers.size(), each = layers / size_t(architecture.layerGroups);
    if (layers % size_t(architecture.layerGroups) != 0)
        return false;
    for (const auto& [name, tensor] : weights) {
        if (!name.starts_with("layers."))
            continue;
        const size_t start = std::string_view("layers.").size(), end = name.find('.', start);
        const size_t layer = std::stoul(name.substr(start, end - start));
        const at::Tensor first = findIn(weights, fmt::format("layers.{}{}", layer / each * each, name.substr(end)));
        if (!first.defined() || !same(first, tensor))
            return false;
    }
    return true;
}

Tensors publishWeights(const Tensors& weights, const Family& family,
                       const Architecture& architecture)
{
    const auto find = [&](std::string_view name) { return findIn(weights, name); };
    Tensors checked;
    for (const auto& [canonical, shape] : wantedShapes(architecture, find))
        take({canonical, canonical, shape, "the architecture"}, find, checked);
    return publish(checked, family, architecture);
}

} // namespace lathe::engine
