#include "core/recipe/value_text.h"
#include "core/report/clean_text.h"
#include "core/report/parts/parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

// What the families do, for a reader who has never trained a model.
const char* familyInWords(recipe::StageFamily family)
{
    switch (family) {
    case recipe::StageFamily::Train:
        return "The model learns the task from labelled texts.";
    case recipe::StageFamily::Prune:
        return "Parts that matter little for the answers are removed, so there is less to store "
               "and compute.";
    case recipe::StageFamily::Distill:
        return "A smaller model learns to answer as a larger one does.";
    case recipe::StageFamily::Quantize:
        return "Numbers are stored, and often computed, with fewer bits.";
    case recipe::StageFamily::Analyze:
        return "Nothing is changed; the model is only looked at.";
    }
    return "";
}

// The stages that made the entries of the report: those of the variants and of all before them
// that the report holds, and those that the recipes name.
std::vector<std::string> stagesUsed(const Study& study)
{
    std::vector<std::string> used;
    const auto add = [&](const std::string& stage) {
        if (!stage.empty() && std::find(used.begin(), used.end(), stage) == used.end())
            used.push_back(stage);
    };
    for (const RunPart& run : study.runs)
        for (const recipe::Node& node : run.recipe.nodes)
            add(node.stage);
    for (const Entry& entry : study.entries)
        add(entry.variant.stage);
    return used;
}

std::string valueInWords(const recipe::ParamSpec& spec, const recipe::ParamValue& value)
{
    return fmt::format("{} {}{}", spec.title, cleaned(recipe::toText(value)),
                       spec.unit.empty() ? "" : " " + spec.unit);
}

// The subject's way from the source: a step each, with every value it was given.
void addSteps(Document& document, const Study& study, const recipe::StageCatalog& catalog)
{
    const Entry* subject = study.subjectEntry();
    if (!subject)
        return;
    List steps;
    for (const runner::Variant* at = &subject->variant; at;) {
        if (const recipe::StageInfo* stage = catalog.find(at->stage)) {
            std::vector<std::string> values;
            for (const recipe::ParamSpec& spec : stage->params)
                if (const auto value = at->params.find(spec.key); value != at->params.end())
                    values.push_back(valueInWords(spec, value->second));
            std::string text = stage->title;
            for (size_t i = 0; i < values.size(); ++i)
                text += (i == 0 ? ": " : "; ") + values[i];
            steps.items.insert(steps.items.begin(), text + ".");
        }
        const auto parent =
            std::find_if(study.entries.begin(), study.entries.end(),
                         [&](const Entry& entry) { return entry.variant.id == at->parent; });
        at = parent == study.entries.end() ? nullptr : &parent->variant;
    }
    if (steps.items.empty())
        return;
    document.blocks.push_back(Heading{3, fmt::format("The steps to “{}”", subject->name)});
    document.blocks.push_back(std::move(steps));
}

} // namespace

void addMethod(Document& document, const Study& study, const recipe::StageCatalog& catalog)
{
    const std::vector<std::string> used = stagesUsed(study);
    if (used.empty())
        return;
    document.blocks.push_back(Heading{2, "What was done, in plain words"});
    for (const std::string& id : used) {
        const recipe::StageInfo* stage = catalog.find(id);
        document.blocks.push_back(Heading{3, stage ? stage->title : cleaned(id)});
        if (!stage) {
            document.blocks.push_back(
                Paragraph{"This version of Lathe does not know the method any more."});
            continue;
        }
        document.blocks.push_back(
            Paragraph{fmt::format("{} {}", familyInWords(stage->family), stage->summary)});
        if (!stage->paper.empty())
            document.blocks.push_back(Paragraph{stage->paper, "Source:", Paragraph::Tone::Note});
    }
    addSteps(document, study, catalog);
}

} // namespace lathe::report
