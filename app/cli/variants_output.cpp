#include "app/cli/variants_output.h"

#include "app/cli/output.h"
#include "app/cli/table.h"
#include "core/analysis/corrections.h"
#include "core/analysis/intervals.h"
#include "core/recipe/recipe_file.h"

#include <fmt/ranges.h>

namespace lathe::cli {

using nlohmann::json;
using runner::Variant;

namespace {

std::optional<double> metric(const Variant* variant, std::string_view key)
{
    if (!variant)
        return std::nullopt;
    const auto it = variant->metrics.find(key);
    return it == variant->metrics.end() ? std::nullopt : std::optional(it->second);
}

std::string number(std::optional<double> value, const char* format)
{
    return value ? fmt::format(fmt::runtime(format), *value) : "-";
}

// How many times better than the original: smaller or faster is above 1.
std::string gain(std::optional<double> better, std::optional<double> worse)
{
    return better && worse && *better > 0 ? fmt::format("{:.2f}x", *worse / *better) : "-";
}

std::string csvCell(const std::string& cell)
{
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string text = "\"";
    for (const char c : cell)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

std::string_view toString(analysis::McNemar::Test test)
{
    return test == analysis::McNemar::Test::Exact ? "exact" : "mid-p";
}

// Null where the answers of either are not at hand, or are about other rows.
json differenceTo(const Variant& reference, const Variant& v)
{
    constexpr uint64_t kSeed = 13;
    if (!v.evaluation || !reference.evaluation ||
        v.evaluation->test.truth != reference.evaluation->test.truth)
        return {};
    const analysis::QualityDifference found = analysis::compareQuality(
        {v.evaluation->test, v.evaluation->thresholds},
        {reference.evaluation->test, reference.evaluation->thresholds}, kSeed);
    json made{{"mcnemarP", found.mcnemar.p()},
              {"mcnemarTest", toString(found.mcnemar.test)},
              {"newlyRight", found.mcnemar.onlyFirst},
              {"newlyWrong", found.mcnemar.onlySecond},
              {"resamples", found.resamples}};
    for (const auto& [key, d] : found.figures)
        made[key] = {{"change", d.value}, {"low", d.low}, {"high", d.high}, {"p", d.p}};
    return made;
}

// Beside each p of the difference to the original, what it is among all of them.
void addCorrections(json& variants)
{
    analysis::PValues p;
    for (const json& v : variants)
        p.push_back(v.contains("difference")
                        ? std::optional(v["difference"]["mcnemarP"].get<double>())
                        : std::nullopt);
    const analysis::PValues holm = analysis::holm(p), bh = analysis::benjaminiHochberg(p);
    for (size_t i = 0; i < p.size(); ++i)
        if (p[i]) {
            variants[i]["difference"]["mcnemarHolm"] = *holm[i];
            variants[i]["difference"]["mcnemarBenjaminiHochberg"] = *bh[i];
        }
}

} // namespace

json toJson(const std::vector<Variant>& variants)
{
    std::map<std::string_view, const Variant*> byId;
    for (const Variant& v : variants)
        byId[v.id] = &v;
    json all = json::array();
    for (const Variant& v : variants) {
        json& made = all.emplace_back(toJson(v));
        const auto add = [&](const char* key, const std::string& id) {
            const auto reference = byId.find(id);
            if (id == v.id || reference == byId.end())
                return;
            if (json difference = differenceTo(*reference->second, v); !difference.is_null())
                made[key] = std::move(difference);
        };
        add("difference", v.original);
        if (v.parent != v.original)
            add("differenceToParent", v.parent);
    }
    addCorrections(all);
    return all;
}

json toJson(const Variant& v)
{
    json families = json::array();
    for (const auto family : v.families)
        families.push_back(recipe::toString(family));
    return {{"id", v.id},
            {"run", v.runId},
            {"parent", v.parent.empty() ? json() : json(v.parent)},
            {"original", v.original},
            {"node", v.node},
            {"stage", v.stage.empty() ? json() : json(v.stage)},
            {"families", families},
            {"label", v.label},
            {"lineage", v.lineage},
            {"params", recipe::toJson(v.params)},
            {"metrics", v.metrics},
            {"storage", v.facts.storage},
            {"kernels", v.kernels},
            {"warning", v.warning},
            {"details", v.details},
            {"path", v.model.string()}};
}

std::string variantTable(const std::vector<Variant>& variants)
{
    using Align = Table::Align;
    Table table({{"variant", Align::Left},
                 {"model", Align::Left},
                 {"accuracy"},
                 {"micro F1"},
                 {"MB"},
                 {"smaller"},
                 {"p50 ms"},
                 {"faster"},
                 {"texts/s"},
                 {"more"}});
    std::map<std::string_view, const Variant*> byId;
    for (const Variant& v : variants)
        byId[v.id] = &v;
    for (const Variant& v : variants) {
        const auto found = byId.find(v.original);
        const Variant* original = found == byId.end() ? nullptr : found->second;
        const auto size = metric(&v, "sizeBytes");
        table.add({v.id, v.lineage, number(metric(&v, "accuracy"), "{:.4f}"),
                   number(metric(&v, "microF1"), "{:.4f}"),
                   number(size ? std::optional(*size / 1e6) : size, "{:.1f}"),
                   gain(size, metric(original, "sizeBytes")),
                   number(metric(&v, "latencyP50Ms"), "{:.2f}"),
                   gain(metric(&v, "latencyP50Ms"), metric(original, "latencyP50Ms")),
                   number(metric(&v, "throughput"), "{:.1f}"),
                   gain(metric(original, "throughput"), metric(&v, "throughput"))});
    }
    std::string text = table.text();
    for (const Variant& v : variants)
        if (!v.warning.empty())
            text += fmt::format("{}: {}\n", v.id, v.warning);
    return text;
}

std::string variantCsv(const std::vector<Variant>& variants)
{
    std::vector<std::string> header{"run",     "id",     "parent",  "original", "stage",
                                    "lineage", "params", "storage", "kernels"};
    for (const auto& info : analysis::allMetrics())
        header.emplace_back(info.key);
    header.emplace_back("path");
    std::string text = fmt::format("{}\r\n", fmt::join(header, ","));
    for (const Variant& v : variants) {
        std::vector<std::string> cells{v.runId,
                                       v.id,
                                       v.parent,
                                       v.original,
                                       v.stage,
                                       v.lineage,
                                       oneLine(recipe::toJson(v.params)),
                                       v.facts.storage,
                                       v.kernels};
        for (const auto& info : analysis::allMetrics())
            cells.push_back(metric(&v, info.key) ? fmt::format("{}", *metric(&v, info.key)) : "");
        cells.push_back(v.model.string());
        for (std::string& cell : cells)
            cell = csvCell(cell);
        text += fmt::format("{}\r\n", fmt::join(cells, ","));
    }
    return text;
}

} // namespace lathe::cli
