#include "core/history/brief.h"

#include <cmath>

namespace lathe::history {

namespace {

std::optional<data::LabelSet> labelsOf(const std::string& task)
{
    for (const data::TaskKind kind : {data::TaskKind::Multiclass, data::TaskKind::Multilabel})
        if (task == data::toString(kind))
            return data::LabelSet{kind, {}};
    return std::nullopt;
}

} // namespace

std::vector<runner::Variant> briefVariants(const Summary& summary)
{
    std::vector<runner::Variant> variants;
    variants.reserve(summary.variants.size());
    for (const VariantSummary& from : summary.variants) {
        runner::Variant& v = variants.emplace_back();
        v.id = from.id;
        v.runId = summary.runs[from.run].id;
        v.parent = from.parent;
        v.original = from.original;
        v.node = from.node;
        v.stage = from.stage;
        v.families = from.families;
        v.label = from.label;
        v.lineage = from.lineage;
        v.params = *from.params;
        v.model = from.model;
        v.kernels = from.kernels;
        v.warning = from.warning;
        v.facts.name = from.base;
        v.facts.storage = from.storage;
        v.facts.compute = from.compute;
        v.facts.labels = labelsOf(from.task);
        for (size_t i = 0; i < from.figures.size(); ++i)
            if (!std::isnan(from.figures[i]))
                v.metrics.emplace_hint(v.metrics.end(), summary.metrics[i], from.figures[i]);
        if (!from.runtime.empty())
            v.details["runtime"] = from.runtime;
        if (!from.disagreement.empty())
            v.details["export"]["disagreement"] = from.disagreement;
    }
    return variants;
}

bool isBrief(const runner::Variant& variant)
{
    return variant.facts.layers.empty() && variant.facts.parameters == 0;
}

} // namespace lathe::history
