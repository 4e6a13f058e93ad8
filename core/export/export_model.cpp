#include "core/export/export_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/process.h"
#include "core/base/sha256.h"
#include "core/export/export_files.h"
#include "core/export/model_card.h"
#include "core/export/openvino.h"
#include "core/export/zip_file.h"

namespace lathe::exports {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

runner::ModelForm formOf(Format format)
{
    switch (format) {
    case Format::OpenVino: return runner::ModelForm::OnnxForOpenVino;
    case Format::HuggingFace: return runner::ModelForm::HuggingFace;
    case Format::TorchScript: return runner::ModelForm::TorchScript;
    case Format::Gguf: return runner::ModelForm::Gguf;
    default: return runner::ModelForm::Onnx;
    }
}

// Makes the environment when it is missing and may be made.
void require(const RuntimeInfo& runtime, const ExportOrder& order, const Task& task)
{
    if (order.python.isReady(runtime))
        return;
    if (!order.allowPython)
        throw Error(ErrorKind::BadInput, fmt::format("{} is not installed for Lathe", runtime.title), order.python.howToGet(runtime));
    order.python.make(runtime, task);
}

void convertInPython(const fs::path& folder, bool halves, const ExportOrder& order, const Task& task)
{
    const std::string program = fmt::format("import openvino as ov; ov.save_model(ov.Core().read_model('model.onnx'), 'model.xml', "
                                            "compress_to_fp16={})", halves ? "True" : "False");
    ProcessRequest request;
    request.command = {order.python.python(runtimeNamed("openvino")).string(), "-c", program};
    request.folder = folder;
    request.environment = {{"PYTHONDONTWRITEBYTECODE", "1"}, {"PYTHONNOUSERSITE", "1"}};
    const ProcessResult result = runProcess(request, task);
    if (result.exitCode != 0)
        throw Error(ErrorKind::Failure, "OpenVINO could not convert the model: " + result.output);
}

// model.onnx becomes model.xml and model.bin.
void convertToOpenVino(const fs::path& folder, bool halves, const ExportOrder& order, const Task& task)
{
    if (hasOpenVino())
        convertToIr(folder, halves);
    else
        convertInPython(folder, halves, order, task);
    for (const char* name : {"model.onnx", "model.onnx.data"})
        fs::remove(folder / name);
}

// What a bundle has beside the ONNX file.
void addToBundle(runner::Engine& engine, const ExportOrder& order, const runner::ExportedForm& onnx, Exported& made, const fs::path& folder,
                 const Task& task)
{
    if (onnx.roundsInputs) {
        const fs::path own = folder / "openvino";
        fs::create_directory(own);
        (void)engine.exportModel({order.model, runner::ModelForm::OnnxForOpenVino, order.halves, own}, task);
        if (!fs::exists(own / "model.onnx.data") && Sha256::ofFile(own / "model.onnx", task) == Sha256::ofFile(folder / "model.onnx", task))
            fs::remove_all(own);
        else
            made.notes.emplace_back("OpenVINO has a file of its own, openvino/model.onnx, because it runs other operators as integers.");
    }
    const fs::path inside = folder / "huggingface";
    fs::create_directory(inside);
    const auto form = engine.exportModel({order.model, runner::ModelForm::HuggingFace, false, inside}, task);
    if (form.isForLatheOnly) {
        fs::remove_all(inside);
        std::erase(made.runtimes, "transformers");
        made.notes.emplace_back("There is no Hugging Face folder in it, because transformers cannot open this model: its layers differ in a way that "
                                "its config.json cannot say.");
    } else
        made.notes.insert(made.notes.end(), form.notes.begin(), form.notes.end());
}

Rounding roundingOf(const runner::ExportedForm& form, bool halves)
{
    return form.roundsByBatch ? Rounding::ByBatch : form.roundsInputs ? Rounding::ByToken : halves ? Rounding::Halves : Rounding::None;
}

void verify(runner::Engine& engine, const ExportOrder& order, Rounding rounding, const fs::path& folder, Exported& made, const Task& task)
{
    const int threads = engine.environment().value("threads", 1);
    const auto& keys = made.runtimes;
    if (keys.empty())
        made.notes.emplace_back("It was not verified: no other runtime opens it.");
    for (size_t i = 0; i < keys.size(); ++i) {
        const RuntimeInfo& runtime = runtimeNamed(keys[i]);
        const double count = double(keys.size());
        // In a bundle other runtimes have a file of their own, or the Hugging Face folder.
        const bool isByToken = rounding == Rounding::ByBatch && (runtime.key == "openvino" || runtime.key == "transformers");
        const Tolerance tolerance = toleranceOf(isByToken ? Rounding::ByToken : rounding);
        const Task part = task.part(double(i) / count, double(i + 1) / count);
        if (runtime.isInLathe && runtime.key == "openvino")
            made.proofs.push_back(proveInOpenVino(folder, runtime, order.reference, tolerance, threads, part));
        else if (runtime.isInLathe)
            made.proofs.push_back(proveInLathe(engine, folder, runtime, order.reference, tolerance, part));
        else if (order.python.isReady(runtime))
            made.proofs.push_back(prove(folder, runtime, order.python, order.reference, tolerance, threads, part));
        else
            made.notes.push_back(fmt::format("Not run in {}: it is not installed for Lathe. {}.", runtime.title, order.python.howToGet(runtime)));
    }
}

// Of runtimes that a bundle may be run in, those that are missing are only made when allowed; one has to be there.
void requireRuntimes(const std::vector<std::string>& keys, const ExportOrder& order, const Task& task)
{
    bool any = false;
    for (const std::string& key : keys)
        any = any || order.python.isReady(runtimeNamed(key));
    for (const std::string& key : keys)
        if (order.allowPython || !any) {
            require(runtimeNamed(key), order, task);
            any = true;
        }
}

} // namespace

std::string whyNotInto(const fs::path& folder)
{
    if (isZipFile(folder)) {
        if (fs::exists(folder))
            return fmt::format("{} is already there. Choose another name.", folder.string());
        return canZip() ? "" : "This Lathe was built without libarchive, which zip files need. Choose a new folder.";
    }
    if (fs::exists(folder) && !fs::is_directory(folder))
        return fmt::format("{} is a file. Choose a new folder.", folder.string());
    if (fs::exists(folder) && !fs::is_empty(folder))
        return fmt::format("{} is not empty. Choose a new folder, or empty it first.", folder.string());
    return {};
}

Exported exportModel(runner::Engine& engine, const ExportOrder& given, const Task& task)
{
    ExportOrder order = given;
    const FormatInfo& format = *order.format;
    order.folder = fs::absolute(order.folder).lexically_normal();
    if (!order.folder.has_filename())
        order.folder = order.folder.parent_path();
    if (const std::string why = whyNotInto(order.folder); !why.empty())
        throw Error(ErrorKind::BadInput, why);
    const runner::ModelFacts facts = engine.inspect(order.model);
    if (const std::string why = whyNot(format, facts); !why.empty())
        throw Error(ErrorKind::Unsupported, fmt::format("{} cannot hold this model: {}", format.title, why));
    if (order.verify && order.reference.rows.empty())
        throw Error(ErrorKind::BadInput, "there are no texts to verify the export with", "Give a file of labelled texts");
    if (format.needsPython) // to write it at all
        requireRuntimes(format.runtimes, order, task.part(0, 0.2));
    if (order.reference.rows.empty()) {
        const auto known = referenceOf(engine, order.model, {{"a", {}}}, order.reference.maxLength, task.silent());
        order.reference.labels = known.labels, order.reference.thresholds = known.thresholds, order.reference.maxLength = known.maxLength;
    }

    fs::create_directories(order.folder.parent_path());
    StagedFolder staged(order.folder);
    const bool isZip = isZipFile(order.folder);
    const fs::path folder = isZip ? staged.path() / order.folder.stem() : staged.path();
    fs::create_directories(folder);
    task.report(0.2, fmt::format("Writing {}", format.title));
    const runner::ExportedForm form =
        engine.exportModel({order.model, formOf(format.format), order.halves && format.takesHalves, folder}, task.silent());
    if (format.format == Format::OpenVino)
        convertToOpenVino(folder, order.halves, order, task);
    const bool toHalves = order.halves && format.takesHalves && facts.storage.find("fp32") != std::string::npos;
    Exported made{order.folder, modelBytes(folder), toHalves, form.notes, {}, form.isForLatheOnly ? std::vector<std::string>() : format.runtimes};

    if (format.format == Format::Bundle)
        addToBundle(engine, order, form, made, folder, task.silent());
    const bool halves = order.halves || facts.storage.find("16") != std::string::npos ||
                        format.format == Format::Gguf; // llama.cpp looks activations up in a table of half precision
    const Rounding rounding = roundingOf(form, halves);
    writeFiles(engine, order, facts, form, made.runtimes, toleranceOf(rounding), folder, task.silent());

    if (order.verify) {
        requireRuntimes(made.runtimes, order, task.part(0.3, 0.5));
        verify(engine, order, rounding, folder, made, task.part(0.5, isZip ? 0.9 : 1));
    }
    writeFile(folder / "README.md", modelCard(order, facts, made));
    writeFile(folder / "SHA256SUMS", checksums(folder, task));
    if (isZip) {
        const fs::path file = staged.path() / order.folder.filename();
        zipFolder(folder, file, task.part(0.9, 1));
        if (const std::string why = whyNotInto(order.folder); !why.empty()) // by now
            throw Error(ErrorKind::BadInput, why);
        fs::rename(file, order.folder); // the rest of what is staged goes
    } else
        staged.commit();
    task.report(1, {});
    return made;
}

} // namespace lathe::exports
