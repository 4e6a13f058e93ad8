#include "core/report/parts/exports.h"
#include "core/report/parts/labels.h"
#include "core/report/parts/parts.h"
#include "core/report/parts/reason.h"
#include "core/report/words.h"

#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::valueOf;

std::string testedInWords(const Study& study, const Entry& entry, const Entry* original)
{
    const std::string now = figureText(entry.variant.metrics, study.quality->key);
    if (!original)
        return fmt::format("{} {}; {}.", study.quality->title, now, entry.noDifference);
    const std::string figures =
        fmt::format("{} {} against {}", study.quality->title, now,
                    figureText(original->variant.metrics, study.quality->key));
    if (!entry.difference)
        return fmt::format("{}; not tested: {}.", figures, entry.noDifference);
    const bool isMcNemar = study.quality->key == "accuracy";
    return fmt::format("{}: paired bootstrap over the test rows{}{}.", figures,
                       isMcNemar ? ", McNemar " : ", ", entry.p ? pText(*entry.p) : kAbsent);
}

std::string calibrationInWords(const Entry& entry, const Entry* original)
{
    const auto now = valueOf(entry.variant.metrics, "ece");
    const auto before = original ? valueOf(original->variant.metrics, "ece") : std::nullopt;
    if (!now)
        return "How reliable the probabilities are is not known: its answers are not stored.";
    if (!before)
        return fmt::format("Calibration error (ECE) {:.3f}; the original's is not known.", *now);
    const double change = *now - *before;
    std::string text = fmt::format("Probabilities are {} calibrated (ECE {:.3f}, was {:.3f})",
                                   change > 0.01    ? "worse"
                                   : change < -0.01 ? "better"
                                                    : "about as well",
                                   *now, *before);
    if (const auto scaled = valueOf(entry.variant.metrics, "eceScaled"))
        text += fmt::format("; {:.3f} after one temperature is fitted on validation", *scaled);
    return text + ".";
}

const RunPart* runOf(const Study& study, const Entry& entry)
{
    for (const RunPart& run : study.runs)
        if (run.row.id == entry.variant.runId)
            return &run;
    return nullptr;
}

std::string machineOf(const RunPart& run)
{
    const auto text = [&](const char* key) {
        const auto found = run.environment.find(key);
        return found != run.environment.end() && found->is_string() ? found->get<std::string>()
                                                                    : std::string();
    };
    std::string machine = text("cpu").empty() ? "a machine that is not recorded" : text("cpu");
    if (const auto threads = run.environment.find("threads");
        threads != run.environment.end() && threads->is_number_integer())
        machine = counted(threads->get<size_t>(), "thread", "threads") + ", " + machine;
    return machine;
}

std::string speedInWords(const Study& study, const Entry& entry)
{
    if (!valueOf(entry.variant.metrics, "latencyP50Ms"))
        return "Speed was not measured.";
    const RunPart* run = runOf(study, entry);
    const auto rounds = entry.variant.details.find("speedRounds");
    return fmt::format("Speed: median of {}interleaved with the other models{}{}.",
                       rounds != entry.variant.details.end() && rounds->is_number_integer()
                           ? counted(rounds->get<size_t>(), "round", "rounds") + " "
                           : std::string("rounds "),
                       run ? ", " + machineOf(*run) : std::string(),
                       entry.variant.kernels.empty()
                           ? std::string()
                           : "; what really ran: " + entry.variant.kernels);
}

std::string correctionInWords(const Study& study, const Entry& entry)
{
    size_t tests = 0;
    for (const Entry& other : study.entries)
        tests += other.p.has_value();
    if (tests < 2 || !entry.holm)
        return {};
    return fmt::format("Corrected for {} tests: {} (Holm), {} (Benjamini and Hochberg).",
                       grouped(tests), pText(*entry.holm), pText(*entry.benjaminiHochberg));
}

List pointsAbout(const Study& study, const Entry& subject)
{
    const Entry* original = study.originalOf(subject);
    List list;
    list.items = {testedInWords(study, subject, original)};
    if (std::string correction = correctionInWords(study, subject); !correction.empty())
        list.items.push_back(std::move(correction));
    list.items.push_back(calibrationInWords(subject, original));
    list.items.push_back(speedInWords(study, subject));
    for (std::string& sentence : exportsInWords(study, subject))
        list.items.push_back(std::move(sentence));
    return list;
}

void addCalibration(Document& document, const Study& study)
{
    Table table{
        "Calibration: how far stated probabilities are from how often they come true, 0 is best",
        {{"Model", Column::Align::Left, 3},
         {"ECE", Column::Align::Right, 1},
         {"ECE, scaled", Column::Align::Right, 1},
         {"Temperature", Column::Align::Right, 1},
         {"Brier score", Column::Align::Right, 1}},
        {}};
    for (const size_t i :
         {study.subjectEntry()->original.value_or(*study.subject), *study.subject}) {
        const Entry& entry = study.entries[i];
        const auto temperature = entry.variant.details.find("temperature");
        const bool isKnown = temperature != entry.variant.details.end() && temperature->is_number();
        if (table.rows.empty() || table.rows[0][0].text != entry.name)
            table.rows.push_back(
                {{entry.name},
                 {figureText(entry.variant.metrics, "ece")},
                 {figureText(entry.variant.metrics, "eceScaled")},
                 {isKnown ? fmt::format("{:.2f}", temperature->get<double>()) : kAbsent},
                 {figureText(entry.variant.metrics, "brier")}});
    }
    document.blocks.push_back(std::move(table));
}

void addTests(Document& document, const Study& study)
{
    Table table{"Tests of no difference to the original, on the same test rows",
                {{"Model", Column::Align::Left, 3.4},
                 {"Newly right", Column::Align::Right, 0.9},
                 {"Newly wrong", Column::Align::Right, 0.9},
                 {"McNemar p", Column::Align::Right, 1.2},
                 {"Holm", Column::Align::Right, 0.9},
                 {"Benjamini-H.", Column::Align::Right, 1}},
                {}};
    for (const Entry& entry : study.entries)
        if (entry.difference) {
            const analysis::McNemar& test = entry.difference->mcnemar;
            table.rows.push_back(
                {{entry.name},
                 {grouped(test.onlyFirst)},
                 {grouped(test.onlySecond)},
                 {fmt::format("{} {}", pNumber(test.p()),
                              test.test == analysis::McNemar::Test::Exact ? "exact" : "mid-p")},
                 {entry.holm ? pNumber(*entry.holm) : kAbsent},
                 {entry.benjaminiHochberg ? pNumber(*entry.benjaminiHochberg) : kAbsent}});
        }
    if (table.rows.empty())
        return;
    if (study.quality->key != "accuracy")
        table.caption +=
            "; the corrected p are those of " + inSentence(study.quality->title) + " (bootstrap)";
    document.blocks.push_back(std::move(table));
}

} // namespace

void addCertaintyShort(Document& document, const Study& study)
{
    const Entry* subject = study.subjectEntry();
    if (!subject)
        return;
    document.blocks.push_back(Heading{2, "How sure are we"});
    document.blocks.push_back(pointsAbout(study, *subject));
}

void addCertainty(Document& document, const Study& study)
{
    if (!study.subject)
        return;
    document.blocks.push_back(Heading{2, "How sure we are, in full"});
    document.blocks.push_back(Paragraph{
        "Each model and its original answered the same test rows, so they are compared row by row. "
        "The 95 % interval of a difference comes from drawing the test rows again, 2,000 times, "
        "and "
        "says what other test rows of the same kind might have shown. A p below 0.05 means that "
        "chance alone would rarely part two equally good models that far."});
    if (study.runs.size() > 1)
        document.blocks.push_back(Paragraph{
            "The models come from several runs. Speed was measured in a session of each run, so "
            "small differences in speed between runs mean little.",
            {},
            Paragraph::Tone::Warning});
    addTests(document, study);
    addCalibration(document, study);
    document.blocks.push_back(Heading{3, "How speed was measured"});
    document.blocks.push_back(Paragraph{"All models of a run take turns in one session, round by "
                                        "round, so that heat, clock and other "
                                        "programs touch all alike. The figure is the median over "
                                        "test texts of many lengths, one text "
                                        "at a time."});
    List kernels;
    for (const Entry& entry : study.entries)
        if (!entry.variant.kernels.empty()) {
            const std::string item = speedInWords(study, entry);
            if (kernels.items.size() < 40)
                kernels.items.push_back(entry.name + ". " + item);
        }
    if (kernels.items.empty())
        document.blocks.push_back(Paragraph{"No speed was measured in these runs."});
    else
        document.blocks.push_back(std::move(kernels));
}

} // namespace lathe::report
