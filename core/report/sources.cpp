#include "core/report/sources.h"

#include "core/base/error.h"
#include "core/report/clean_text.h"

#include <algorithm>

namespace lathe::report {

std::vector<RunPart> runParts(const Study& study, const history::History& history)
{
    std::vector<std::string> ids;
    const auto add = [&](const Entry& entry) {
        if (std::find(ids.begin(), ids.end(), entry.variant.runId) == ids.end())
            ids.push_back(entry.variant.runId);
    };
    if (const Entry* subject = study.subjectEntry())
        add(*subject);
    for (const Entry& entry : study.entries)
        add(entry);
    std::vector<RunPart> parts;
    const std::vector<history::RunRow> rows = history.runs();
    for (const std::string& id : ids) {
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const auto& run) { return run.id == id; });
        if (row == rows.end())
            continue;
        RunPart part{*row, history.recipe(id), history.environment(id), {}};
        for (const runner::LogLine& line : history.log(id))
            if (line.level == runner::LogLine::Level::Error)
                part.failures.push_back(cleaned(line.text));
        parts.push_back(std::move(part));
    }
    return parts;
}

DataPart dataPart(const Study& study)
{
    if (study.runs.empty())
        return {{}, "no run tells which data were used"};
    const recipe::Recipe& recipe = study.runs.front().recipe;
    try {
        data::DataSet set = data::readDataSet(recipe.data, recipe.seed);
        data::adoptOrder(set, study.labels);
        if (set.labels.names != study.labels.names && !study.labels.names.empty())
            return {{}, "the data files now hold other labels than those that were measured"};
        if (study.affected) {
            const auto same = [](const data::Example& example, const std::vector<int>& truth) {
                return example.labels == truth;
            };
            if (!std::equal(set.test.begin(), set.test.end(), study.affected->truth.begin(),
                            study.affected->truth.end(), same))
                return {{},
                        "the data files now hold other test rows than those that were measured"};
        }
        return {std::move(set), {}};
    } catch (const Error&) { // a report of an old run outlives its data files
        return {{}, "the data files can no longer be read"};
    }
}

} // namespace lathe::report
