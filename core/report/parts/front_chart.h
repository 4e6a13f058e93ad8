#pragma once

#include "core/report/drawing.h"
#include "core/report/study.h"

namespace lathe::report {

// Whether any entry that did not collapse has both quality and this metric.
[[nodiscard]] bool hasPoints(const Study& study, std::string_view metric);

// Quality over a cost (latency or size): every model that did not collapse a dot with the interval
// of its difference to the original, the front joined, the recommended one ringed, the original a
// star, limits dashed.
[[nodiscard]] Drawing frontChart(const Study& study, std::string_view metric, double width,
                                 double height, bool isNumbered);

// How many are not drawn, and why; or what a star and a ring are.
[[nodiscard]] std::string frontCaption(const Study& study, bool isNumbered);

} // namespace lathe::report
