#include "core/export/openvino.h"

#include "core/base/error.h"

#include <openvino/openvino.hpp>

namespace lathe::exports {

namespace fs = std::filesystem;

namespace {

// With what OpenVINO says of it.
template <class Call>
auto guarded(const std::string& what, Call&& call)
{
    try {
        return call();
    } catch (const ov::Exception& problem) {
        throw Error(ErrorKind::Failure, fmt::format("OpenVINO could not {}:\n{}", what, problem.what()));
    }
}

} // namespace

struct OpenVinoModel::Opened {
    ov::InferRequest request;
};

bool hasOpenVino() { return true; }

std::string openVinoVersion()
{
    const std::string version = ov::get_openvino_version().buildNumber;
    return version.substr(0, version.find('-'));
}

void convertToIr(const fs::path& folder, bool halves)
{
    guarded("convert the model", [&] {
        ov::Core core;
        ov::save_model(core.read_model((folder / "model.onnx").string()), (folder / "model.xml").string(), halves);
    });
}

OpenVinoModel::OpenVinoModel(const fs::path& folder, int threads) : m_opened(std::make_unique<Opened>())
{
    fs::path file = folder / "model.onnx";
    for (const char* better : {"openvino/model.onnx", "model.xml"})
        if (fs::exists(folder / better))
            file = folder / better;
    guarded("open the export", [&] {
        ov::AnyMap config{{"INFERENCE_PRECISION_HINT", "f32"}}; // some CPUs would compute float models in bfloat16
        if (threads > 0)
            config["INFERENCE_NUM_THREADS"] = threads;
        ov::Core core;
        m_opened->request = core.compile_model(file.string(), "CPU", config).create_infer_request();
    });
}

OpenVinoModel::~OpenVinoModel() = default;

std::vector<float> OpenVinoModel::logits(std::vector<int64_t>& ids, std::vector<int64_t>& mask, size_t rows) const
{
    return guarded("run the export", [&] {
        const ov::Shape shape{rows, ids.size() / rows};
        m_opened->request.set_tensor("input_ids", ov::Tensor(ov::element::i64, shape, ids.data()));
        m_opened->request.set_tensor("attention_mask", ov::Tensor(ov::element::i64, shape, mask.data()));
        m_opened->request.infer();
        const ov::Tensor found = m_opened->request.get_tensor("logits");
        return std::vector<float>(found.data<float>(), found.data<float>() + found.get_size());
    });
}

} // namespace lathe::exports
