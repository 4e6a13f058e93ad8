#include "widgets/export/export_job.h"

#include "core/analysis/figures.h"
#include "core/base/error.h"
#include "core/export/record.h"
#include "core/export/zip_file.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

namespace fs = std::filesystem;

// What the variant answered when it was measured. Without a proof the length of a text is enough.
exports::Reference recorded(const history::History& history, const runner::Variant& variant, bool isNeeded)
{
    try {
        return exports::recordedReference(history, variant);
    } catch (const Error&) { // the data may be gone: the examples are then made of the labels' names
        if (isNeeded)
            throw;
        exports::Reference reference;
        reference.maxLength = std::min(history.recipe(variant.runId).maxLength, variant.facts.maxPositions);
        return reference;
    }
}

exports::Reference answered(runner::Engine& engine, const ExportJob& job, const Task& task)
{
    exports::Reference reference = job.order.reference;
    const auto labels = engine.inspect(job.order.model).labels;
    if (!job.data || !job.order.verify || !labels)
        return reference;
    data::DataSet data = *job.data;
    data::adoptOrder(data, *labels);
    return exports::referenceOf(engine, job.order.model, std::move(data.test), reference.maxLength, task);
}

std::vector<std::pair<std::string, int64_t>> filesIn(const fs::path& folder)
{
    std::vector<std::pair<std::string, int64_t>> files;
    if (exports::isZipFile(folder))
        return {{folder.filename().string(), int64_t(fs::file_size(folder))}};
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.emplace_back(fs::relative(entry.path(), folder).string(), int64_t(entry.file_size()));
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

bool ExportResult::agrees() const
{
    return std::all_of(made.proofs.begin(), made.proofs.end(),
                       [](const exports::Proof& proof) { return proof.disagreement.empty(); });
}

ExportResult exportAndRecord(runner::Engine& engine, const ExportJob& job, const Task& task)
{
    exports::ExportOrder order = job.order;
    std::optional<runner::Variant> variant;
    ExportResult result;
    if (!job.variant.empty()) {
        const history::History history(job.history, history::History::Mode::ReadOnly);
        variant = history.variant(job.variant);
        order.reference = recorded(history, *variant, order.verify);
        order.card = {{"Steps", variant->lineage}, {"Variant", variant->id}};
        result.own = variant->metrics;
        result.kind = variant->facts.labels->kind;
    } else {
        order.reference = answered(engine, job, task.silent());
        result.kind = order.reference.predictions.kind;
        if (analysis::isLabelled(order.reference.predictions))
            result.own = analysis::figuresOf(order.reference.predictions, order.reference.thresholds);
    }
    result.made = exports::exportModel(engine, order, task);
    result.files = filesIn(result.made.folder);
    if (variant && job.lock && !result.made.proofs.empty()) {
        history::History history(job.history);
        result.recorded = exports::recordProofs(history, *variant, *job.order.format, result.made);
    }
    return result;
}

} // namespace lathe::widgets
