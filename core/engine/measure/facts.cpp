#include "core/engine/measure/facts.h"

#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/runtime/kernel_facts.h"

#include <fmt/ranges.h>
#include <set>

namespace lathe::engine {

namespace {

int64_t weightFileBytes(const std::filesystem::path& folder)
{
    int64_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == ".safetensors")
            bytes += int64_t(entry.file_size());
    return bytes;
}

} // namespace

runner::ModelFacts factsOf(const Checkpoint& c)
{
    runner::ModelFacts facts;
    facts.family = c.architecture.family;
    facts.name = std::filesystem::absolute(c.origin).lexically_normal().filename().string();
    facts.hiddenSize = c.architecture.hiddenSize;
    facts.vocabularySize = c.architecture.vocabularySize;
    facts.maxPositions = c.architecture.maxTokens();
    facts.labels = c.labels;
    facts.weightBytes = weightFileBytes(c.origin);
    for (const LayerShape& shape : c.architecture.layers)
        facts.layers.push_back({shape.heads, shape.headSize, shape.ffn, 0, 0});

    std::set<const void*> seen; // a tensor that layers share counts once
    std::set<std::string_view> storage, compute;
    facts.kernels = kernelsOf(c);
    for (const runner::KernelFacts& kernel : facts.kernels)
        if (kernel.part.starts_with("layers."))
            compute.insert(kernel.compute);
    for (const auto& [name, weight] : c.weights) {
        if (!seen.insert(weight.unsafeGetTensorImpl()).second)
            continue;
        const auto bytes = int64_t(weight.nbytes());
        const Storage form = storageOf(c.weights, name);
        if (!isMatrixDetail(name)) {
            facts.parameters += weight.numel() * (form == Storage::Int4 ? 2 : 1);
            if (weight.dim() > 1 && name != "head.out.weight")
                storage.insert(toString(form));
        }
        if (name.starts_with("embeddings.")) {
            facts.embeddingBytes += bytes;
        } else if (name.starts_with("head.") || name.starts_with("final_norm.")) {
            facts.headBytes += bytes;
        } else {
            runner::LayerFacts& layer = facts.layers[std::stoul(name.substr(std::string_view("layers.").size()))];
            (name.find(".attention.") != std::string::npos ? layer.attentionBytes : layer.ffnBytes) += bytes;
        }
    }
    facts.storage = fmt::format("{}", fmt::join(storage, " + "));
    facts.compute = fmt::format("{}", fmt::join(compute, " + "));
    return facts;
}

} // namespace lathe::engine
