#pragma once

#include "core/history/summary.h"

#include <unordered_map>

namespace SQLite {
class Database;
}

namespace lathe::history {

// By id. `table` is "run_marks" or "variant_marks".
[[nodiscard]] std::unordered_map<std::string, Mark> readMarks(SQLite::Database& db,
                                                              const std::string& table);

} // namespace lathe::history
