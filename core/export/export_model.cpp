#include "core/export/export_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/process.h"
#include "core/base/sha256.h"
#include "core/export/model_card.h"
#include "core/text/tokenizer_folder.h"

#include <algorithm>
#include <cmath>

namespace lathe::exports {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr size_t kExamples = 16;

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

// Texts with recorded answers: those of the reference, spread over it, or the labels' own names.
std::string examplesOf(runner::Engine& engine, const ExportOrder& order, double& largest, const Task& task)
{
    Reference some = order.reference;
    if (some.rows.empty()) {
        std::vector<data::Example> rows;
        for (size_t i = 0; i < std::min(kExamples, some.labels.names.size()); ++i)
            rows.push_back({some.labels.names[i], {}});
        some = referenceOf(engine, order.model, std::move(rows), some.maxLength, task);
    }
    const size_t count = std::min(kExamples, some.rows.size());
    std::string lines;
    for (size_t i = 0; i < count; ++i) {
        const size_t row = i * some.rows.size() / count;
        const float* logits = some.predictions.row(row);
        const std::vector<float> values(logits, logits + some.predictions.classes);
        for (const float value : values)
            largest = std::max(largest, double(std::abs(value)));
        lines += json{{"text", some.rows[row].text}, {"logits", values}}.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    }
    return lines;
}

void writeScripts(const FormatInfo& format, const fs::path& folder)
{
    writeFile(folder / "lathe_bundle.py", resource("lathe_bundle.py"));
    for (const std::string& key : format.runtimes) {
        const RuntimeInfo& runtime = runtimeNamed(key);
        writeFile(folder / runtime.script, resource(runtime.script));
        writeFile(folder / runtime.requirements, resource(runtime.requirements));
    }
}

// model.onnx becomes model.xml and model.bin.
void convertToOpenVino(const fs::path& folder, bool halves, const ExportOrder& order, const Task& task)
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
    for (const char* name : {"model.onnx", "model.onnx.data"})
        fs::remove(folder / name);
}

int64_t modelBytes(const fs::path& folder)
{
    int64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().starts_with("model."))
            bytes += int64_t(entry.file_size());
    return bytes;
}

std::string checksums(const fs::path& folder, const Task& task)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string lines;
    for (const fs::path& file : files)
        lines += fmt::format("{}  {}\n", Sha256::ofFile(file, task), fs::relative(file, folder).generic_string());
    return lines;
}

} // namespace

std::string whyNotInto(const fs::path& folder)
{
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
    for (const std::string& key : format.runtimes)
        if (order.verify || format.needsPython)
            require(runtimeNamed(key), order, task.part(0, 0.3));
    if (order.reference.rows.empty()) {
        const auto known = referenceOf(engine, order.model, {{"a", {}}}, order.reference.maxLength, task.silent());
        order.reference.labels = known.labels, order.reference.thresholds = known.thresholds, order.reference.maxLength = known.maxLength;
    }

    fs::create_directories(order.folder.parent_path());
    StagedFolder staged(order.folder);
    const fs::path& folder = staged.path();
    task.report(0.3, fmt::format("Writing {}", format.title));
    const runner::ExportedForm form =
        engine.exportModel({order.model, formOf(format.format), order.halves && format.takesHalves, folder}, task.silent());
    if (format.format == Format::OpenVino)
        convertToOpenVino(folder, order.halves, order, task);
    Exported made{order.folder, modelBytes(folder), form.notes, {}};

    if (!fs::exists(folder / "tokenizer.json"))
        writeFile(folder / "tokenizer.json", text::describeTokenizer(text::findTokenizer(order.model)).dump());
    const Reference& reference = order.reference;
    const bool halves = order.halves || facts.storage.find("16") != std::string::npos;
    const Tolerance tolerance = toleranceOf(form.roundsInputs, halves);
    double largest = 1;
    writeFile(folder / "examples.jsonl", examplesOf(engine, order, largest, task.silent()));
    std::vector<double> thresholds = reference.thresholds;
    thresholds.resize(reference.labels.names.size(), 0.5);
    const json info = {{"formatVersion", 1}, {"name", order.name.empty() ? facts.name : order.name}, {"labels", reference.labels.names},
                       {"multilabel", reference.labels.kind == data::TaskKind::Multilabel}, {"thresholds", thresholds},
                       {"maxLength", reference.maxLength}, {"padding", form.padding}, {"tolerance", tolerance.logits * largest}};
    writeFile(folder / "bundle.json", info.dump(2) + "\n");
    writeScripts(format, folder);

    if (order.verify) {
        const int threads = engine.environment().value("threads", 1);
        for (size_t i = 0; i < format.runtimes.size(); ++i) {
            const double width = 0.6 / double(format.runtimes.size());
            const Task part = task.part(0.4 + width * double(i), 0.4 + width * double(i + 1));
            made.proofs.push_back(prove(folder, runtimeNamed(format.runtimes[i]), order.python, reference, tolerance, threads, part));
        }
    }
    writeFile(folder / "README.md", modelCard(order, facts, made));
    writeFile(folder / "SHA256SUMS", checksums(folder, task));
    staged.commit();
    task.report(1, {});
    return made;
}

} // namespace lathe::exports
