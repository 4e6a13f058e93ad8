#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lathe::exports {

// OpenVINO through its C++ library, where this program was built with it (README). Without it nothing else here may be
// called.
[[nodiscard]] bool hasOpenVino();
[[nodiscard]] std::string openVinoVersion(); // "2026.4.1"

// model.onnx of the folder becomes model.xml and model.bin beside it. Throws Error.
void convertToIr(const std::filesystem::path& folder, bool halves);

// The model of an export's folder on the CPU, opened as run_openvino.py opens it.
class OpenVinoModel {
public:
    // threads: 0 as OpenVINO chooses. Throws Error.
    OpenVinoModel(const std::filesystem::path& folder, int threads);
    ~OpenVinoModel();
    OpenVinoModel(const OpenVinoModel&) = delete;
    OpenVinoModel& operator=(const OpenVinoModel&) = delete;

    // Of token ids and attention mask [rows, tokens]: logits [rows, labels].
    [[nodiscard]] std::vector<float> logits(std::vector<int64_t>& ids, std::vector<int64_t>& mask, size_t rows) const;

private:
    struct Opened;
    std::unique_ptr<Opened> m_opened;
};

} // namespace lathe::exports
