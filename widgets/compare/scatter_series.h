#pragma once

#include "widgets/compare/axis_scale.h"
#include "widgets/compare/comparison.h"

namespace lathe::widgets {

// The finished points of the scatter, in the metrics' own units. Pure: no widget, no theme.
struct ScatterSeries {
    struct Bar {
        double low = 0, high = 0;
    };
    struct Dot {
        size_t index = 0; // into Comparison::variants
        double x = 0, y = 0;
        double radius = 6;             // pixels
        std::optional<double> shade;   // 0..1 on the colour scale; absent where it lacks the metric
        std::optional<Bar> xBar, yBar; // 95 % intervals
        enum class Look { Dominated, Front, Original, Peer } look = Look::Dominated;
    };
    std::vector<Dot> dots;     // drawn in this order: dominated first, originals last
    std::vector<size_t> front; // dots, ascending in x
    size_t leftOut = 0;        // lack a metric, or are not above 0 on a logarithmic axis
    bool isShaded = false;     // colour tells a metric
    double shadeLow = 0, shadeHigh = 0;
    std::optional<double> original; // quality that a limit is a part of; absent: none, or several
};

[[nodiscard]] ScatterSeries scatterSeries(const Comparison& comparison, const CompareState& state);

// The scale that shows all dots.
[[nodiscard]] AxisScale fittingX(const ScatterSeries& series, const CompareState& state);
[[nodiscard]] AxisScale fittingY(const ScatterSeries& series, const CompareState& state);

// The 95 % interval of a variant in a metric: of quality about its change from the original, of
// latency about its median. Absent where it is not known.
[[nodiscard]] std::optional<ScatterSeries::Bar> intervalOf(const Comparison& comparison,
                                                           size_t index, std::string_view metric);

// Where a limit lies in the metric's unit; absent when it is a part of an unknown original.
[[nodiscard]] std::optional<double> limitValue(const analysis::Constraint& limit,
                                               const ScatterSeries& series);

// The limits on the two axes: those that were set, and for an axis without one the limit at the
// loose end of what it shows, to be dragged in from there. Limits that cannot be placed are left
// out.
struct AxisLimit {
    analysis::Constraint limit;
    double value = 0; // in the metric's unit
    bool isX = false;
    bool isSet = false;
};
[[nodiscard]] std::vector<AxisLimit> axisLimits(const CompareState& state,
                                                const ScatterSeries& series, const AxisScale& x,
                                                const AxisScale& y);

// Every dot with its name, coordinates and intervals, RFC 4180.
[[nodiscard]] QByteArray scatterCsv(const ScatterSeries& series, const Comparison& comparison,
                                    const CompareState& state);

} // namespace lathe::widgets
