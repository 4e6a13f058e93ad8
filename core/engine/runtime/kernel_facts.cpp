#include "core/engine/runtime/kernel_facts.h"

#include "core/engine/runtime/packed_linear.h"

#include <fmt/format.h>

namespace lathe::engine {

namespace {

std::string storageOfPart(const Checkpoint& c, const std::string& matrix)
{
    std::string name = storageName(c.weights, matrix);
    if (storageOf(c.weights, matrix) == Storage::Factors)
        name += fmt::format(" in {}", storageName(c.weights, matrix + "_left"));
    return name;
}

} // namespace

bool asksOnce(const Architecture& a, size_t layer)
{
    return layer + 1 == a.layers.size() && a.head.pooling != Pooling::Mean;
}

LinearGroup linearGroup(const Checkpoint& c, size_t layer, std::initializer_list<const char*> parts)
{
    LinearGroup group;
    const std::string prefix = fmt::format("layers.{}.", layer);
    for (const char* part : parts)
        group.layers.push_back(prefix + part);
    if (asksOnce(c.architecture, layer) &&
        group.layers.front() != prefix + "attention.output" &&
        group.layers.front().starts_with(prefix + "attention."))
        for (const char* part : {"query", "key", "value"})
            group.halves &=
                storageOf(c.weights, prefix + "attention." + part + ".weight") == Storage::BFloat16;
    return group;
}

std::vector<runner::KernelFacts> kernelsOf(const Checkpoint& c)
{
    std::vector<runner::KernelFacts> facts;
    const Architecture& a = c.architecture;
    facts.push_back({"embeddings.token", storageOfPart(c, "embeddings.token"), "fp32", "lookup",
                     a.vocabularySize, a.embeddingSize()});
    const auto add = [&](const LinearGroup& group, int64_t rows, int64_t columns) {
        if (rows == 0 || columns == 0)
            return;
        const LinearPlan plan = PackedLinear::plan(c.weights, group.layers, group.halves);
        std::string name = group.layers.front();
        for (size_t i = 1; i < group.layers.size(); ++i)
            name += " + " + group.layers[i].substr(group.layers[i].rfind('.') + 1);
        facts.push_back({std::move(name), plan.storage, plan.compute, plan.kernel, rows, columns});
    };
    if (a.embeddings.size > 0)
        add({{"embeddings.project"}}, a.hiddenSize, a.embeddingSize());
    for (size_t i = 0; i < a.layers.size(); ++i) {
        const int64_t A = a.layers[i].attention(), G = a.layers[i].keyValue(), F = a.layers[i].ffn, H = a.hiddenSize;
        if (asksOnce(a, i)) {
            add(linearGroup(c, i, {"attention.query"}), A, H);
            add(linearGroup(c, i, {"attention.key", "attention.value"}), 2 * G, H);
        } else {
            add(linearGroup(c, i, {"attention.query", "attention.key", "attention.value"}), A + 2 * G, H);
        }
        add(linearGroup(c, i, {"attention.output"}), H, A);
        if (a.ffn.gated)
            add(linearGroup(c, i, {"ffn.gate", "ffn.up"}), 2 * F, H);
        else
            add(linearGroup(c, i, {"ffn.up"}), F, H);
        add(linearGroup(c, i, {"ffn.down"}), H, F);
    }
    for (const char* part : {"head.dense", "head.out"})
        if (const std::string matrix = std::string(part) + ".weight"; hasMatrix(c.weights, matrix))
            facts.push_back({part, storageOfPart(c, matrix), "fp32",
                             kernels::productName(kernels::Numbers::Float32),
                             part == std::string("head.out") ? a.classes : a.headSize(),
                             part == std::string("head.out") ? a.headSize() : a.hiddenSize});
    return facts;
}

} // namespace lathe::engine
