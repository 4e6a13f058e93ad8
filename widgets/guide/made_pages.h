#pragma once

#include "core/analysis/metric_info.h"
#include "widgets/guide/book.h"

namespace lathe::widgets {

// Pages made from what the program knows of itself, as Markdown in the language of the screen. Nothing in them is written
// twice: a method's page is its StageInfo, a metric's page its MetricInfo.
[[nodiscard]] QString methodPageId(std::string_view stage);
[[nodiscard]] QString metricPageId(std::string_view metric);
[[nodiscard]] QString methodPage(const recipe::StageInfo& stage);
[[nodiscard]] QString methodsPage(const recipe::StageCatalog& stages);
[[nodiscard]] QString metricPage(const analysis::MetricInfo& metric);
[[nodiscard]] QString metricsPage();
[[nodiscard]] QString shortcutsPage(const std::vector<ShortcutGroup>& groups);

} // namespace lathe::widgets
