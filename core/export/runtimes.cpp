#include "core/export/runtimes.h"

#include "core/base/error.h"

namespace lathe::exports {

const std::vector<RuntimeInfo>& allRuntimes()
{
    static const std::vector<RuntimeInfo> runtimes{
        {"onnxruntime", "ONNX Runtime", "run_onnxruntime.py", "requirements-onnxruntime.txt", "about 60 MB"},
        {"openvino", "OpenVINO", "run_openvino.py", "requirements-openvino.txt", "about 90 MB"},
        {"transformers", "transformers", "run_transformers.py", "requirements-transformers.txt", "about 400 MB, several GB where only PyPI can be reached", false},
        {"torch", "TorchScript", "run_torchscript.py", "requirements-torch.txt", "about 300 MB, several GB where only PyPI can be reached", false},
        {"llamacpp", "llama.cpp", "run_llamacpp.py", "requirements-llamacpp.txt", "about 60 MB"},
    };
    return runtimes;
}

const RuntimeInfo& runtimeNamed(std::string_view key)
{
    for (const RuntimeInfo& info : allRuntimes())
        if (info.key == key)
            return info;
    throw badInput("there is no runtime '{}'", key);
}

} // namespace lathe::exports
