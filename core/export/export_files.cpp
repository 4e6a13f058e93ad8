#include "core/export/export_files.h"

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_folder.h"

#include <algorithm>
#include <cmath>
#include <fmt/ranges.h>

namespace lathe::exports {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr size_t kExamples = 16;

// Texts with recorded answers: those of the reference, spread over it, or the labels' own names.
struct Examples {
    std::string lines;  // of examples.jsonl
    std::string tokens; // the same as token ids, "|" and logits, for programs without a tokenizer
    double largest = 1; // logit
};

Examples examplesOf(runner::Engine& engine, const ExportOrder& order, const Task& task)
{
    const auto tokenizer = text::loadTokenizer(order.model);
    Reference some = order.reference;
    if (some.rows.empty()) {
        std::vector<data::Example> rows;
        for (size_t i = 0; i < std::min(kExamples, some.labels.names.size()); ++i)
            rows.push_back({some.labels.names[i], {}});
        some = referenceOf(engine, order.model, std::move(rows), some.maxLength, task);
    }
    const size_t count = std::min(kExamples, some.rows.size());
    Examples examples;
    for (size_t i = 0; i < count; ++i) {
        const size_t row = i * some.rows.size() / count;
        const float* logits = some.predictions.row(row);
        const std::vector<float> values(logits, logits + some.predictions.classes);
        for (const float value : values)
            examples.largest = std::max(examples.largest, double(std::abs(value)));
        const auto ids = tokenizer->encode(some.rows[row].text, some.maxLength).ids;
        examples.tokens += fmt::format("{} | {}\n", fmt::join(ids, " "), fmt::join(values, " "));
        examples.lines += json{{"text", some.rows[row].text}, {"logits", values}}.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    }
    return examples;
}

void writeScripts(const std::vector<std::string>& runtimes, const fs::path& folder)
{
    if (runtimes.empty())
        return;
    writeFile(folder / "lathe_bundle.py", resource("lathe_bundle.py"));
    for (const std::string& key : runtimes) {
        const RuntimeInfo& runtime = runtimeNamed(key);
        writeFile(folder / runtime.script, resource(runtime.script));
        writeFile(folder / runtime.requirements, resource(runtime.requirements));
        if (runtime.needsTorch)
            for (const char* name : {"requirements-torch-cpu.txt", "requirements-torch-cuda.txt"})
                writeFile(folder / name, resource(name));
    }
}

} // namespace

void writeFiles(runner::Engine& engine, const ExportOrder& order, const runner::ModelFacts& facts, const runner::ExportedForm& form,
                const std::vector<std::string>& runtimes, const Tolerance& tolerance, const fs::path& folder, const Task& task)
{
    const FormatInfo& format = *order.format;
    const Reference& reference = order.reference;
    if (!fs::exists(folder / "tokenizer.json"))
        writeFile(folder / "tokenizer.json", text::describeTokenizer(text::findTokenizer(order.model)).dump());
    const Examples examples = examplesOf(engine, order, task);
    writeFile(folder / "examples.jsonl", examples.lines);
    std::vector<double> thresholds = reference.thresholds;
    thresholds.resize(reference.labels.names.size(), 0.5);
    const bool isMultilabel = reference.labels.kind == data::TaskKind::Multilabel;
    const json info = {{"formatVersion", 1},
                       {"name", order.name.empty() ? facts.name : order.name},
                       {"labels", reference.labels.names},
                       {"multilabel", isMultilabel},
                       {"thresholds", thresholds},
                       {"maxLength", reference.maxLength},
                       {"padding", form.padding},
                       {"tolerance", tolerance.largest * examples.largest},
                       {"typicalTolerance", tolerance.typical}};
    writeFile(folder / "bundle.json", info.dump(2) + "\n");
    writeScripts(runtimes, folder);
    if (format.format == Format::Bundle) {
        fs::create_directory(folder / "cpp");
        for (const char* name : {"example.cpp", "CMakeLists.txt"})
            writeFile(folder / "cpp" / name, resource(name));
        writeFile(folder / "cpp/examples.tokens", fmt::format("{}\n{}", tolerance.largest * examples.largest, examples.tokens));
        std::string labels;
        for (size_t i = 0; i < thresholds.size(); ++i)
            labels += fmt::format("{} {}\n", isMultilabel ? fmt::format("{}", thresholds[i]) : "-", reference.labels.names[i]);
        writeFile(folder / "cpp/labels.txt", labels);
    }
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

} // namespace lathe::exports
