#include "core/engine/model/checkpoint_weights.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"

#include <ATen/ops/equal.h>
#include <charconv>
#include <fmt/ranges.h>

namespace lathe::engine {

namespace {

using Shape = std::vector<int64_t>;

constexpr std::string_view kRelative = ".attention.relative";

std::string prefixed(const Family& family, std::string_view published)
{
    return fmt::format("{}{}", published.starts_with("classifier.") ? "" : family.prefix,
                       published);
}

// LayerNorm.gamma for LayerNorm.weight and .beta for .bias, as in files converted from TensorFlow.
std::string oldName(const std::string& name)
{
    constexpr std::string_view kWeight = "LayerNorm.weight";
    constexpr std::string_view kBias = "LayerNorm.bias";
    if (name.ends_with(kWeight))
        return name.substr(0, name.size() - kWeight.size()) + "LayerNorm.gamma";
    if (name.ends_with(kBias))
        return name.substr(0, name.size() - kBias.size()) + "LayerNorm.beta";
    return name;
}

std::vector<std::string> namesOf(const Family& family, std::string_view canonical)
{
    const std::string_view matrix = matrixOf(canonical), suffix = canonical.substr(matrix.size());
    std::vector<std::string> published{family.publishedName(matrix)};
    if (matrix.ends_with(kRelative) && !family.sharedRelative.empty())
        published.emplace_back(family.sharedRelative);
    std::vector<std::string> names;
    for (const std::string& name : published)
        for (const std::string& full : {prefixed(family, name), name})
            for (const std::string& spelled : {full, oldName(full)})
                names.push_back(fmt::format("{}{}", spelled, suffix));
    return names;
}

// Which key decided the shape of a weight, for the message when the weight differs.
std::string keyOf(std::string_view canonical, std::string_view shapes)
{
    if (canonical == "embeddings.token")
        return "config.json, vocab_size and hidden_size";
    if (canonical == "embeddings.position")
        return "config.json, max_position_embeddings and hidden_size";
    if (canonical == "embeddings.type")
        return "config.json, type_vocab_size and hidden_size";
    if (!canonical.starts_with("layers.") || canonical.find(".norm.") != std::string_view::npos)
        return "config.json, hidden_size";
    const bool ffn = canonical.find(".ffn.") != std::string_view::npos;
    if (shapes == "config.json")
        return ffn ? "config.json, intermediate_size" : "config.json, hidden_size";
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
    const at::Tensor* tensor = find(name);
    if (!tensor)
        throw badInput("tensor {}: is missing, though {} is {}", shownName, matrix.name,
                       toString(storageOf(taken, matrix.canonical)));
    checkShape(*tensor, shape, shownName, meaning);
    if (tensor->scalar_type() != type)
        throw badInput("tensor {}: is stored as {}, wanted {}", shownName, c10::toString(tensor->scalar_type()),
                       type == at::kHalf ? "float16" : type == at::kInt ? "int32" : "float32");
    taken.insert_or_assign(name, *tensor);
}

// A matrix or vector that is kept under its own name, with its scale where it is int8 or int4.
template <class Find>
void takePlain(const Wanted& wanted, bool mayBeCodes, Find find, Tensors& taken)
{
    const at::Tensor* tensor = find(wanted.canonical);
    if (!tensor)
        throw Error(ErrorKind::BadInput, fmt::format("tensor {}: is missing", wanted.name),
                    "The weights must be those that config.json describes");
    const at::ScalarType type = tensor->scalar_type();
    const bool blocks = type == at::kByte && mayBeCodes && find(wanted.canonical + "_gguf");
    const bool int4 = type == at::kByte && mayBeCodes && !blocks;
    Shape stored = wanted.shape;
    if (int4)
        stored[1] /= 2;
    if (blocks) {
        taken.insert_or_assign(wanted.canonical, *tensor);
        takeDetail(wanted, "_gguf", {1}, at::kInt, "the type of its blocks", find, taken);
        const GgufType& kind = blockType(taken, wanted.canonical);
        if (wanted.shape[1] % kind.blockValues != 0)
            throw badInput("tensor {}: is stored as {}, whose blocks of {} do not fit rows of {} ({})", wanted.name,
                           kind.name, kind.blockValues, wanted.shape[1], wanted.key);
        stored[1] = wanted.shape[1] / kind.blockValues * kind.blockBytes;
    }
    checkShape(*tensor, stored, wanted.name, wanted.key);
    if (!isFloat(type) && !(type == at::kChar && mayBeCodes) && !int4 && !blocks)
        throw badInput("tensor {}: is stored as {}, wanted float32, float16 or bfloat16{}",
                       wanted.name, c10::toString(type), mayBeCodes ? " (or int8, int4)" : "");
    taken.insert_or_assign(wanted.canonical, *tensor);
    if (type == at::kChar)
        takeDetail(wanted, "_scale", {wanted.shape[0]}, at::kFloat, "one scale per row", find, taken);
    if (!int4)
        return;
    const at::Tensor* scale = find(wanted.canonical + "_scale");
    const int64_t groups = scale && scale->dim() == 2 ? scale->size(1) : 1;
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
    const at::Tensor* left = matrix ? find(wanted.canonical + "_left") : nullptr;
    if (left && !find(wanted.canonical)) {
        const int64_t scaledRank = left->dim() == 2 ? left->size(1) : 0;
        const int64_t rank = left->scalar_type() == at::kByte ? scaledRank * 2 : scaledRank;
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
    if (find(wanted.canonical + "_smooth"))
        takeDetail(wanted, "_smooth", {wanted.shape[1]}, at::kFloat, "one factor per column", find, taken);
    if (find(wanted.canonical + "_range"))
        takeDetail(wanted, "_range", {2}, at::kFloat, "scale and zero point", find, taken);
}

std::vector<std::pair<std::string, Shape>> denseShapes(const Architecture& a)
{
    return {{"head.dense.weight", {a.hiddenSize, a.hiddenSize}},
            {"head.dense.bias", {a.hiddenSize}}};
}

// Layers that the config does not count would be left out without a word.
void refuseFurtherLayers(const Tensors& stored, const Family& family, size_t layers,
                         std::string_view shapes)
{
    constexpr std::string_view kLayer = "encoder.layer.";
    for (const auto& [fullName, tensor] : stored) {
        std::string_view name = fullName;
        if (name.starts_with(family.prefix))
            name.remove_prefix(family.prefix.size());
        if (!name.starts_with(kLayer))
            continue;
        name.remove_prefix(kLayer.size());
        size_t layer = 0;
        const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), layer);
        if (code == std::errc{} && layer >= layers)
            throw Error(ErrorKind::BadInput,
                        fmt::format("tensor {}: belongs to layer {}, but {} has {} layers ({})",
                                    fullName, layer, shapes, layers,
                                    shapes == "config.json" ? "num_hidden_layers" : "layers"),
                        "The weights must be those that config.json describes");
    }
}

const at::Tensor* findIn(const Tensors& tensors, std::string_view name)
{
    const auto found = tensors.find(name);
    return found == tensors.end() ? nullptr : &found->second;
}

} // namespace

const at::Tensor* findStored(const Tensors& stored, const Family& family,
                             std::string_view canonical)
{
    for (const std::string& name : namesOf(family, canonical))
        if (const at::Tensor* tensor = findIn(stored, name))
            return tensor;
    return nullptr;
}

Tensors takeWeights(const Tensors& stored, const Family& family, const Architecture& architecture,
                    std::string_view shapes)
{
    const auto find = [&](std::string_view name) { return findStored(stored, family, name); };
    auto wanted = weightShapes(architecture);
    if (architecture.classes == 0 && find("head.dense.weight"))
        for (auto& weight : denseShapes(architecture))
            wanted.push_back(std::move(weight));
    Tensors taken;
    for (const auto& [canonical, shape] : wanted)
        take({canonical, family.publishedName(canonical), shape, keyOf(canonical, shapes)}, find,
             taken);
    refuseFurtherLayers(stored, family, architecture.layers.size(), shapes);
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
        if (!relative(n).is_same(relative(0)) &&
            (relative(n).scalar_type() != relative(0).scalar_type() ||
             !at::equal(relative(n), relative(0))))
            return false;
    return true;
}

Tensors publishWeights(const Tensors& weights, const Family& family,
                       const Architecture& architecture)
{
    auto wanted = weightShapes(architecture);
    if (architecture.classes == 0 && weights.contains("head.dense.weight"))
        for (auto& weight : denseShapes(architecture))
            wanted.push_back(std::move(weight));
    Tensors checked;
    for (const auto& [canonical, shape] : wanted)
        take(
            {canonical, canonical, shape, "the architecture"},
            [&](std::string_view name) { return findIn(weights, name); }, checked);

    const bool shared = sharesRelative(checked, architecture);
    Tensors published;
    for (const auto& [canonical, tensor] : checked) {
        const std::string_view base = matrixOf(canonical);
        std::string name = shared && base.ends_with(kRelative) ? std::string(family.sharedRelative)
                                                               : family.publishedName(base);
        if (architecture.classes > 0)
            name = prefixed(family, name);
        name += std::string_view(canonical).substr(base.size());
        published.emplace(std::move(name), tensor);
    }
    return published;
}

} // namespace lathe::engine
