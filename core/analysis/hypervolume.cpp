#include "core/analysis/hypervolume.h"

#include "core/analysis/costs.h"
#include "core/base/error.h"

#include <algorithm>
#include <functional>

namespace lathe::analysis {

namespace {

using Point = std::vector<double>; // distances below the reference: larger is better, all above 0

bool covers(const Point& a, const Point& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), std::greater_equal<>());
}

// Without those that another one covers, each once; in the order that makes the first base case
// work: descending in the first coordinate.
std::vector<Point> uncovered(std::vector<Point> points)
{
    std::sort(points.begin(), points.end(), std::greater<>());
    std::vector<Point> kept;
    for (Point& point : points) // a point can only be covered by one before it
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Point& other) { return covers(other, point); }))
            kept.push_back(std::move(point));
    return kept;
}

double
area(const std::vector<Point>& front) // two metrics: descending in one, ascending in the other
{
    double sum = 0, height = 0;
    for (const Point& point : front) {
        sum += point[0] * (point[1] - height);
        height = point[1];
    }
    return sum;
}

double volume(const std::vector<Point>& front)
{
    if (front.empty())
        return 0;
    if (front[0].size() == 1)
        return front[0][0];
    if (front[0].size() == 2)
        return area(front);
    double sum = 0;
    for (size_t i = 0; i < front.size(); ++i) {
        double own = 1;
        for (const double side : front[i])
            own *= side;
        std::vector<Point> shared; // of this point's box with those of the later ones
        for (size_t j = i + 1; j < front.size(); ++j) {
            Point& corner = shared.emplace_back(front[j]);
            for (size_t m = 0; m < corner.size(); ++m)
                corner[m] = std::min(corner[m], front[i][m]);
        }
        sum += own - volume(uncovered(std::move(shared)));
    }
    return sum;
}

} // namespace

std::optional<double> hypervolume(const std::vector<Metrics>& items,
                                  const std::vector<const MetricInfo*>& metrics,
                                  const Metrics& reference)
{
    const auto limit = costsOf(reference, metrics);
    if (!limit)
        throw badInput("the reference point of a hypervolume needs a value for every metric");
    bool isMeasured = false;
    std::vector<Point> points;
    for (const Metrics& item : items) {
        auto costs = costsOf(item, metrics);
        if (!costs)
            continue;
        isMeasured = true;
        for (size_t m = 0; m < costs->size(); ++m)
            (*costs)[m] = (*limit)[m] - (*costs)[m];
        if (std::all_of(costs->begin(), costs->end(), [](double side) { return side > 0; }))
            points.push_back(std::move(*costs));
    }
    if (!isMeasured || metrics.empty())
        return std::nullopt;
    return volume(uncovered(std::move(points)));
}

} // namespace lathe::analysis
