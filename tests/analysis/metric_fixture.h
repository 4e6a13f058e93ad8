#pragma once

#include "core/analysis/predictions.h"
#include "core/base/files.h"

namespace lathe::tests {

// What tests/fixtures/make_metric_fixtures.py wrote.
inline nlohmann::json metricFixture()
{
    return readJson(std::filesystem::path(LATHE_TEST_DATA) / "analysis" / "metrics.json");
}

inline analysis::Predictions predictionsOf(const nlohmann::json& item)
{
    return {item.at("kind") == "multiclass" ? data::TaskKind::Multiclass : data::TaskKind::Multilabel,
            item.at("classes").get<int>(), item.at("logits").get<std::vector<float>>(),
            item.at("truth").get<std::vector<std::vector<int>>>()};
}

} // namespace lathe::tests
