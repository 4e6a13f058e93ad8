#pragma once

#include "core/history/history.h"
#include "widgets/session/run_record.h"

namespace lathe::widgets {

// A run as the history tells it: what the Runs place shows when nothing has run yet. The history
// keeps no states of steps; they follow from the variants, the errors in the log and how the run
// ended. Throws Error when the history cannot be read.
[[nodiscard]] RunRecord pastRun(const history::History& history, const history::RunRow& run,
                                const recipe::StageCatalog& catalog);

// For a window that has the lock of its workspace and runs nothing: what seems to go on there was cut off before its end could
// be written, by a full disk for instance.
template <class Runs>
void endCutOff(Runs& runs)
{
    for (history::RunRow& run : runs)
        if (run.state == runner::RunState::Running)
            run.state = runner::RunState::Interrupted;
}

} // namespace lathe::widgets
