#pragma once

#include "widgets/session/run_record.h"

namespace lathe::widgets {

// At most about `most` points of a curve: of each stretch its lowest and its highest, so that no
// peak is lost, and both ends. Points that are not finite are left out.
[[nodiscard]] RunRecord::Curve thinned(const RunRecord::Curve& curve, size_t most);

// Exponential moving average over the points, corrected at the start; 0 leaves the curve as it is,
// 1 would never move.
[[nodiscard]] RunRecord::Curve smoothed(const RunRecord::Curve& curve, double strength);

struct AxisRange {
    double low = 0, high = 1;
};
// The values with a margin of a twentieth, ends on round numbers; a flat curve gets some room.
[[nodiscard]] AxisRange rangeOf(const std::vector<const RunRecord::Curve*>& curves);

// Losses are drawn on another axis than scores.
[[nodiscard]] bool isLoss(const std::string& series);

} // namespace lathe::widgets
