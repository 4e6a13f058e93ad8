#include "core/engine/model/published.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/checkpoint_weights.h"
#include "core/engine/model/matrix.h"

#include <algorithm>
#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/TensorOperators.h>
#include <fmt/ranges.h>
#include <optional>
#include <stdexcept>

namespace lathe::engine {

namespace {

constexpr std::string_view kLayers = "layers.";

// What follows the entry's name in the canonical one: ".weight", nothing for a table; absent when
// it is another weight.
std::optional<std::string_view> restAfter(std::string_view name, std::string_view entry)
{
    if (!name.starts_with(entry))
        return {};
    name.remove_prefix(entry.size());
    return name.empty() || name.front() == '.' ? std::optional(name) : std::nullopt;
}

std::optional<Published> lookedUp(std::span<const Renaming> table, std::string_view name,
                                  const std::string& before, const std::string& publishedBefore)
{
    for (const Renaming& entry : table) {
        const auto rest = restAfter(name, entry.canonical);
        if (!rest)
            continue;
        Published found{
            fmt::format("{}{}{}", publishedBefore, entry.published, *rest), entry.layout, {}};
        for (const Renaming& part : table)
            if (part.published == entry.published && entry.layout != Layout::Plain)
                found.parts.push_back(fmt::format("{}{}{}", before, part.canonical, *rest));
        return found;
    }
    return {};
}

// LayerNorm.gamma for LayerNorm.weight and .beta for .bias, as in files converted from TensorFlow.
std::string oldName(const std::string& name)
{
    using Names = std::pair<std::string_view, std::string_view>;
    for (const auto& [now, before] :
         {Names("LayerNorm.weight", "LayerNorm.gamma"), Names("LayerNorm.bias", "LayerNorm.beta")})
        if (name.ends_with(now))
            return fmt::format("{}{}", name.substr(0, name.size() - now.size()), before);
    return name;
}

at::Tensor findIn(const Tensors& tensors, const std::string& name)
{
    const auto found = tensors.find(name);
    return found == tensors.end() ? at::Tensor() : found->second;
}

at::Tensor firstOf(const Tensors& stored, const Family& family, const std::string& published,
                   std::string_view suffix)
{
    std::vector<std::string> names{published};
    if (published.starts_with(family.prefix))
        names.push_back(published.substr(family.prefix.size()));
    for (const std::string& name : names)
        for (const std::string& spelled : {name, oldName(name)})
            if (at::Tensor tensor = findIn(stored, spelled + std::string(suffix)); tensor.defined())
                return tensor;
    return {};
}

int64_t rowsOf(const Architecture& architecture, const std::string& canonical)
{
    for (const auto& [name, shape] : weightShapes(architecture))
        if (name == canonical)
            return shape[0];
    return 0;
}

// One part of what is stored fused. Cuts of whole rows share the memory of the fused tensor.
at::Tensor partOf(const at::Tensor& stored, const Published& place,
                  const Architecture& architecture, std::string_view canonical)
{
    const at::Tensor fused =
        place.layout == Layout::Transposed && stored.dim() == 2 ? stored.t() : stored;
    int64_t rows = 0, begin = 0, count = 0;
    for (const std::string& part : place.parts) {
        const int64_t own = rowsOf(architecture, part);
        if (part == canonical)
            begin = rows, count = own;
        rows += own;
    }
    if (fused.dim() < 1 || fused.dim() > 2 || fused.size(0) != rows)
        throw badInput("tensor {}: has the shape [{}], wanted {} {} for {}", place.name,
                       fmt::join(stored.sizes(), ", "), rows,
                       place.layout == Layout::Transposed ? "columns" : "rows",
                       fmt::join(place.parts, ", "));
    if (place.layout != Layout::Interleaved)
        return fused.narrow(0, begin, count).contiguous();
    const auto parts = int64_t(place.parts.size());
    const size_t layer = std::stoul(std::string(canonical.substr(kLayers.size())));
    std::vector<int64_t> shape{
        -1, parts, architecture.layers[layer].headSize}; // [heads, parts, headSize, ...]
    std::vector<int64_t> flat{count};
    if (fused.dim() == 2)
        shape.push_back(fused.size(1)), flat.push_back(fused.size(1));
    const int64_t part =
        std::find(place.parts.begin(), place.parts.end(), canonical) - place.parts.begin();
    return fused.view(shape).select(1, part).reshape(flat).contiguous();
}

// The parts in the form in which the family stores them together.
at::Tensor fusedOf(const std::vector<at::Tensor>& parts, Layout layout, int64_t headSize)
{
    if (layout != Layout::Interleaved) {
        const at::Tensor rows = parts.size() == 1 ? parts.front() : at::cat(parts, 0);
        return (layout == Layout::Transposed && rows.dim() == 2 ? rows.t() : rows).contiguous();
    }
    std::vector<at::Tensor> heads; // [heads, headSize, ...]
    for (const at::Tensor& part : parts)
        heads.push_back(part.dim() == 2 ? part.view({-1, headSize, part.size(1)})
                                        : part.view({-1, headSize}));
    return at::stack(heads, 1).flatten(0, 2).contiguous();
}

bool fits(const Tensors& weights, const std::vector<std::string>& parts)
{
    const at::Tensor first = findIn(weights, parts.front());
    return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
        const at::Tensor own = findIn(weights, part);
        return own.defined() && own.is_floating_point() &&
               own.scalar_type() == first.scalar_type() && !weights.contains(part + "_smooth") &&
               !weights.contains(part + "_range");
    });
}

} // namespace

Published publishedOf(const Family& family, const Architecture& architecture,
                      std::string_view canonical)
{
    std::optional<Published> found;
    if (canonical.starts_with(kLayers)) {
        const size_t dot = canonical.find('.', kLayers.size());
        const std::string number(canonical.substr(kLayers.size(), dot - kLayers.size()));
        const std::string before = fmt::format("{}{}.", kLayers, number);
        std::string published = number;
        if (architecture.layerGroups > 0)
            published = std::to_string(std::stoul(number) * size_t(architecture.layerGroups) /
                                       architecture.layers.size());
        found =
            lookedUp(family.layer, canonical.substr(std::min(canonical.size(), dot + 1)), before,
                     fmt::format("{}{}{}.", family.prefix, family.layerName, published));
    } else {
        found = lookedUp(family.model, canonical, "", std::string(family.prefix));
        if (!found)
            found = lookedUp(family.head, canonical, "", "");
    }
    if (!found)
        throw std::logic_error(fmt::format("no published name for weight {}", canonical));
    return *found;
}

at::Tensor findStored(const Tensors& stored, const Family& family, const Architecture& architecture,
                      std::string_view canonical)
{
    const std::string_view matrix = matrixOf(canonical), suffix = canonical.substr(matrix.size());
    const Published place = publishedOf(family, architecture, matrix);
    const bool isBlockType = suffix == "_gguf"; // the same for all parts
    if (place.layout == Layout::Plain || suffix.empty() || isBlockType) {
        const at::Tensor tensor = firstOf(stored, family, place.name, suffix);
        if (tensor.defined())
            return place.layout == Layout::Plain || isBlockType ? tensor : partOf(tensor, place, architecture, matrix);
    }
    if (matrix.ends_with(kRelative) && !family.sharedRelative.empty()) {
        const std::string shared = fmt::format("{}{}", family.prefix, family.sharedRelative);
        if (at::Tensor tensor = firstOf(stored, family, shared, suffix); tensor.defined())
            return tensor;
    }
    return place.layout == Layout::Plain ? at::Tensor() : findIn(stored, std::string(canonical));
}

Tensors publish(const Tensors& weights, const Family& family, const Architecture& architecture)
{
    const bool shared = sharesRelative(weights, architecture);
    const size_t prefix = architecture.classes > 0 ? 0 : family.prefix.size();
    const auto named = [&](std::string name) {
        return name.starts_with(family.prefix) ? name.substr(prefix) : name;
    };
    Tensors published;
    for (const auto& [canonical, tensor] : weights) {
        const std::string_view base = matrixOf(canonical),
                               suffix = std::string_view(canonical).substr(base.size());
        const Published place = publishedOf(family, architecture, base);
        if (place.layout != Layout::Plain) {
            if (!fits(weights, place.parts)) {
                published.emplace(canonical, tensor);
            } else if (base == place.parts.front()) {
                std::vector<at::Tensor> parts;
                for (const std::string& part : place.parts)
                    parts.push_back(weights.at(part));
                const int64_t headSize =
                    place.layout == Layout::Interleaved
                        ? architecture.layers[std::stoul(canonical.substr(kLayers.size()))].headSize
                        : 0;
                published.emplace(named(place.name), fusedOf(parts, place.layout, headSize));
            }
            continue;
        }
        const std::string name = shared && base.ends_with(kRelative)
                                     ? fmt::format("{}{}", family.prefix, family.sharedRelative)
                                     : place.name;
        published.emplace(named(name) + std::string(suffix), tensor);
    }
    return published;
}

} // namespace lathe::engine
