#include "core/engine/export/export_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/export/gguf.h"
#include "core/engine/export/huggingface.h"
#include "core/engine/export/onnx_transformer.h"
#include "core/engine/export/torchscript.h"
#include "core/engine/model/checkpoint_labels.h"
#include "core/engine/model/matrix.h"

#include <algorithm>

namespace lathe::engine {

namespace {

using Notes = std::vector<std::string>;

bool any(const Checkpoint& checkpoint, Storage storage)
{
    return std::any_of(checkpoint.weights.begin(), checkpoint.weights.end(), [&](const auto& item) {
        return item.second.dim() == 2 && !isMatrixDetail(item.first) && storageOf(checkpoint.weights, item.first) == storage;
    });
}

// Tables are looked up; everything else of two dimensions is multiplied by.
bool isProduct(const Checkpoint& checkpoint, const std::string& name)
{
    return checkpoint.weights.at(name).dim() == 2 && !isMatrixDetail(name) && !name.starts_with("embeddings.");
}

void tellRounding(const Checkpoint& checkpoint, runner::ExportedForm& made)
{
    for (const auto& [name, tensor] : checkpoint.weights) {
        if (!isProduct(checkpoint, name))
            continue;
        const Storage storage = storageOf(checkpoint.weights, name);
        made.roundsInputs = made.roundsInputs || storage == Storage::Int8 || storage == Storage::Int4;
        made.roundsByBatch = made.roundsByBatch || (storage == Storage::Int8 && onnx::Matrices::multipliesCodes(name) &&
                                                    !checkpoint.weights.contains(name + "_range"));
    }
}

// hasFreeRanges: of inputs of 8-bit products.
Notes notesOnOnnx(const Checkpoint& checkpoint, bool hasFreeRanges, bool forOpenVino)
{
    Notes notes;
    if (hasFreeRanges && !forOpenVino)
        notes.emplace_back("Inputs of 8-bit products are rounded with one range for all tokens of a batch, where Lathe gives each "
                           "token its own: logits differ a little, and with what else is in the batch.");
    if (hasFreeRanges && forOpenVino)
        notes.emplace_back("OpenVINO is about 1.5 times faster where the ranges of inputs are fixed beforehand: the stage Static int8 does that.");
    if (any(checkpoint, Storage::Int4))
        notes.emplace_back("4-bit weights ask for opset 21. Here they are multiplied with floats; ONNX Runtime's session option "
                           "session.qdq_matmulnbits_accuracy_level=4 computes in 8 bits, as Lathe does.");
    if (any(checkpoint, Storage::BFloat16))
        notes.emplace_back("bfloat16 weights are written as float16, which runtimes on CPUs know.");
    if (any(checkpoint, Storage::Blocks))
        notes.emplace_back("Blocks of the GGUF file are written as float32.");
    return notes;
}

// What a program itself does not say: its labels and how long a text may be.
void writeSettings(const Checkpoint& checkpoint, const std::filesystem::path& file)
{
    nlohmann::json config = {{"max_position_embeddings", checkpoint.architecture.maxTokens()}};
    if (checkpoint.labels)
        writeLabels(*checkpoint.labels, config);
    writeFile(file, config.dump(2) + "\n");
}

} // namespace

runner::ExportedForm exportModel(const Checkpoint& checkpoint, const runner::ExportRequest& request, const Task& task)
{
    task.checkpoint();
    if (checkpoint.architecture.classes == 0)
        throw Error(ErrorKind::BadInput, "the model has no classification head yet", "Fine-tune it first");
    runner::ExportedForm made;
    made.padding = std::max(0, checkpoint.architecture.padding);
    tellRounding(checkpoint, made);
    const bool hasFreeRanges = made.roundsByBatch;
    made.roundsByBatch = hasFreeRanges && (request.form == runner::ModelForm::Onnx || request.form == runner::ModelForm::TorchScript);
    switch (request.form) {
    case runner::ModelForm::Onnx:
    case runner::ModelForm::OnnxForOpenVino:
        onnx::write(onnx::modelOf(checkpoint, {request.halves, request.form == runner::ModelForm::OnnxForOpenVino}), request.folder / "model.onnx");
        made.notes = notesOnOnnx(checkpoint, hasFreeRanges, request.form == runner::ModelForm::OnnxForOpenVino);
        return made;
    case runner::ModelForm::HuggingFace:
        writeHuggingFace(checkpoint, request.folder, made);
        return made;
    case runner::ModelForm::TorchScript:
        writeTorchScript(onnx::modelOf(checkpoint), request.folder / "model.pt");
        writeSettings(checkpoint, request.folder / "config.json");
        if (any(checkpoint, Storage::Int8) || any(checkpoint, Storage::Int4))
            made.notes.emplace_back("TorchScript keeps the codes but computes products as floats: it is no faster than the float model.");
        return made;
    case runner::ModelForm::Gguf:
        return writeGguf(checkpoint, request.halves, request.folder / "model.gguf", std::move(made), task);
    }
    throw Error(ErrorKind::Unsupported, "there is no such form of a model");
}

} // namespace lathe::engine
