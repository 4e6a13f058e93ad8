#pragma once

#include "core/engine/model/architecture.h"
#include "core/engine/model/batches.h"

namespace lathe::engine {

// What a model is timed with: calls of one or more texts each.
struct Workload {
    std::string name;                         // "16x128", "texts x32"
    std::vector<std::vector<TokenIds>> calls; // one call answers all texts of an entry

    [[nodiscard]] int64_t texts() const;
};

// One call of `batch` texts of exactly `tokens` random ids, the same for every model of a vocabulary that size.
// Throws Error when the model has no positions for so many.
[[nodiscard]] Workload shapeWorkload(int batch, int tokens, const Architecture& architecture);

// The rows in calls of `batch`: one by one in their order, larger batches sorted by length.
[[nodiscard]] Workload textWorkload(const std::vector<TokenIds>& rows, int batch);

} // namespace lathe::engine
