#include "core/report/parts/exports.h"

#include "core/export/formats.h"
#include "core/report/clean_text.h"
#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <cmath>
#include <fmt/format.h>
#include <set>

namespace lathe::report {

namespace {

using nlohmann::json;

// What the history keeps of an export that was run (core/export/record.h).
struct Run {
    const Entry* entry;
    std::string runtime; // with its version
    std::string format;  // title
    std::optional<double> agreement, largestDifference;
    std::optional<int> threads;
};

std::string titleOf(const std::string& format)
{
    for (const exports::FormatInfo& info : exports::allFormats())
        if (info.key == format)
            return info.title;
    return cleaned(format); // of a later version
}

std::optional<Run> runOf(const Entry& entry)
{
    const json& details = entry.variant.details;
    const auto made = details.find("export");
    if (made == details.end() || !made->is_object() || !details.contains("runtime"))
        return std::nullopt;
    const auto number = [&](const char* key) {
        const auto found = made->find(key);
        return found != made->end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
    };
    Run run{&entry, cleaned(details["runtime"].get<std::string>()), titleOf(made->value("format", "")), number("agreement"),
            number("largestDifference"), {}};
    if (const auto threads = number("threads"))
        run.threads = int(*threads);
    return run;
}

const Entry* modelOf(const Study& study, const Run& run)
{
    for (const Entry& entry : study.entries)
        if (entry.variant.id == run.entry->variant.parent)
            return &entry;
    return nullptr;
}

std::string agreementText(const Run& run)
{
    if (!run.agreement)
        return kAbsent;
    const size_t rows = run.entry->testRows;
    return rows > 0 ? fmt::format("{} of {}", grouped(size_t(std::lround(*run.agreement * double(rows)))), grouped(rows))
                    : percent(*run.agreement, 2);
}

} // namespace

std::vector<std::string> exportsInWords(const Study& study, const Entry& model)
{
    std::vector<std::string> sentences;
    for (const Entry& entry : study.entries) {
        const auto run = runOf(entry);
        if (!run || entry.variant.parent != model.variant.id)
            continue;
        const std::string speed = figureText(entry.variant.metrics, "latencyP50Ms");
        sentences.push_back(fmt::format("Exported as {} and run again in {}: {} decisions agree{}.", inSentence(run->format), run->runtime, agreementText(*run),
                                        speed == kAbsent ? "" : fmt::format(", {} a text", speed)));
    }
    return sentences;
}

void addExports(Document& document, const Study& study)
{
    Table table{fmt::format("Exports, run on the test rows in other runtimes; {} there", inSentence(study.quality->title)),
                {{"Model", Column::Align::Left, 2.2},
                 {"Runtime", Column::Align::Left, 1.6},
                 {"Decisions as here", Column::Align::Right, 1.3},
                 {"Largest difference of a logit", Column::Align::Right, 1.5},
                 {std::string(study.quality->title), Column::Align::Right, 0.9},
                 {"p50, one text", Column::Align::Right, 1.1},
                 {"On disk", Column::Align::Right, 0.9}},
                {}};
    std::set<int> threads;
    for (const Entry& entry : study.entries) {
        const auto run = runOf(entry);
        if (!run)
            continue;
        const Entry* model = modelOf(study, *run);
        table.rows.push_back({{model ? model->name : entry.name},
                              {cleaned(entry.variant.label)},
                              {agreementText(*run)},
                              {run->largestDifference ? fmt::format("{:.2g}", *run->largestDifference) : kAbsent},
                              {figureText(entry.variant.metrics, study.quality->key)},
                              {figureText(entry.variant.metrics, "latencyP50Ms")},
                              {figureText(entry.variant.metrics, "sizeBytes")}});
        if (run->threads)
            threads.insert(*run->threads);
    }
    if (table.rows.empty())
        return;
    document.blocks.push_back(Heading{2, "In other runtimes"});
    document.blocks.push_back(Paragraph{"Each export answered every test row in the runtime itself, and its answers were compared with those of the "
                                        "model it was made of. An export that answers otherwise than its arithmetic explains counts as failed and "
                                        "is not in this report."});
    document.blocks.push_back(std::move(table));
    document.blocks.push_back(Paragraph{fmt::format("Speed there was measured in a session of its own{}, not in turns with the models above, so small "
                                                    "differences to them mean little.",
                                                    threads.size() == 1
                                                        ? fmt::format(", on {}", counted(size_t(*threads.begin()), "thread", "threads"))
                                                        : std::string()),
                                        {},
                                        Paragraph::Tone::Note});
}

} // namespace lathe::report
