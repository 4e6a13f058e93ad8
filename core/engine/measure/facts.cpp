#include "core/engine/measure/facts.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/gguf_model.h"
#include "core/engine/model/matrix.h"
#include "core/engine/runtime/kernel_facts.h"

#include <fmt/ranges.h>
#include <set>

namespace lathe::engine {

namespace {

int64_t weightFileBytes(const std::filesystem::path& folder)
{
    int64_t bytes = 0;
    for (const std::filesystem::path& file : weightFiles(folder))
        if (file.extension() != ".json")
            bytes += int64_t(std::filesystem::file_size(file));
    return bytes;
}

// "GGUF Q4_K_M: " of a model from such a file.
std::string ggufName(const std::filesystem::path& model)
{
    const std::filesystem::path file = weightsEntry(model);
    if (file.extension() != ".gguf")
        return {};
    const std::string quantization = ggufQuantization(file);
    return fmt::format("GGUF{}{}: ", quantization.empty() ? "" : " ", quantization);
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
    std::set<std::string> storage;
    std::set<std::string_view> compute;
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
            facts.parameters += form == Storage::Int4 || form == Storage::Blocks
                                    ? sizesOf(c.weights, name).first * sizesOf(c.weights, name).second
                                    : weight.numel();
            if (weight.dim() > 1 && name != "head.out.weight")
                storage.insert(storageName(c.weights, name));
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
    facts.storage = fmt::format("{}{}", ggufName(c.origin), fmt::join(storage, " + "));
    facts.compute = fmt::format("{}", fmt::join(compute, " + "));
    return facts;
}

} // namespace lathe::engine
