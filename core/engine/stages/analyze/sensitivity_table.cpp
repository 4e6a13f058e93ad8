#include "core/engine/stages/analyze/sensitivity_table.h"

namespace lathe::engine {

std::optional<double> measuredDivergence(const Checkpoint& model, std::optional<int> layer, std::string_view part,
                                         std::string_view method)
{
    const nlohmann::json where = layer ? nlohmann::json(*layer) : nlohmann::json();
    for (const nlohmann::json& row : model.sensitivity) // read from a file: may be anything
        if (row.is_object() && row.value("layer", nlohmann::json()) == where && row.contains("part") &&
            row["part"] == part && row.contains("method") && row["method"] == method && row.contains("kl") &&
            row["kl"].is_number())
            return row["kl"].get<double>();
    return {};
}

} // namespace lathe::engine
