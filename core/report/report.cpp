#include "core/report/report.h"

#include "core/report/clean_text.h"
#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <ctime>
#include <fmt/chrono.h>

namespace lathe::report {

namespace {

std::string subtitleOf(const Study& study, const ReportOptions& options)
{
    std::string text;
    if (!study.entries.empty() && !study.entries.front().variant.facts.name.empty())
        text += cleaned(study.entries.front().variant.facts.name) + ", ";
    if (!study.labels.names.empty())
        text += counted(study.labels.names.size(), "label", "labels") + " · ";
    text += "prepared by Lathe";
    if (!options.version.empty())
        text += " " + options.version;
    return text + " on " + dateText(options.date);
}

std::string titleOf(const Study& study, const ReportOptions& options)
{
    std::string title = cleaned(options.title);
    if (title.empty() && !study.runs.empty())
        title = cleaned(study.runs.front().recipe.name);
    return title.empty() ? "Compressed models" : title;
}

} // namespace

std::optional<Template> templateNamed(std::string_view name)
{
    return name == "executive"   ? std::optional(Template::Executive)
           : name == "technical" ? std::optional(Template::Technical)
                                 : std::nullopt;
}

Document makeReport(const Study& study, const recipe::StageCatalog& catalog,
                    const ReportOptions& options)
{
    constexpr size_t kFew = 5, kLabels = 25, kFlips = 20;
    const bool isTechnical = options.kind == Template::Technical;
    Document document;
    document.kicker = "Compression decision";
    document.title = titleOf(study, options);
    document.subtitle = subtitleOf(study, options);
    document.rest = isTechnical ? "Method, full table, data and environment, recipe to reproduce"
                                : "Who is affected and the words used";
    addDecision(document, study);
    addWhatWasWeighed(document, study, isTechnical);
    addAffectedShort(document, study);
    addCertaintyShort(document, study);
    addRisks(document, study);
    const size_t second = document.blocks.size(); // where the pages behind the decision begin
    if (isTechnical) {
        addCharts(document, study);
        addVariants(document, study);
        addExports(document, study);
    }
    addAffected(document, study, isTechnical ? kLabels : kFew, isTechnical ? kFlips : kFew);
    if (isTechnical) {
        addCertainty(document, study);
        addMethod(document, study, catalog);
        addEnvironment(document, study);
        addReproduce(document, study);
    }
    addGlossary(document, study, isTechnical);
    if (auto* heading = std::get_if<Heading>(&document.blocks[second]))
        heading->startsPage = true;
    return document;
}

std::string today()
{
    return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
}

} // namespace lathe::report
