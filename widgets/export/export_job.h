#pragma once

#include "core/export/export_model.h"
#include "core/runner/writer_lock.h"

#include <optional>

namespace lathe::widgets {

// An export with all that it needs from files, to be done on the engine's thread.
struct ExportJob {
    exports::ExportOrder order; // its reference is filled in from what follows
    std::string variant;        // of the history; empty: none
    std::filesystem::path history;
    std::shared_ptr<const data::DataSet> data; // where there is no variant: its test split is what is proven with
    std::shared_ptr<const runner::WriterLock> lock; // of the history; null: nothing is recorded
};

struct ExportResult {
    exports::Exported made;
    data::TaskKind kind = data::TaskKind::Multiclass;
    analysis::Metrics own; // what Lathe measured of the model, for comparison
    std::vector<std::pair<std::string, int64_t>> files; // by name, with bytes
    std::vector<std::string> recorded;                  // ids of the variants that the history has now

    [[nodiscard]] bool agrees() const;
};

// Blocks for as long as exporting and proving takes. Throws what exportModel throws.
[[nodiscard]] ExportResult exportAndRecord(runner::Engine& engine, const ExportJob& job, const Task& task);

} // namespace lathe::widgets
