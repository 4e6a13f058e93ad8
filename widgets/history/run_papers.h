#pragma once

#include "widgets/history/history_rows.h"

#include "core/history/history.h"

namespace lathe::widgets {

// What is read of a run only when someone looks at it.
struct RunPapers {
    std::string runId;
    recipe::Recipe recipe;
    std::vector<runner::LogLine> log;
};

// Its log is that of pastRun(): what the history keeps, and what became of each step.
[[nodiscard]] RunPapers readPapers(const std::filesystem::path& history, const history::RunRow& run,
                                   const recipe::StageCatalog& catalog);

// Pages of the details as HTML in the colours of the theme; every name is escaped.
[[nodiscard]] QString recipePage(const RunPapers& papers, const recipe::StageCatalog& catalog);
[[nodiscard]] QString machinePage(const nlohmann::json& environment);
[[nodiscard]] QString logPage(const RunPapers& papers);
// Its figures beside those of its original.
[[nodiscard]] QString figuresPage(const HistoryRows& rows, RowId variant);
// The variants of a run as links to their ids.
[[nodiscard]] QString variantsPage(const HistoryRows& rows, int run);

} // namespace lathe::widgets
