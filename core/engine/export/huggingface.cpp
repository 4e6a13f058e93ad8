#include "core/engine/export/huggingface.h"

#include "core/base/files.h"
#include "core/engine/export/compressed_tensors.h"
#include "core/engine/model/checkpoint_manifest.h"
#include "core/engine/model/matrix.h"

namespace lathe::engine {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// Every matrix as floats: of their own type where they are floats, float32 where they are something else.
Checkpoint asFloats(const Checkpoint& checkpoint)
{
    Checkpoint floats = checkpoint;
    for (const auto& [name, tensor] : checkpoint.weights) {
        const std::string matrix(matrixOf(name));
        if (tensor.dim() == 2 && hasMatrix(checkpoint.weights, matrix) &&
            (!tensor.is_floating_point() || name != matrix || checkpoint.weights.contains(matrix + "_smooth")))
            putFloat(floats.weights, matrix, floatMatrix(checkpoint.weights, matrix));
    }
    return floats;
}

} // namespace

void writeHuggingFace(const Checkpoint& checkpoint, const fs::path& folder, runner::ExportedForm& made)
{
    saveCheckpoint(asFloats(checkpoint), folder);
    json config = readJson(folder / "config.json");
    if (config.at("model_type").get<std::string>() == unloadableType(checkpoint.architecture.family)) {
        saveCheckpoint(checkpoint, folder);
        made.isForLatheOnly = true;
        made.notes.emplace_back("The layers of this model differ in a way that its config.json cannot say, so transformers cannot open the folder. "
                                "Lathe can; for other programs export ONNX.");
        return;
    }
    fs::remove(folder / "lathe.json"); // says nothing that config.json and bundle.json do not
    compressTensors(checkpoint, folder, config, made.notes);
    writeFile(folder / "config.json", config.dump(2) + "\n");
}

} // namespace lathe::engine
