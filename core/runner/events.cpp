#include "core/runner/events.h"

namespace lathe::runner {

std::string_view toString(RunState state)
{
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Succeeded:
        return "succeeded";
    case RunState::Failed:
        return "failed";
    case RunState::Cancelled:
        return "cancelled";
    case RunState::Interrupted:
        return "interrupted";
    }
    return "";
}

std::string_view toString(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return "waiting";
    case StepState::Running:
        return "running";
    case StepState::Done:
        return "done";
    case StepState::Reused:
        return "reused";
    case StepState::Failed:
        return "failed";
    case StepState::Cancelled:
        return "cancelled";
    case StepState::Skipped:
        return "skipped";
    }
    return "";
}

} // namespace lathe::runner
