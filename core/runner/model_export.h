#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lathe::runner {

// The forms of a model that the engine itself writes; core/export makes complete folders of them.
enum class ModelForm {
    Onnx,            // model.onnx, for ONNX Runtime
    OnnxForOpenVino, // the same where OpenVINO runs other operators as integers
    HuggingFace,     // config.json, model.safetensors, the tokenizer's files
    TorchScript,     // model.pt
    Gguf             // model.gguf
};

struct ExportRequest {
    std::filesystem::path model;
    ModelForm form = ModelForm::Onnx;
    bool halves = false;          // float32 matrices become float16
    std::filesystem::path folder; // an existing, empty folder to write into
};

// What one should know of what was written.
struct ExportedForm {
    std::vector<std::string> notes; // sentences
    int padding = 0;                // token id to pad texts with, at their end
    bool roundsInputs = false;      // products round their inputs to 8 bits, here or there
    bool roundsByBatch = false;     // there with one range for all tokens of a batch, where Lathe gives each token its own
    bool isForLatheOnly = false;    // a folder that no other program opens
};

} // namespace lathe::runner
