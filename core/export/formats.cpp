#include "core/export/formats.h"

#include "core/base/error.h"
#include "core/export/gguf_limits.h"

#include <algorithm>
#include <fmt/ranges.h>

namespace lathe::exports {

const std::vector<FormatInfo>& allFormats()
{
    static const std::vector<FormatInfo> formats{
        {Format::Onnx, "onnx", "ONNX", "One file that ONNX Runtime, OpenVINO and many others run.",
         "Every model: 32, 16, 8 and 4 bits, layers of unequal size, factors.", {"onnxruntime"}, true, false},
        {Format::OpenVino, "openvino", "OpenVINO IR", "The files of OpenVINO, for CPUs and GPUs by Intel.",
         "Every model: 32, 16, 8 and 4 bits, layers of unequal size, factors.", {"openvino"}, true, true},
        {Format::HuggingFace, "huggingface", "Hugging Face folder",
         "A folder that transformers opens: safetensors, config.json and the tokenizer.",
         "Every model; transformers opens those whose layers have one size.", {"transformers"}, false, false},
        {Format::TorchScript, "torchscript", "TorchScript", "One file that LibTorch loads from C++ and Python without other code.",
         "Every model; codes of 8 and 4 bits are kept, products are computed as floats, inputs of 8-bit products rounded by batch.", {"torch"}, false, false},
        {Format::Gguf, "gguf", "GGUF", "The file of llama.cpp, for decoders: it gives a text's embedding, the script beside it applies the head.",
         "Every decoder but OPT: 32, 16, 8 and 4 bits; layers of unequal size of Llama, Mistral and Qwen2.", {"llamacpp"}, true, false},
        {Format::Bundle, "bundle", "Bundle",
         "Everything to hand on: ONNX, a Hugging Face folder, scripts for three runtimes, a C++ example, a model card.",
         "Every model; the Hugging Face folder only where transformers opens it.", {"onnxruntime", "openvino", "transformers"}, true, false},
    };
    return formats;
}

const FormatInfo& formatNamed(std::string_view key)
{
    std::vector<std::string> keys;
    for (const FormatInfo& info : allFormats()) {
        if (info.key == key)
            return info;
        keys.push_back(info.key);
    }
    throw Error(ErrorKind::BadInput, fmt::format("there is no format '{}'", key), fmt::format("Choose one of {}", fmt::join(keys, ", ")));
}

std::string whyNot(const FormatInfo& format, const runner::ModelFacts& model)
{
    if (!model.labels)
        return "The model has no classification head yet. Fine-tune it first.";
    if (format.format == Format::Gguf)
        return whyNotGguf(model);
    return {};
}

} // namespace lathe::exports
