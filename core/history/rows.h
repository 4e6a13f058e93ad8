#pragma once

#include "core/base/error.h"
#include "core/history/summary.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace lathe::history {

// The columns of runs that readRun() takes, in its order.
inline constexpr const char* kRunColumns =
    "id, name, started, ended, state, error, seed, seconds, host, boot, pid, process_start,"
    " (SELECT count(*) FROM variants v WHERE v.run_id = runs.id)";
inline constexpr int kRunColumnCount = 13;

[[nodiscard]] RunRow readRun(const SQLite::Statement& row);

[[nodiscard]] std::vector<recipe::StageFamily> familiesFrom(const std::string& json);
[[nodiscard]] recipe::Params paramsFrom(const std::string& json);

[[nodiscard]] Error unknown(std::string_view what, std::string_view id);

} // namespace lathe::history
