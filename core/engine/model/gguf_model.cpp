#include "core/engine/model/gguf_model.h"

#include "core/engine/model/gguf_config.h"
#include "core/engine/model/gguf_names.h"
#include "core/engine/model/matrix.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <algorithm>

namespace lathe::engine {

using nlohmann::json;

namespace {

bool isDetail(std::string_view name) { return name.ends_with("_gguf"); }

// Rows (or, of a bias, values) in another order: `shape` multiplies to their number, and its
// dimensions `first` and `second` change places. Blocks stay whole, because a row is cut into them.
at::Tensor reordered(const at::Tensor& tensor, std::string_view name, std::vector<int64_t> shape, int64_t first,
                     int64_t second)
{
    int64_t rows = 1;
    for (const int64_t size : shape)
        rows *= size;
    if (tensor.dim() < 1 || tensor.size(0) != rows)
        throw badInput("tensor {}: has {} rows, wanted {}", name, tensor.dim() < 1 ? 0 : tensor.size(0), rows);
    const at::Tensor order = at::arange(rows, at::kLong).view(shape).transpose(first, second).reshape({rows});
    return tensor.index_select(0, order);
}

// Undoes what the converters of llama.cpp do to a tensor; `name` is the file's.
at::Tensor asPublished(const std::string& architecture, const json& config, const std::string& name,
                       const at::Tensor& tensor)
{
    const auto number = [&](const char* key) { return config.at(key).get<int64_t>(); };
    const auto isPart = [&](std::string_view part) {
        return name.starts_with("blk.") && name.find(part) != std::string::npos;
    };
    const bool query = isPart(".attn_q."), key = isPart(".attn_k.");
    if ((architecture == "llama" || architecture == "smollm3") && (query || key)) { // pairs that turn together: side by side, not half a head apart
        const int64_t heads = number(query ? "num_attention_heads" : "num_key_value_heads");
        return reordered(tensor, name, {heads, number("head_dim") / 2, 2}, 1, 2);
    }
    if (architecture == "gptneox" && isPart(".attn_qkv.")) { // three blocks of heads, not three parts of each head
        const int64_t heads = number("num_attention_heads");
        return reordered(tensor, name, {3, heads, number("hidden_size") / std::max<int64_t>(1, heads)}, 0, 1);
    }
    if (architecture.starts_with("gemma") && name.ends_with("norm.weight"))
        return tensor.to(at::kFloat) - 1; // 1 was added
    return tensor;
}

// GPT-2 is published with its matrices the other way round.
bool isTurned(const std::string& architecture, std::string_view name)
{
    return architecture == "gpt2" && name.starts_with("blk.") && name.ends_with(".weight") &&
           name.find("norm") == std::string_view::npos;
}

// The head that Lathe keeps in the metadata, because llama.cpp has no place for it: [labels, hidden size], row by row.
void addHead(const json& metadata, GgufModel& model)
{
    const auto found = metadata.find("lathe.classifier.weight");
    if (found == metadata.end() || model.tensors.contains("score.weight"))
        return;
    const int64_t hidden = model.config.value("hidden_size", model.config.value("n_embd", int64_t(0)));
    if (!found->is_array() || hidden < 1 || found->empty() || int64_t(found->size()) % hidden != 0 ||
        !std::all_of(found->begin(), found->end(), [](const json& value) { return value.is_number(); }))
        throw badInput("key lathe.classifier.weight: must be rows of {} numbers", hidden);
    at::Tensor weight = at::empty({int64_t(found->size()) / hidden, hidden}, at::kFloat);
    std::copy(found->begin(), found->end(), weight.mutable_data_ptr<float>());
    model.tensors["score.weight"] = std::move(weight);
}

} // namespace

GgufModel readGgufModel(const std::filesystem::path& file)
{
    const GgufContent content = readGguf(file);
    try {
        GgufModel model{ggufConfig(content), {}};
        const auto architecture = content.metadata.at("general.architecture").get<std::string>();
        for (const auto& [name, tensor] : content.tensors) {
            const auto published = publishedGgufName(architecture, name);
            if (!published)
                continue;
            if (!isTurned(architecture, name))
                model.tensors[*published] =
                    isDetail(name) ? tensor : asPublished(architecture, model.config, name, tensor);
            else if (tensor.dim() == 2)
                model.tensors[*published] = storedMatrix(content.tensors, name).t().contiguous();
        }
        addHead(content.metadata, model);
        return model;
    } catch (const Error& error) { // says which file
        throw error.in(file.string());
    }
}

std::string ggufQuantization(const std::filesystem::path& file)
{
    const json metadata = readGgufMetadata(file);
    const auto type = metadata.find("general.file_type");
    return type != metadata.end() && type->is_number_unsigned()
               ? std::string(ggufFileType(int64_t(std::min<uint64_t>(type->get<uint64_t>(), 1u << 16))))
               : std::string();
}

} // namespace lathe::engine
