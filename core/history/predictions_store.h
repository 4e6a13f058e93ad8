#pragma once

#include "core/runner/engine.h"

#include <memory>
#include <string_view>

namespace SQLite {
class Database;
}

namespace lathe::history {

// Keeps what a variant answered; what is there already stays, since answers do not change.
void storeEvaluation(SQLite::Database& database, std::string_view variantId,
                     const runner::Evaluation& evaluation);

// Null when the history has none for this variant. Throws Error when what it has is damaged.
[[nodiscard]] std::shared_ptr<const runner::Evaluation> loadEvaluation(SQLite::Database& database,
                                                                       std::string_view variantId);

} // namespace lathe::history
