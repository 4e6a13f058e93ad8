#include "core/report/parts/labels.h"

#include "core/report/clean_text.h"
#include "core/report/words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace lathe::report {

std::string labelName(const Study& study, size_t label)
{
    return label < study.labels.names.size() ? cleaned(study.labels.names[label])
                                             : fmt::format("label {}", label + 1);
}

std::string labelNames(const Study& study, const std::vector<int>& labels)
{
    std::vector<std::string> names;
    for (const int label : labels)
        names.push_back(labelName(study, size_t(label)));
    return names.empty() ? "none" : joined(names);
}

std::vector<size_t> changedLabels(const Study& study, size_t atMost)
{
    std::vector<size_t> labels;
    if (!study.affected)
        return labels;
    const auto change = [&](size_t i) { return study.affected->flips.labels[i].f1.value_or(0); };
    for (size_t i = 0; i < study.affected->flips.labels.size(); ++i)
        if (std::abs(change(i)) > 1e-9)
            labels.push_back(i);
    std::stable_sort(labels.begin(), labels.end(),
                     [&](size_t a, size_t b) { return std::abs(change(a)) > std::abs(change(b)); });
    labels.resize(std::min(labels.size(), atMost));
    return labels;
}

std::vector<size_t> trainingRows(const Study& study)
{
    if (!study.data.set)
        return {};
    std::vector<size_t> rows(study.data.set->labels.names.size());
    for (const data::Example& example : study.data.set->train)
        for (const int label : example.labels)
            ++rows[size_t(label)];
    return rows;
}

RareLabels rareLabels(const Study& study)
{
    std::vector<size_t> rows = trainingRows(study);
    RareLabels rare;
    rare.isOfTraining = !rows.empty();
    if (rows.empty() && study.affected)
        for (const analysis::LabelChange& label : study.affected->flips.labels)
            rows.push_back(size_t(label.support));
    for (size_t i = 0; i < rows.size(); ++i)
        if (rows[i] < kFewRows)
            rare.labels.push_back(i);
    std::stable_sort(rare.labels.begin(), rare.labels.end(),
                     [&](size_t a, size_t b) { return rows[a] < rows[b]; });
    return rare;
}

} // namespace lathe::report
