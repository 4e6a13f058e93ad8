#pragma once

#include "core/engine/export/onnx_transformer.h"
#include "core/engine/model/transformer.h"
#include "tests/engine/model_fixture.h"

#include <ATen/core/grad_mode.h>

// Exports of tiny models with the logits that they have to give, for check_onnx.py.
namespace lathe::tests {

// Only floats: what codes stand for, as the graph computes with it.
inline engine::Checkpoint widened(engine::Checkpoint checkpoint)
{
    const engine::Tensors stored = checkpoint.weights;
    for (const auto& [name, weight] : stored)
        if (!engine::isMatrixDetail(name) && weight.dim() == 2)
            if (const std::string matrix(engine::matrixOf(name)); engine::hasMatrix(stored, matrix))
                engine::putFloat(checkpoint.weights, matrix, engine::floatMatrix(stored, matrix));
    for (auto& [name, weight] : checkpoint.weights)
        weight = weight.to(at::kFloat);
    return checkpoint;
}

// x as 8-bit codes give it back.
inline at::Tensor rounded(const at::Tensor& x, double scale, double zero)
{
    return ((x / scale).round() + zero).clamp(0, 255).sub(zero).mul(scale);
}

// As ONNX's DynamicQuantizeLinear says: one range for the whole tensor, with 0 in it.
inline at::Tensor roundedAtOnce(const at::Tensor& x)
{
    const float low = std::min(0.f, x.min().item<float>()), high = std::max(0.f, x.max().item<float>());
    const float scale = (high - low) / 255;
    return scale > 0 ? rounded(x, scale, std::clamp(std::nearbyint(-low / scale), 0.f, 255.f)) : x;
}

// What the graph of a checkpoint has to answer to some of the rows, padded together: the transformer of float weights,
// with the inputs rounded in front of every layer's matrix of 8-bit codes; `fixedOnly`: only where their range is fixed, as in the
// graph for OpenVINO, which leaves the others to the runtime.
inline at::Tensor logitsOf(const engine::Checkpoint& checkpoint, const std::vector<engine::TokenIds>& rows, const std::vector<int>& which,
                           bool fixedOnly = false)
{
    const at::NoGradGuard noGrad;
    const engine::Tensors& stored = checkpoint.weights;
    engine::Hooks hooks;
    hooks.input = [&](const std::string& layer, const at::Tensor& x) {
        const std::string matrix = layer + ".weight";
        if (engine::storageOf(stored, matrix) != engine::Storage::Int8 || !engine::onnx::Matrices::multipliesCodes(matrix))
            return x;
        const auto smooth = stored.find(matrix + "_smooth");
        const at::Tensor divided = smooth == stored.end() ? x : x / smooth->second;
        const auto range = stored.find(matrix + "_range");
        if (fixedOnly && range == stored.end())
            return x;
        const at::Tensor codes = range == stored.end() ? roundedAtOnce(divided)
                                                       : rounded(divided, range->second[0].item<double>(), range->second[1].item<double>());
        return smooth == stored.end() ? codes : codes * smooth->second;
    };
    engine::Pass pass;
    pass.hooks = &hooks;
    return engine::Transformer(widened(checkpoint), false).logits(engine::pad(rows, which), pass).contiguous();
}

inline std::vector<std::vector<float>> listOf(const at::Tensor& logits)
{
    std::vector<std::vector<float>> list;
    for (int64_t r = 0; r < logits.size(0); ++r) {
        const float* row = logits.const_data_ptr<float>() + r * logits.size(1);
        list.emplace_back(row, row + logits.size(1));
    }
    return list;
}

// The form with 8-bit codes in every table of the embeddings.
inline engine::Checkpoint withInt8Tables(engine::Checkpoint checkpoint)
{
    for (const char* table : {"embeddings.token", "embeddings.position", "embeddings.type", "embeddings.relative"})
        if (checkpoint.weights.contains(table)) {
            const engine::Int8Rows codes = engine::roundRows(engine::floatMatrix(checkpoint.weights, table));
            engine::putInt8(checkpoint.weights, table, codes.codes, codes.scale);
        }
    return checkpoint;
}

// FOLDER/model.onnx and FOLDER/case.json, with what is wanted of all rows together, of half of them, and of each alone.
// bound: of the largest difference of a logit, beside the largest logit. config: settings of the runtime.
inline void writeCase(const engine::Checkpoint& checkpoint, const std::vector<engine::TokenIds>& rows, double bound,
                      const engine::onnx::MatrixForms& forms, const std::filesystem::path& folder,
                      const nlohmann::json& config = nlohmann::json::object())
{
    std::filesystem::create_directories(folder);
    engine::onnx::write(engine::onnx::modelOf(checkpoint, forms), folder / "model.onnx");
    // Rows of padding count in the range of a batch, so they have to be those that pad() makes.
    const bool anyCodes = std::any_of(checkpoint.weights.begin(), checkpoint.weights.end(),
                                      [](const auto& weight) { return weight.second.scalar_type() == at::kChar; });
    nlohmann::json batches = nlohmann::json::array();
    const auto ask = [&](const std::vector<int>& which) {
        batches.push_back({{"rows", which}, {"logits", listOf(logitsOf(checkpoint, rows, which, forms.forOpenVino))}});
    };
    std::vector<int> all;
    for (size_t i = 0; i < rows.size(); ++i)
        ask({int(i)}), all.push_back(int(i));
    ask(all);
    ask({all.begin(), all.begin() + int(all.size() + 1) / 2});
    const nlohmann::json made = {{"rows", rows}, {"batches", batches}, {"bound", bound}, {"config", config},
                                 {"padding", anyCodes ? 0 : std::max(0, checkpoint.architecture.padding)}};
    writeFile(folder / "case.json", made.dump());
}

} // namespace lathe::tests
