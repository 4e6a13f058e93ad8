#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lathe::exports {

// A library that runs exported models, through a script that every export brings along.
struct RuntimeInfo {
    std::string key;          // "onnxruntime"
    std::string title;        // "ONNX Runtime"
    std::string script;       // "run_onnxruntime.py"
    std::string requirements; // "requirements-onnxruntime.txt", every package pinned
    std::string download;     // "about 90 MB"; empty: nothing has to be installed for Lathe
    bool needsTorch = false;  // on Linux torch comes first, from requirements-torch-cpu.txt or else -cuda.txt
    bool isInLathe = false;   // this program runs the format itself: by LibTorch, or OpenVINO's library (openvino.h)
};

[[nodiscard]] const std::vector<RuntimeInfo>& allRuntimes();
[[nodiscard]] const RuntimeInfo& runtimeNamed(std::string_view key);

// A file of resources/export by its name: scripts and lists of requirements.
[[nodiscard]] std::string_view resource(std::string_view name);

} // namespace lathe::exports
