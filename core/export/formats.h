#pragma once

#include "core/runner/model_export.h"
#include "core/runner/model_facts.h"

#include <string_view>

namespace lathe::exports {

enum class Format { Onnx, OpenVino, HuggingFace, TorchScript, Gguf, Bundle };

// A format that a model can be taken out in, described once: command line, wizard and guide read it.
struct FormatInfo {
    Format format;
    std::string key;     // "onnx", as on the command line
    std::string title;   // "ONNX"
    std::string summary; // one sentence: what it is for
    std::string holds;   // one sentence: what of a model it can hold
    std::vector<std::string> runtimes; // keys of those that run it (runtimes.h); none where a proof is not possible
    bool takesHalves = false; // float32 matrices may become float16 on the way
    bool needsPython = false; // making it needs its runtime, not only proving it
};

[[nodiscard]] const std::vector<FormatInfo>& allFormats();
// Throws Error that lists those there are.
[[nodiscard]] const FormatInfo& formatNamed(std::string_view key);

// Why the format cannot hold the model, with the remedy where there is one; empty: it can.
[[nodiscard]] std::string whyNot(const FormatInfo& format, const runner::ModelFacts& model);

} // namespace lathe::exports
