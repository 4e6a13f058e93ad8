#include "core/report/selection.h"

#include "core/base/error.h"
#include "core/export/record.h"
#include "core/recipe/nearest.h"
#include "core/report/clean_text.h"

#include <algorithm>

namespace lathe::report {

namespace {

using runner::Variant;

const Variant* find(const std::vector<Variant>& variants, std::string_view id)
{
    const auto found = std::find_if(variants.begin(), variants.end(),
                                    [&](const Variant& v) { return v.id == id; });
    return found == variants.end() ? nullptr : &*found;
}

Error unknown(const std::string& id, const std::vector<Variant>& all)
{
    std::vector<std::string> known;
    for (const Variant& variant : all) {
        known.push_back(variant.id);
        if (variant.runId == id)
            return {ErrorKind::BadInput, fmt::format("'{}' is a run, not a variant", id),
                    "Name its variants: `lathe-cli history show " + id + "` lists them"};
    }
    return {ErrorKind::BadInput,
            fmt::format("the history has no variant '{}'{}", cleaned(id),
                        recipe::suggestion(id, known)),
            "See what it has with `lathe-cli history list` and `lathe-cli history show RUN`"};
}

void checkLabels(const std::vector<Variant>& variants)
{
    const Variant* first = nullptr;
    for (const Variant& variant : variants) {
        if (!variant.facts.labels)
            continue;
        if (!first)
            first = &variant;
        if (*variant.facts.labels != *first->facts.labels)
            throw Error(ErrorKind::BadInput,
                        fmt::format("variants '{}' and '{}' tell other labels apart, so their "
                                    "figures cannot be compared",
                                    first->id, variant.id),
                        "Make a report of each");
    }
}

} // namespace

std::vector<Variant> selectVariants(const history::History& history,
                                    const std::vector<std::string>& ids)
{
    const std::vector<Variant> all = history.variants(); // newest run first
    if (all.empty())
        throw Error(ErrorKind::BadInput,
                    "the history holds no measured variant, so there is "
                    "nothing to report",
                    "Run a recipe first: lathe-cli run RECIPE, or Run in the workbench");
    std::vector<Variant> chosen;
    for (const std::string& id : ids) {
        const Variant* variant = find(all, id);
        if (!variant)
            throw unknown(id, all);
        if (exports::isFailedExport(*variant))
            throw Error(ErrorKind::BadInput, fmt::format("'{}' is an export that answers otherwise than its model, so its figures are not reported", id),
                        "Export it again in another format, or leave it out");
        if (!find(chosen, id))
            chosen.push_back(*variant);
    }
    if (ids.empty())
        for (const Variant& variant : all)
            if (variant.runId == all.front().runId && !exports::isFailedExport(variant))
                chosen.push_back(variant);
    for (size_t i = 0, count = chosen.size(); i < count; ++i)
        if (const Variant* original = find(all, chosen[i].original);
            original && !find(chosen, original->id))
            chosen.push_back(*original);
    checkLabels(chosen);
    return chosen;
}

} // namespace lathe::report
