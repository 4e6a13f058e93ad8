#include "core/runner/facts_json.h"

namespace lathe::runner {

using nlohmann::json;

json kernelsToJson(const std::vector<KernelFacts>& facts)
{
    json kernels = json::array();
    for (const KernelFacts& kernel : facts)
        kernels.push_back({{"part", kernel.part},
                           {"storage", kernel.storage},
                           {"compute", kernel.compute},
                           {"kernel", kernel.kernel},
                           {"rows", kernel.rows},
                           {"columns", kernel.columns}});
    return kernels;
}

json toJson(const ModelFacts& facts)
{
    json layers = json::array();
    for (const LayerFacts& layer : facts.layers)
        layers.push_back({{"heads", layer.heads},
                          {"headSize", layer.headSize},
                          {"ffn", layer.ffn},
                          {"attentionBytes", layer.attentionBytes},
                          {"ffnBytes", layer.ffnBytes}});
    json out = {{"family", facts.family},
                {"name", facts.name},
                {"hiddenSize", facts.hiddenSize},
                {"vocabularySize", facts.vocabularySize},
                {"maxPositions", facts.maxPositions},
                {"parameters", facts.parameters},
                {"weightBytes", facts.weightBytes},
                {"embeddingBytes", facts.embeddingBytes},
                {"headBytes", facts.headBytes},
                {"storage", facts.storage},
                {"compute", facts.compute},
                {"layers", std::move(layers)},
                {"kernels", kernelsToJson(facts.kernels)}};
    if (facts.labels)
        out["labels"] = {{"kind", toString(facts.labels->kind)}, {"names", facts.labels->names}};
    return out;
}

ModelFacts factsFromJson(const json& in)
{
    ModelFacts facts;
    in.at("family").get_to(facts.family);
    in.at("name").get_to(facts.name);
    in.at("hiddenSize").get_to(facts.hiddenSize);
    in.at("vocabularySize").get_to(facts.vocabularySize);
    in.at("maxPositions").get_to(facts.maxPositions);
    in.at("parameters").get_to(facts.parameters);
    in.at("weightBytes").get_to(facts.weightBytes);
    in.at("embeddingBytes").get_to(facts.embeddingBytes);
    in.at("headBytes").get_to(facts.headBytes);
    in.at("storage").get_to(facts.storage);
    in.at("compute").get_to(facts.compute);
    for (const json& layer : in.at("layers"))
        facts.layers.push_back({layer.at("heads").get<int>(), layer.at("headSize").get<int>(),
                                layer.at("ffn").get<int>(),
                                layer.at("attentionBytes").get<int64_t>(),
                                layer.at("ffnBytes").get<int64_t>()});
    for (const json& kernel : in.value("kernels", json::array())) // older records have none
        facts.kernels.push_back({kernel.at("part").get<std::string>(), kernel.at("storage").get<std::string>(),
                                 kernel.at("compute").get<std::string>(), kernel.at("kernel").get<std::string>(),
                                 kernel.at("rows").get<int64_t>(), kernel.at("columns").get<int64_t>()});
    if (const auto labels = in.find("labels"); labels != in.end()) {
        facts.labels.emplace();
        facts.labels->kind = labels->at("kind") == toString(data::TaskKind::Multilabel)
                                 ? data::TaskKind::Multilabel
                                 : data::TaskKind::Multiclass;
        labels->at("names").get_to(facts.labels->names);
    }
    return facts;
}

} // namespace lathe::runner
