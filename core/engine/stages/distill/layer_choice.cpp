#include "core/engine/stages/distill/layer_choice.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::engine {

std::vector<int> chosenLayers(const std::string& choice, int k, int n)
{
    std::vector<int> layers;
    for (int i = 0; i < k; ++i) {
        if (choice == "first")
            layers.push_back(i);
        else if (choice == "last")
            layers.push_back(n - k + i);
        else
            layers.push_back(k == 1 ? 0 : i * (n - 1) / (k - 1));
    }
    return layers;
}

Checkpoint withLayers(const Checkpoint& model, const std::vector<int>& layers)
{
    Checkpoint student = model;
    student.weights.clear();
    student.architecture.layers.clear();
    for (const auto& [name, weight] : model.weights)
        if (!name.starts_with("layers."))
            student.weights[name] = weight;
    for (size_t to = 0; to < layers.size(); ++to) {
        const int from = layers[to];
        student.architecture.layers.push_back(model.architecture.layers[size_t(from)]);
        const std::string prefix = fmt::format("layers.{}.", from);
        for (auto it = model.weights.lower_bound(prefix); it != model.weights.end() && it->first.starts_with(prefix);
             ++it)
            student.weights[fmt::format("layers.{}.{}", to, it->first.substr(prefix.size()))] = it->second;
    }
    return student;
}

Architecture ofDepth(const Architecture& model, int layers)
{
    LayerShape widest = model.layers.front();
    for (const LayerShape& layer : model.layers) {
        if (layer.heads > widest.heads)
            widest.heads = layer.heads, widest.group = layer.group;
        widest.headSize = std::max(widest.headSize, layer.headSize);
        widest.ffn = std::max(widest.ffn, layer.ffn);
    }
    Architecture made = model;
    made.layers.assign(size_t(layers), widest);
    return made;
}

std::vector<LayerPair> layerMap(const std::string& kind, int k, int n)
{
    if (kind == "last")
        return {{k - 1, n - 1}};
    std::vector<LayerPair> pairs;
    for (int i = kind == "top" ? std::max(0, k - n) : 0; i < k; ++i)
        pairs.push_back({i, kind == "top" ? i + n - k : ((i + 1) * n + k - 1) / k - 1});
    return pairs;
}

} // namespace lathe::engine
