#include "core/export/runtimes.h"

#include "core/base/error.h"
#include "core/export/openvino.h"

namespace lathe::exports {

const std::vector<RuntimeInfo>& allRuntimes()
{
    static const std::vector<RuntimeInfo> runtimes{
        {"onnxruntime", "ONNX Runtime", "run_onnxruntime.py", "requirements-onnxruntime.txt", "about 60 MB"},
        {"openvino", "OpenVINO", "run_openvino.py", "requirements-openvino.txt", "about 90 MB", false, hasOpenVino()},
        {"transformers", "transformers", "run_transformers.py", "requirements-transformers.txt",
         "about 260 MB, 2.4 GB where only PyPI can be reached", true},
        {"torch", "LibTorch", "run_torchscript.py", "requirements-torch.txt", "", true, true},
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
