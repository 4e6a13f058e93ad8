#include "core/export/record.h"

#include "core/base/error.h"
#include "core/runner/variant_maker.h"

#include <algorithm>
#include <fmt/ranges.h>

namespace lathe::exports {

Reference recordedReference(const history::History& history, const runner::Variant& variant)
{
    const recipe::Recipe recipe = history.recipe(variant.runId);
    data::DataSet data = data::readDataSet(recipe.data, recipe.seed);
    data::adoptOrder(data, *variant.facts.labels);
    const runner::Variant complete = variant.evaluation ? variant : history.variant(variant.id);
    if (!complete.evaluation || complete.evaluation->test.rows() != data.test.size() ||
        complete.details.value("data", data.fingerprint) != data.fingerprint)
        throw Error(ErrorKind::BadInput, "the files of the data set no longer hold the texts that this model was measured with",
                    "Put them back, or run the recipe again");
    return {std::move(data.test), data.labels, complete.evaluation->thresholds, std::min(recipe.maxLength, variant.facts.maxPositions),
            complete.evaluation->test};
}

namespace {

// The runtime, and what tells this export from others that it runs.
std::string labelOf(const FormatInfo& format, const Exported& made, const Proof& proof)
{
    std::vector<std::string> marks;
    if (format.runtimes.size() > 1)
        marks.push_back(format.key);
    if (made.halves)
        marks.emplace_back("fp16");
    return marks.empty() ? proof.title : fmt::format("{} ({})", proof.title, fmt::join(marks, ", "));
}

} // namespace

runner::Variant variantOf(const runner::Variant& exported, const runner::Variant& original, const FormatInfo& format,
                          const Exported& made, const Proof& proof)
{
    runner::Variant v = exported;
    v.id = fmt::format("{}.{}{}.{}", exported.id, format.key, made.halves ? "-half" : "", proof.runtime);
    v.parent = exported.id;
    v.label = labelOf(format, made, proof);
    v.lineage = fmt::format("{} → {}", exported.lineage.empty() ? exported.label : exported.lineage, v.label);
    if (const size_t floats = v.facts.storage.find("fp32"); made.halves && floats != std::string::npos)
        v.facts.storage.replace(floats, 4, "fp16");
    v.model = made.folder;
    v.kernels = proof.title;
    v.metrics = {};
    v.details = {{"runtime", proof.title},
                 {"export",
                  {{"format", format.key},
                   {"folder", made.folder.string()},
                   {"halves", made.halves},
                   {"rows", proof.predictions.rows()},
                   {"threads", proof.threads},
                   {"largestDifference", proof.largestDifference},
                   {"typicalDifference", proof.typicalDifference},
                   {"agreement", proof.agreement},
                   {"notes", made.notes}}}};
    for (const char* kept : {"data", "thresholds"})
        if (exported.details.contains(kept))
            v.details[kept] = exported.details[kept];
    auto evaluation = std::make_shared<runner::Evaluation>();
    evaluation->test = proof.predictions;
    evaluation->validation.kind = proof.predictions.kind;
    evaluation->validation.classes = proof.predictions.classes;
    if (exported.evaluation)
        evaluation->thresholds = exported.evaluation->thresholds;
    runner::addQuality(v, std::move(evaluation), *exported.facts.labels);
    runner::addAgreement(v, original);
    for (const auto& [key, value] : proof.metrics)
        v.metrics[key] = value;
    v.metrics["sizeBytes"] = double(made.modelBytes);
    v.metrics["parameters"] = double(exported.facts.parameters);
    if (!proof.disagreement.empty()) {
        v.details["export"]["disagreement"] = proof.disagreement;
        v.warning = fmt::format("{} answers otherwise than Lathe: {}", proof.title, proof.disagreement);
    }
    return v;
}

std::vector<std::string> recordProofs(history::History& history, const runner::Variant& exported, const FormatInfo& format,
                                      const Exported& made)
{
    const bool isOriginal = exported.original.empty() || exported.original == exported.id;
    const runner::Variant original = isOriginal ? exported : history.variant(exported.original);
    history::Recorder recorder(history);
    std::vector<std::string> ids;
    for (const Proof& proof : made.proofs) {
        const runner::Variant proven = variantOf(exported, original, format, made, proof);
        recorder.onEvent(runner::VariantMeasured{proven});
        ids.push_back(proven.id);
    }
    return ids;
}

bool isFailedExport(const runner::Variant& variant)
{
    const auto made = variant.details.find("export");
    return made != variant.details.end() && made->contains("disagreement");
}

} // namespace lathe::exports
