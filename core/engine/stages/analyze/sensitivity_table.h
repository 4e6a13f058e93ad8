#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// What analyze.sensitivity wrote about one change of this model: the divergence that it brought, or nothing when the
// model carries no such row. layer from 0, none for embeddings and head; part and method as in Change.
[[nodiscard]] std::optional<double> measuredDivergence(const Checkpoint& model, std::optional<int> layer,
                                                       std::string_view part, std::string_view method);

} // namespace lathe::engine
