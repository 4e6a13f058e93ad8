#pragma once

#include "core/history/history.h"
#include "widgets/session/run_record.h"

namespace lathe::widgets {

// A run as the history tells it: what the Runs place shows when nothing has run yet. The history
// keeps no states of steps; they follow from the variants, the errors in the log and how the run
// ended. Throws Error when the history cannot be read.
[[nodiscard]] RunRecord pastRun(const history::History& history, const history::RunRow& run,
                                const recipe::StageCatalog& catalog);

} // namespace lathe::widgets
