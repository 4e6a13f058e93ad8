#include "core/report/clean_text.h"
#include "core/report/parts/labels.h"
#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::valueOf;

constexpr size_t kFewTestRows = 200;
constexpr size_t kNamed = 4; // labels named in a sentence

void addRareLabels(std::vector<std::string>& risks, const Study& study)
{
    const RareLabels rare = rareLabels(study);
    if (rare.labels.empty())
        return;
    std::vector<std::string> names;
    for (const size_t label : rare.labels)
        if (names.size() < kNamed)
            names.push_back(shortened(labelName(study, label), 40));
    if (rare.labels.size() > names.size())
        names.push_back("others");
    risks.push_back(fmt::format("{} fewer than {} {} rows ({}): collect more before the next "
                                "round, and judge these by hand.",
                                counted(rare.labels.size(), "label has", "labels have"), kFewRows,
                                rare.isOfTraining ? "training" : "test", joined(names)));
}

void addLosers(std::vector<std::string>& risks, const Study& study)
{
    constexpr double kMuch = -0.05;
    std::vector<std::string> names;
    if (study.affected)
        for (const size_t label : changedLabels(study, kNamed))
            if (const double change = *study.affected->flips.labels[label].f1; change <= kMuch)
                names.push_back(fmt::format("{} ({})", shortened(labelName(study, label), 40),
                                            signedNumber(change, 2)));
    if (!names.empty())
        risks.push_back(fmt::format("The F1 of {} fell most: look at their texts.", joined(names)));
}

void addProcessor(std::vector<std::string>& risks, const Entry& subject)
{
    const std::string& kernels = subject.variant.kernels;
    for (const char* feature : {"avx512_vnni", "amx", "avx_vnni", "avx512"})
        if (kernels.find(feature) != std::string::npos) {
            risks.push_back(
                fmt::format("Speed holds for processors with {}, whose kernel ran here; on "
                            "others measure again before promising it.",
                            feature));
            return;
        }
}

// Texts differ in length, but not that much.
void addDisturbance(std::vector<std::string>& risks, const Entry& subject, const Entry* original)
{
    constexpr double kMuch = 5;
    const auto isDisturbed = [](const Entry* entry) {
        const auto median = entry ? valueOf(entry->variant.metrics, "latencyP50Ms") : std::nullopt;
        const auto late = entry ? valueOf(entry->variant.metrics, "latencyP95Ms") : std::nullopt;
        return median && late && *late > kMuch * *median;
    };
    if (isDisturbed(&subject) || isDisturbed(original))
        risks.push_back("Some texts took more than five times the median: other programs disturbed "
                        "the measurement of speed. Measure again on a quiet machine.");
}

void addProbabilities(std::vector<std::string>& risks, const Entry& subject, const Entry* original)
{
    const auto now = valueOf(subject.variant.metrics, "ece");
    const auto before = original ? valueOf(original->variant.metrics, "ece") : std::nullopt;
    if (now && before && *now > *before + 0.01)
        risks.push_back("Probabilities are less reliable than before: fit thresholds that hang on "
                        "them anew.");
}

} // namespace

void addRisks(Document& document, const Study& study)
{
    const Entry* subject = study.subjectEntry();
    if (!subject)
        return;
    std::vector<std::string> risks;
    if (!subject->unfit.empty())
        risks.push_back(fmt::format("This model must not be shipped: {}.", subject->unfit));
    if (!subject->original || (!subject->difference && subject->unfit.empty()))
        risks.push_back(fmt::format("The loss is not tested: {}.", subject->noDifference));
    addRareLabels(risks, study);
    addLosers(risks, study);
    if (subject->testRows > 0 && subject->testRows < kFewTestRows)
        risks.push_back(fmt::format("The figures rest on {}; more would narrow the interval.",
                                    counted(subject->testRows, "test row", "test rows")));
    addProcessor(risks, *subject);
    addDisturbance(risks, *subject, study.originalOf(*subject));
    addProbabilities(risks, *subject, study.originalOf(*subject));
    document.blocks.push_back(Heading{2, "Risks and what to watch"});
    if (risks.empty())
        document.blocks.push_back(Paragraph{
            "Nothing stands out. The figures hold for texts like those of the test rows; watch for "
            "other ones."});
    else
        document.blocks.push_back(List{std::move(risks)});
}

} // namespace lathe::report
