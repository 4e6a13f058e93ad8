#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

std::vector<std::pair<std::string, std::vector<int64_t>>> weightShapes(const Architecture& a)
{
    std::vector<std::pair<std::string, std::vector<int64_t>>> shapes;
    const int64_t hidden = a.hiddenSize; // H
    const auto linear = [&](const std::string& name, int64_t out, int64_t in) {
        shapes.push_back({name + ".weight", {out, in}});
        shapes.push_back({name + ".bias", {out}});
    };
    const auto norm = [&](const std::string& name) {
        shapes.push_back({name + ".weight", {hidden}});
        shapes.push_back({name + ".bias", {hidden}});
    };

    shapes.push_back({"embeddings.token", {a.vocabularySize, hidden}});
    shapes.push_back({"embeddings.position", {a.positions, hidden}});
    if (a.tokenTypes > 0)
        shapes.push_back({"embeddings.type", {a.tokenTypes, hidden}});
    norm("embeddings.norm");
    for (size_t n = 0; n < a.layers.size(); ++n) {
        const LayerShape& layer = a.layers[n];
        const std::string attention = "layers." + std::to_string(n) + ".attention";
        for (const char* part : {".query", ".key", ".value"})
            linear(attention + part, layer.attention(), hidden);
        linear(attention + ".output", hidden, layer.attention());
        norm(attention + ".norm");
        if (a.relativeBuckets > 0)
            shapes.push_back({attention + ".relative", {a.relativeBuckets, layer.heads}});
        const std::string ffn = "layers." + std::to_string(n) + ".ffn";
        linear(ffn + ".up", layer.ffn, hidden);
        linear(ffn + ".down", hidden, layer.ffn);
        norm(ffn + ".norm");
    }
    if (a.classes > 0) {
        linear("head.dense", hidden, hidden);
        linear("head.out", a.classes, hidden);
    }
    return shapes;
}

} // namespace lathe::engine
