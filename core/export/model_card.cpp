#include "core/export/model_card.h"

#include "core/analysis/figures.h"
#include "core/base/files.h"

namespace lathe::exports {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// Of whatever a file or a person called it: one line, and nothing that ends a table's cell.
std::string plain(std::string_view text)
{
    std::string line;
    for (const char c : text)
        line += c == '\n' || c == '\r' || c == '|' || c == '`' ? ' ' : c;
    return line;
}

std::string figure(const analysis::MetricInfo& info, double value)
{
    return fmt::format("{:.4g}{}{}", value, info.unit.empty() ? "" : " ", info.unit);
}

// Figures side by side: of Lathe, and of every runtime that the export was run in.
std::string figures(const ExportOrder& order, const Exported& made)
{
    const Reference& reference = order.reference;
    if (reference.rows.empty() || !analysis::isLabelled(reference.predictions))
        return "Nothing was measured with this export.\n";
    const analysis::Metrics own = analysis::figuresOf(reference.predictions, reference.thresholds);
    std::string head = "| figure | Lathe |", line = "| --- | --- |";
    for (const Proof& proof : made.proofs)
        head += fmt::format(" {} |", proof.title), line += " --- |";
    std::string rows;
    for (const analysis::MetricInfo& info : analysis::allMetrics()) {
        const auto of = [&](const analysis::Metrics& metrics) {
            const auto value = analysis::valueOf(metrics, info.key);
            return value ? figure(info, *value) : std::string("–");
        };
        bool any = analysis::valueOf(own, info.key).has_value();
        for (const Proof& proof : made.proofs)
            any = any || analysis::valueOf(proof.metrics, info.key);
        if (!any)
            continue;
        rows += fmt::format("| {} | {} |", info.title, of(own));
        for (const Proof& proof : made.proofs)
            rows += fmt::format(" {} |", of(proof.metrics));
        rows += "\n";
    }
    std::string text = fmt::format("Of {} texts that it was not trained on, at most {} tokens each.\n\n{}\n{}\n{}", reference.rows.size(),
                                   reference.maxLength, head, line, rows);
    for (const Proof& proof : made.proofs)
        text += fmt::format("\n{}: {:.2f} % of the decisions are those of Lathe, and no logit differs by more than {:.3g}{}.\n", proof.title,
                            100 * proof.agreement, proof.largestDifference,
                            proof.disagreement.empty() ? "" : ". **It answers otherwise than Lathe: " + proof.disagreement + "**");
    return text;
}

std::string lineage(const ExportOrder& order)
{
    const fs::path manifest = order.model / "lathe.json";
    std::string text;
    if (fs::exists(manifest)) {
        const json said = readJson(manifest);
        for (const json& stage : said.value("lineage", json::array()))
            text += fmt::format("1. {} `{}`\n", plain(stage.value("stage", "")), plain(stage.value("params", json::object()).dump()));
    }
    if (text.empty())
        text = "As it was published; no stage of Lathe changed it.\n";
    for (const auto& [key, value] : order.card.items())
        text += fmt::format("\n{}: {}\n", plain(key), plain(value.is_string() ? value.get<std::string>() : value.dump()));
    return text;
}

// The commands of every script, for somebody who has nothing but the folder.
std::string howToRun(const Exported& made)
{
    std::string text = "\n## How to run it\n\nPython 3.11 to 3.14 on Linux, macOS (Apple silicon) or Windows, with an environment of its own for every "
            "runtime:\n\n    python3 -m venv env            (Windows: py -m venv env)\n"
            "    . env/bin/activate             (Windows: env\\Scripts\\activate)\n";
    for (const std::string& key : made.runtimes) {
        const RuntimeInfo& runtime = runtimeNamed(key);
        text += fmt::format("\n{}:\n\n", runtime.title);
        if (runtime.needsTorch)
            text += "    python -m pip install --no-deps -r requirements-torch-cpu.txt      (Linux only)\n";
        text += fmt::format("    python -m pip install --no-deps -r {}\n    python {} \"a text\" \"another\"\n    python {} --check\n",
                            runtime.requirements, runtime.script, runtime.script);
        if (runtime.needsTorch)
            text += "\nOn Linux on x86_64, where download.pytorch.org cannot be reached, requirements-torch-cuda.txt brings torch from PyPI: "
                    "2.3 GB, because that one does not load without CUDA's libraries.\n";
    }
    text += "\nEvery list of requirements is complete and pinned, hence `--no-deps`. `--check` answers the texts of examples.jsonl and compares "
            "with what was recorded.\n";
    return text;
}

// The program that Hugging Face names beside a model.
std::string libraryOf(const FormatInfo& format, const Exported& made)
{
    if (format.format == Format::HuggingFace)
        return made.runtimes.empty() ? "lathe" : "transformers";
    return format.format == Format::Bundle ? "onnx" : format.key;
}

// For somebody who has a C++ compiler and the folder.
std::string howToRunInCpp()
{
    return "\nC++, with the headers and libraries that OpenVINO's Python package brings; it reads token ids, as a tokenizer gives them:\n\n"
           "    python -m pip install --no-deps -r requirements-openvino.txt\n"
           "    cmake -S cpp -B build -DOpenVINO_DIR=\"$(python -c 'import openvino.utils as u; print(u.get_cmake_path())')\"\n"
           "    cmake --build build --config Release\n    build/example .\n\n"
           "On Windows the folder that the Python command prints stands in the place of `$(...)`, and the program is "
           "`build\\Release\\example.exe`. It finds OpenVINO's libraries when PATH holds the folder `libs` beside the printed one "
           "(`env\\Lib\\site-packages\\openvino\\libs`).\n";
}

} // namespace

std::string modelCard(const ExportOrder& order, const runner::ModelFacts& facts, const Exported& made)
{
    std::string text = fmt::format("---\nlibrary_name: {}\npipeline_tag: text-classification\n---\n\n# {}\n\n",
                                   libraryOf(*order.format, made), plain(order.name.empty() ? facts.name : order.name));
    text += fmt::format("A classifier of texts with {} labels ({}), family {}, {:.1f} million parameters kept as {}, exported by Lathe as {}.\n\n",
                        order.reference.labels.names.size(), data::toString(order.reference.labels.kind), facts.family,
                        double(facts.parameters) / 1e6, facts.storage, order.format->title);
    text += "## How good it is\n\n" + figures(order, made);
    text += "\n## How it was made\n\n" + lineage(order);
    text += "\n## What it is for\n\nGiving texts like those it was trained on one of the labels below"
            " (several, where it is multilabel). Its figures hold for such texts only: measure it on your own before you rely on it.\n\n";
    for (const std::string& label : order.reference.labels.names)
        text += fmt::format("- {}\n", plain(label));
    text += fmt::format("\n## Limits\n\n- Texts are cut at {} tokens.\n- It always answers, also to texts of other languages and subjects.\n"
                        "- It repeats what is one-sided in its training data.\n",
                        order.reference.maxLength);
    for (const std::string& note : made.notes)
        text += fmt::format("- {}\n", note);
    if (!made.runtimes.empty())
        text += howToRun(made);
    if (order.format->format == Format::Bundle)
        text += howToRunInCpp();
    text += "\n`SHA256SUMS` lists every file. To check them: `sha256sum --check SHA256SUMS` on Linux, `shasum -a 256 -c SHA256SUMS` on macOS; "
            "`Get-FileHash FILE` in Windows' PowerShell gives the sum of one.\n";
    return text;
}

} // namespace lathe::exports
