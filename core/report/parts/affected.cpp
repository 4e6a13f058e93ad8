#include "core/report/clean_text.h"
#include "core/report/parts/labels.h"
#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::Flip;

constexpr size_t kShortLabels = 4, kTextLength = 180;

std::string scoreText(const std::optional<double>& f1)
{
    return f1 ? fmt::format("{:.2f}", *f1) : kAbsent;
}

std::string countsInWords(const Study& study)
{
    const analysis::Flips& flips = study.affected->flips;
    return fmt::format("Of {} {} newly right and {} newly wrong.",
                       counted(study.affected->truth.size(), "test row", "test rows"),
                       counted(flips.newlyRight, "is", "are"),
                       counted(flips.newlyWrong, "is", "are"));
}

std::string whyUnknown(const Study& study)
{
    const Entry* subject = study.subjectEntry();
    return subject ? fmt::format("Not known: {}.", subject->noDifference)
                   : std::string("There is no model to tell it of.");
}

Table labelTable(const Study& study, size_t atMost, std::string caption)
{
    const std::vector<size_t> training = trainingRows(study);
    Table table{std::move(caption),
                {{"Label", Column::Align::Left, 4},
                 {"Training rows", Column::Align::Right, 1},
                 {"Test rows", Column::Align::Right, 1},
                 {"F1 before", Column::Align::Right, 1},
                 {"F1 now", Column::Align::Right, 1},
                 {"Change", Column::Align::Right, 1}},
                {}};
    for (const size_t i : changedLabels(study, atMost)) {
        const analysis::LabelChange& change = study.affected->flips.labels[i];
        table.rows.push_back({{labelName(study, i)},
                              {i < training.size() ? grouped(training[i]) : kAbsent},
                              {grouped(size_t(change.support))},
                              {scoreText(study.affected->before[i].f1)},
                              {scoreText(study.affected->now[i].f1)},
                              {signedNumber(*change.f1, 2), true}});
    }
    return table;
}

// Newly wrong first: they are what a reader must judge.
std::vector<const Flip*> flipsToShow(const Study& study, size_t atMost)
{
    std::vector<const Flip*> rows;
    for (const Flip::Kind kind : {Flip::Kind::NewlyWrong, Flip::Kind::NewlyRight})
        for (const Flip& flip : study.affected->flips.rows)
            if (flip.kind == kind && rows.size() < atMost)
                rows.push_back(&flip);
    return rows;
}

void addFlips(Document& document, const Study& study, size_t atMost)
{
    const std::vector<const Flip*> rows = flipsToShow(study, atMost);
    if (rows.empty())
        return;
    const size_t all = study.affected->flips.newlyRight + study.affected->flips.newlyWrong;
    const bool hasTexts = study.data.set.has_value();
    Table table{rows.size() == all
                    ? std::string("The rows, newly wrong first")
                    : fmt::format("The first {} of {} rows, newly wrong first", rows.size(), all),
                {{"Test row", Column::Align::Left, 1.3},
                 {"True", Column::Align::Left, 1.5},
                 {"Before", Column::Align::Left, 1.5},
                 {"Now", Column::Align::Left, 1.5}},
                {}};
    if (hasTexts)
        table.columns.push_back({"Text", Column::Align::Left, 5.5});
    for (const Flip* flip : rows) {
        const bool isWrong = flip->kind == Flip::Kind::NewlyWrong;
        std::vector<Cell> row{{fmt::format("{} {}", flip->row + 1, isWrong ? "wrong" : "right")},
                              {labelNames(study, study.affected->truth[flip->row])},
                              {labelNames(study, flip->before)},
                              {labelNames(study, flip->now), true}};
        if (hasTexts)
            row.push_back({shortened(cleaned(study.data.set->test[flip->row].text), kTextLength)});
        table.rows.push_back(std::move(row));
    }
    document.blocks.push_back(std::move(table));
    if (!hasTexts)
        document.blocks.push_back(
            Paragraph{fmt::format("Texts are not shown: {}.", study.data.trouble),
                      {},
                      Paragraph::Tone::Note});
}

void addRare(Document& document, const Study& study)
{
    const RareLabels rare = rareLabels(study);
    if (rare.labels.empty())
        return;
    std::vector<std::string> names;
    for (const size_t label : rare.labels)
        if (names.size() < 12)
            names.push_back(labelName(study, label));
    document.blocks.push_back(
        Paragraph{fmt::format("{} fewer than {} {} rows, so their figures rest on little: {}{}.",
                              counted(rare.labels.size(), "label has", "labels have"), kFewRows,
                              rare.isOfTraining ? "training" : "test", joined(names),
                              rare.labels.size() > names.size() ? ", and more" : ""),
                  "A risk.", Paragraph::Tone::Warning});
}

} // namespace

void addAffectedShort(Document& document, const Study& study)
{
    document.blocks.push_back(Heading{2, "Who is affected"});
    if (!study.affected) {
        document.blocks.push_back(Paragraph{whyUnknown(study)});
        return;
    }
    Table table =
        labelTable(study, kShortLabels, countsInWords(study) + " Labels whose F1 changed most:");
    if (table.rows.empty())
        document.blocks.push_back(Paragraph{countsInWords(study) + " No label's F1 changed."});
    else
        document.blocks.push_back(std::move(table));
}

void addAffected(Document& document, const Study& study, size_t labelsShown, size_t flipsShown)
{
    document.blocks.push_back(Heading{2, "Who is affected, in full"});
    if (!study.affected) {
        document.blocks.push_back(Paragraph{whyUnknown(study)});
        return;
    }
    document.blocks.push_back(Paragraph{fmt::format(
        "“{}” against its original. {}", study.subjectEntry()->name, countsInWords(study))});
    if (const size_t other = study.affected->flips.stillWrong; other > 0)
        document.blocks.push_back(Paragraph{fmt::format(
            "{} wrong before and after, in another way.", counted(other, "row is", "rows are"))});
    if (const auto value = analysis::valueOf(study.subjectEntry()->variant.metrics, "agreement"))
        document.blocks.push_back(Paragraph{
            fmt::format("{} of the rows are decided as the original decides them, right or wrong.",
                        percent(*value, 1))});
    addRare(document, study);
    const size_t changed = changedLabels(study, study.affected->flips.labels.size()).size();
    Table table =
        labelTable(study, labelsShown,
                   changed > labelsShown
                       ? fmt::format("The {} labels whose F1 changed most; {} more changed less",
                                     labelsShown, changed - labelsShown)
                       : fmt::format("Labels whose F1 changed; {} did not",
                                     counted(study.affected->flips.labels.size() - changed, "other",
                                             "others")));
    if (!table.rows.empty())
        document.blocks.push_back(std::move(table));
    addFlips(document, study, flipsShown);
}

} // namespace lathe::report
