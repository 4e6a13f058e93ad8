#pragma once

#include "core/base/files.h"
#include "core/engine/model/batches.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/matrix.h"
#include "core/engine/model/round_rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/eye.h>
#include <algorithm>
#include <cmath>

// The tiny models of tests/data/models and tests/data/families, and what transformers computes with them.
namespace lathe::tests {

inline std::vector<std::filesystem::path> modelFixtures()
{
    std::vector<std::filesystem::path> folders;
    for (const char* parent : {LATHE_TEST_DATA "/models", LATHE_TEST_DATA "/families"})
        for (const auto& entry : std::filesystem::directory_iterator(parent))
            if (const auto file = entry.path() / "expected.json"; std::filesystem::exists(file) && readJson(file).contains("logits"))
                folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

// A head that hands on what it reads, for a model that brings none.
inline engine::Checkpoint withHead(engine::Checkpoint checkpoint)
{
    engine::Architecture& a = checkpoint.architecture;
    if (a.classes > 0)
        return checkpoint;
    a.classes = a.hiddenSize;
    checkpoint.weights["head.out.weight"] = at::eye(a.hiddenSize);
    checkpoint.labels.emplace();
    for (int i = 0; i < a.classes; ++i)
        checkpoint.labels->names.push_back(std::to_string(i));
    return checkpoint;
}

// Calls change with the name of every matrix in the layers.
template <class Change> void eachLayerMatrix(engine::Tensors& weights, const Change& change)
{
    std::vector<std::string> names;
    for (const auto& [name, weight] : weights)
        if (name.starts_with("layers.") && weight.dim() == 2 && !name.ends_with(".relative"))
            names.push_back(name);
    for (const std::string& name : names)
        change(name);
}

inline void roundLayers(engine::Tensors& weights)
{
    eachLayerMatrix(weights, [&](const std::string& name) {
        const engine::Int8Rows rows = engine::roundRows(engine::floatMatrix(weights, name));
        engine::putInt8(weights, name, rows.codes, rows.scale);
    });
}

// To 4 bits, one scale for each row.
inline void roundLayersToInt4(engine::Tensors& weights)
{
    eachLayerMatrix(weights, [&](const std::string& name) {
        const at::Tensor matrix = engine::floatMatrix(weights, name);
        const at::Tensor scale = (matrix.abs().amax(1, true) / 7).clamp_min(1e-6);
        engine::putInt4(weights, name, (matrix / scale).round().clamp(-8, 7).to(at::kChar), scale);
    });
}

} // namespace lathe::tests
