#include "core/export/openvino.h"

#include "core/base/error.h"

namespace lathe::exports {

namespace {

[[noreturn]] void refuse()
{
    throw Error(ErrorKind::Unsupported, "this program was built without OpenVINO's C++ library");
}

} // namespace

struct OpenVinoModel::Opened {};

bool hasOpenVino() { return false; }
std::string openVinoVersion() { refuse(); }
void convertToIr(const std::filesystem::path&, bool) { refuse(); }
OpenVinoModel::OpenVinoModel(const std::filesystem::path&, int) { refuse(); }
OpenVinoModel::~OpenVinoModel() = default;
std::vector<float> OpenVinoModel::logits(std::vector<int64_t>&, std::vector<int64_t>&, size_t) const { refuse(); }

} // namespace lathe::exports
