#pragma once

#include "core/analysis/metric_info.h"

#include <QString>

#include <vector>

namespace lathe::widgets {

// A metric in the unit of an axis: bytes as MB, counts as millions.
struct AxisUnit {
    double divisor = 1;
    QString unit;
};
[[nodiscard]] AxisUnit axisUnit(const analysis::MetricInfo& metric);

// The range that an axis shows, in the metric's own unit, and how values lie on it.
struct AxisScale {
    double from = 0, to = 1;
    bool isLogarithmic = false; // then both are above 0

    [[nodiscard]] double part(double value) const; // 0 at `from`, 1 at `to`
    [[nodiscard]] double value(double part) const; // the other way round
    [[nodiscard]] AxisScale panned(double parts) const;
    // Closer (factor below 1) or further, with the value at `part` staying where it is. Never so
    // far that numbers run out.
    [[nodiscard]] AxisScale zoomed(double part, double factor) const;
};

// All values with a margin, and never so little that noise looks like a difference. Values that a
// logarithm does not have are left out; without any value it is a range to draw an empty chart
// with.
[[nodiscard]] AxisScale fittingScale(const std::vector<double>& values,
                                     const analysis::MetricInfo& metric, bool isLogarithmic);

struct Tick {
    double value = 0;
    QString text;
};
// Round numbers, about `most` of them at most, with the unit.
[[nodiscard]] std::vector<Tick> ticksOf(const AxisScale& scale, const analysis::MetricInfo& metric,
                                        int most);

} // namespace lathe::widgets
